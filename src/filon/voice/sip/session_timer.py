"""Session timers (RFC 4028): who says "still there", and when. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filon.voice.sip.message import Headers, Message
from filon.voice.sip.timers import SESSION_GRACE_S, SESSION_MINIMUM_S

LONGEST_DIGITS = 5
_EXPIRES = re.compile(r"(\d{1,7})\s*(?:;.*?refresher\s*=\s*(ua[cs]))?.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Refresh:
    """Either we refresh after `seconds`, or the call is over when nobody has after `seconds`."""

    interval: int
    ours: bool

    @property
    def seconds(self) -> float:
        return self.interval / 2 if self.ours else self.interval - min(SESSION_GRACE_S, self.interval / 3)


class TooShort(ValueError):
    """An interval below the least one that anybody has to accept: answered 422."""


def interval(message: Message) -> tuple[int, str]:
    """(seconds, "uac", "uas" or "") of Session-Expires; 0 where there is none."""
    found = _EXPIRES.fullmatch(message.get("session-expires").strip())
    return (int(found[1]), (found[2] or "").lower()) if found else (0, "")


def from_response(message: Message) -> Refresh | None:
    """What a 2xx to our request says; we refresh where it names nobody. An absurdly short interval is lengthened."""
    seconds, refresher = interval(message)
    return Refresh(max(seconds, SESSION_MINIMUM_S), refresher != "uas") if seconds else None


def from_request(message: Message) -> Refresh | None:
    """What a re-INVITE or UPDATE of the peer asks for; we refresh for a peer that cannot, whose interval somebody on
    the way asked for (§9, table 2). Raises `TooShort`."""
    seconds, refresher = interval(message)
    if not seconds:
        return None
    if seconds < SESSION_MINIMUM_S:
        raise TooShort
    able = message.lists("supported", "timer")
    return Refresh(seconds, refresher == "uas" or (not refresher and not able))


def minimum(message: Message) -> int:
    """Seconds of Min-SE, below which the peer refuses; 0 where it says nothing that can be read."""
    said = message.get("min-se").partition(";")[0].strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_DIGITS else 0


def headers(refresh: Refresh | None) -> Headers:
    """For our 2xx to the peer's request."""
    if refresh is None:
        return []
    if refresh.ours:
        return [("session-expires", f"{refresh.interval};refresher=uas")]
    return [("session-expires", f"{refresh.interval};refresher=uac"), ("require", "timer")]
