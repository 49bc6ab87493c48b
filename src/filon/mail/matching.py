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
_ANSWERS = "re|ref|r|rep|ré|rép|réf|réponse|aw|antw|antwort|sv|vs|rv|odp|res|respuesta|risposta|resposta"
_FORWARDS = "tr|fw|fwd|fyi|wg|vb|enc|i|doorst|pd"
_AUTOMATIC = (
    "réponse automatique|reponse automatique|absence du bureau|automatic reply|out of office|autoreply|auto|"
    "automatische antwort|abwesenheitsnotiz|respuesta automática|risposta automatica|resposta automática|"
    "automatisch antwoord"
)
_RECEIPTS = "accepted|declined|tentative|accepté|refusé|lu|non lu|read|not read"
_RETURNED = "undeliverable|undelivered|unzustellbar|non remis"
_PREFIX = re.compile(
    rf"^(?:\[[^\]]{{1,30}}\]\s*(?=\S)|(?:{_ANSWERS}|{_FORWARDS}|{_AUTOMATIC}|{_RECEIPTS}|{_RETURNED})"
    r"(?:\s?\[\d+\]|\s?\(\d+\)|\d{0,2})?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_PROVIDERS = """
    alice.it aol.com bbox.fr bluewin.ch free.fr freenet.de gmail.com gmx.com gmx.de gmx.fr gmx.net
    googlemail.com hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com kpnmail.nl
    laposte.net libero.it live.com live.fr mac.com mail.ru me.com msn.com neuf.fr numericable.fr
    orange.fr outlook.com outlook.fr planet.nl pm.me proton.me protonmail.com sapo.pt sfr.fr
    skynet.be t-online.de telefonica.net telenet.be terra.es tiscali.it virgilio.it wanadoo.fr
    web.de yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com ziggo.nl
    zoho.com
"""
PUBLIC_DOMAINS = frozenset(_PROVIDERS.split())
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
    """A sent message found, and what told it."""

    key: str
    how: How


def candidates(raw_headers: bytes, *, verdict: Verdict | None = None) -> Candidates:
    """What to look for, from the headers of a mail (the whole mail will do) and what the classifier found in it."""
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
