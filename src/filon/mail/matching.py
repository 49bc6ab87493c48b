"""Which sent message an incoming mail answers (the pure part).

Identifiers decide first: the Message-ID of what we sent, in In-Reply-To, References or a returned copy. Some providers
rewrite the Message-ID on the way (mautic#6724), so the sender with the same subject, prefixes apart, is taken next;
a colleague's answer counts by the company's domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from filon.kernel.text import fold
from filon.mail.classify import Verdict
from filon.mail.classify.mime import Headers

How = Literal["message_id", "recipient", "sender_subject", "domain_subject", "sender"]

MIN_SUBJECT_KEY = 4  # characters: a shorter subject says too little to match by
_PREFIX = re.compile(
    r"^(?:\[[^\]]{1,30}\]\s*(?=\S)|(?:re|ref|r|rép|rep|réf|tr|fw|fwd|fyi|aw|wg|antw|antwort|sv|vs|vb|"
    "rv|enc|res|i|doorst|odp|pd|tr|"
    "ré|réponse|reponse automatique|réponse automatique|automatic reply|automatische antwort|"
    "respuesta automática|risposta automatica|"
    r"resposta automática|automatisch antwoord|out of office|abwesenheitsnotiz|absence du bureau|autoreply|auto|"
    "accepted|declined|tentative|accepté|refusé|lu|non lu|read|not read|undeliverable|undelivered|"
    "unzustellbar|non remis)"
    r"(?:\s?\[\d+\]|\s?\(\d+\)|\d{0,2})?\s*[:：]\s*)+",
    re.IGNORECASE,
)
PUBLIC_DOMAINS = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.fr",
        "hotmail.com",
        "hotmail.fr",
        "live.com",
        "live.fr",
        "msn.com",
        "yahoo.com",
        "yahoo.fr",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
        "neuf.fr",
        "laposte.net",
        "bbox.fr",
        "numericable.fr",
        "gmx.com",
        "gmx.fr",
        "gmx.de",
        "gmx.net",
        "web.de",
        "t-online.de",
        "freenet.de",
        "libero.it",
        "virgilio.it",
        "tiscali.it",
        "alice.it",
        "telefonica.net",
        "terra.es",
        "sapo.pt",
        "ziggo.nl",
        "kpnmail.nl",
        "planet.nl",
        "skynet.be",
        "telenet.be",
        "bluewin.ch",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "yandex.com",
        "yandex.ru",
        "mail.ru",
        "zoho.com",
        "hotmail.es",
        "hotmail.it",
        "hotmail.de",
        "yahoo.es",
        "yahoo.it",
        "yahoo.de",
    }
)
"""Providers whose domain says nothing of a company: neighbours there are not colleagues."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What an incoming mail tells of the message it answers."""

    message_ids: tuple[str, ...]
    """Of the messages answered, nearest first, without angle brackets."""
    sender: str
    subject_key: str
    subject: str = ""
    own_id: str = ""
    recipient: str = ""
    """The address a report is about: it, not the reporting server, is whom we had written to."""

    @property
    def domain(self) -> str:
        """The company's domain, or "" when the sender's provider is everybody's."""
        domain = self.sender.partition("@")[2]
        return "" if domain in PUBLIC_DOMAINS else domain


@dataclass(frozen=True, slots=True)
class Sent:
    """A message we sent, as the mailbox looks it up for matching."""

    key: str
    recipient: str
    subject: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    key: str
    how: How


def candidates(raw_headers: bytes, *, verdict: Verdict | None = None) -> Candidates:
    """What to look for, from the headers of a mail (the whole mail does too) and what the classifier found inside it."""
    head = re.split(rb"\r?\n\r?\n", raw_headers, maxsplit=1)[0]
    headers = Headers.parse(head)
    replied = headers.message_ids("in-reply-to") + tuple(reversed(headers.message_ids("references")))
    ids = (verdict.message_ids if verdict else ()) + replied
    sender = next(iter(headers.addresses("from")), "") or next(iter(headers.addresses("reply-to")), "")
    subject = headers.text("subject")
    return Candidates(
        message_ids=tuple(dict.fromkeys(ids)),
        sender=sender,
        subject_key=subject_key(subject),
        subject=subject,
        own_id=next(iter(headers.message_ids("message-id")), ""),
        recipient=verdict.recipient if verdict else "",
    )


def subject_key(subject: str) -> str:
    """A subject without `Re:`, `TR :`, `AW:`, `[list]`… and without case, accents or spacing."""
    return fold(_PREFIX.sub("", subject.strip()))


def match(wanted: Candidates, *, by_message_id: Mapping[str, str], by_sender: Sequence[Sent]) -> Match | None:
    """The sent message that this mail answers, or None.

    `by_message_id` gives the key of a sent message for its Message-ID; `by_sender` are the messages sent to the
    candidate's sender, recipient or company domain. Among equals the last sent wins.
    """
    for message_id in wanted.message_ids:
        if message_id in by_message_id:
            return Match(by_message_id[message_id], "message_id")
    recent = sorted(by_sender, key=lambda one: one.sent_at, reverse=True)
    if wanted.recipient:
        return _first((one for one in recent if one.recipient.lower() == wanted.recipient), "recipient")
    written = [one for one in recent if one.recipient.lower() == wanted.sender]
    by_subject = [one for one in recent if same_subject(subject_key(one.subject), wanted.subject_key)]
    return (
        _first((one for one in written if one in by_subject), "sender_subject")
        or _first(
            (one for one in by_subject if wanted.domain and one.recipient.lower().endswith("@" + wanted.domain)),
            "domain_subject",
        )
        or _first(written, "sender")
    )


def same_subject(ours: str, theirs: str) -> bool:
    """Equal keys, or one the beginning of the other when a program has cut or lengthened it."""
    if len(ours) < MIN_SUBJECT_KEY or len(theirs) < MIN_SUBJECT_KEY:
        return ours == theirs and bool(ours)
    return ours == theirs or theirs.startswith(ours) or (len(theirs) > 20 and ours.startswith(theirs.rstrip(". …")))


def _first(found: Iterable[Sent], how: How) -> Match | None:
    one = next(iter(found), None)
    return Match(one.key, how) if one else None
