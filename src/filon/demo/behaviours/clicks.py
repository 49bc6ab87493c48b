"""Sample prospects who follow a link of a mail and look around on the site it leads to. Pure and repeatable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from filon.demo.behaviours.people import asks_for, draw
from filon.demo.behaviours.replies import Received

CLICK = "click"
"""The kind of this reaction, which people have beside whatever they write back."""
WORD = "clic"
"""A whole word of the address that makes a person click: ``clic@…``, ``jeanne.clic@…``."""
IN_A_HUNDRED = 35
SOONEST_MIN, LATEST_MIN = 2, 180
ANYWHERE = ("/", "/realisations", "/methode", "/tarifs", "/contact")
MOST_PAGES = 4

_COUNTED = re.compile(r'href="(https?://[^"/]+/lien/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Reading:
    """The counted address that is followed after ``delay``, and the pages opened on the site afterwards."""

    delay: timedelta
    url: str
    paths: tuple[str, ...]


def reading(received: Received, *, seed: int) -> Reading | None:
    """What this person does with the links of this mail: the same every time, nothing for two in three."""
    found = _COUNTED.search(_page(received))
    chance = draw(f"{seed}:{received.recipient.lower()}:{'again' if received.is_follow_up else 'first'}:click")
    if found is None or not (asks_for(received.recipient, WORD) or chance.randrange(100) < IN_A_HUNDRED):
        return None
    delay = timedelta(minutes=chance.randint(SOONEST_MIN, LATEST_MIN))
    paths = tuple(chance.sample(ANYWHERE, chance.randint(1, MOST_PAGES)))
    return Reading(delay, unescape(found[1]), paths)


def _page(received: Received) -> str:
    try:
        body = received.message.get_body(("html",))
        return str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""
