"""What goes in: the words of a step, who signs them, and the facts about one recipient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """What a person writes for a step. An empty ``subject`` continues the thread of the previous step.

    ``way_out`` is the line with ``{{ lien_desinscription }}``, added at the end unless the body has that link already.
    ``notice`` is what the law has the message say besides; it always stands there. ``importance`` is "high", "low", or
    "" for a message like others.
    """

    subject: str
    body: str
    signature: str = ""
    way_out: str = ""
    notice: str = ""
    language: str = "fr"
    importance: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs: known when the template is compiled. ``facts`` are the ``sender_*`` variables."""

    address: str
    display_name: str = ""
    reply_to: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageValues:
    """Everything about one mail.

    ``date`` is aware. Message identifiers are without angle brackets. ``variables`` are keyed by the English names.
    ``links`` maps the index of a link to the counted address that replaces it, for recipients who accepted to be
    measured; without it links are plain. ``pixel`` is the address of the picture that tells of an open, "" for none.
    """

    to: str
    message_id: str
    date: datetime
    to_name: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    unsubscribe_url: str = ""
    unsubscribe_mailto: str = ""
    thread_subject: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    links: Mapping[int, str] = field(default_factory=dict)
    pixel: str = ""
