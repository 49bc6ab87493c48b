"""Filters that hold a message until its sender proves to be a person (OL-24)."""

from __future__ import annotations

import re

from .mime import Message
from .phrases import any_language
from .verdict import Finding, Kind
from .wording import body_text, folded, new_text
from .wording.html import links

MAX_READ = 4000

# Services by the traces they leave in senders, links and words.
_SERVICES = {
    "mailinblack": r"mailinblack|mail in black|mib-protect",
    "spamarrest": r"spam ?arrest",
    "boxbe": r"boxbe",
    "vade": r"vade(?:secure|retro)|vade secure",
    "altospam": r"altospam|oktey",
    "mailcleaner": r"mailcleaner",
    "spamenmoins": r"spamenmoins",
    "earthlink": r"spamblocker|earthlink\.net",
    "sendio": r"sendio",
    "tmda": r"\btmda\b",
    "bluebottle": r"bluebottle",
    "knowspam": r"knowspam",
    "choicemail": r"choicemail|digiportal",
    "uol": r"antispam\.?uol|uol\.com\.br|anti-?spam uol",
    "cleanmail": r"cleanmail",
    "mailblocks": r"mailblocks",
    "vanquish": r"vanquish",
    "hermes": r"spamfighter",
    "qurb": r"qurb\b",
    "totalblock": r"totalblock",
    "zerospam": r"0spam|zerospam",
    "e_securemail": r"securemail\.pro|e-securemail",
}
_SERVICE = {name: re.compile(pattern) for name, pattern in _SERVICES.items()}
_LINK = re.compile(r"https?://|www\.|cid:|\[(?:cliquez|click)")
_REPLY_TO_PASS = re.compile(
    r"(?:simply |just |please |merci de |veuillez )?(?:reply|repl(?:y|ying)|respond|repond\w+|responda|antworten|rispond\w+) (?:to |a |auf |directement )?(?:this|ce|cet|este|diese|questo)|retype|captcha|code (?:below|suivant|ci-dessous)|subject line"
)
_SUBJECT = re.compile(
    r"(?:verif|confirm|authent|valid|identif|challenge|captcha|action required|sender|expediteur|anti-?spam|non[- ]robot|robot|guest list|waitlist|whitelist|unlock|attente|retenu|held|quarantine|mailinblack|require)"
)


def read_challenge(message: Message) -> Finding | None:
    """A request to prove that a person writes: its words with a way to answer it, or a known service and its words."""
    source = body_text(message)
    said = folded(new_text(source)[:MAX_READ])
    asked = any_language("challenge").search(said)
    if asked is None:
        return None
    urls = " ".join(links(message))
    traces = folded(
        f"{message.headers.raw('from')} {message.headers.raw('reply-to')} {message.headers.raw('return-path')} {urls} {said}"
    )
    service = next((name for name, pattern in _SERVICE.items() if pattern.search(traces)), "")
    subject = folded(message.headers.text("subject"))
    way = bool(urls) or bool(_LINK.search(said)) or bool(_REPLY_TO_PASS.search(said))
    if not way or (not service and not _convinces(said, subject)):
        return None
    return Finding(Kind.CHALLENGE, service or "challenge", f"asks for proof of a person: {asked[0][:100]}")


def _convinces(said: str, subject: str) -> bool:
    """Without a known service: the mail speaks of delivering our message, or its subject asks for the proof."""
    speaks_of_mail = re.search(
        r"(?:message|mensaje|e-?mail|mail|courriel|correo|nachricht|messaggio|mensagem|bericht|sender|expediteur|remitente|absender)",
        said,
    )
    return bool(speaks_of_mail) and (bool(_SUBJECT.search(subject)) or len(said) < 1500)
