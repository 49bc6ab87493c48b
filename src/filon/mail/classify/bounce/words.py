"""Non-delivery said in plain words: qmail, Exim, sendmail, Exchange, Domino, webmail providers…"""

from __future__ import annotations

import re

from filon.mail.classify.letter import Letter
from filon.mail.classify.mime import Message
from filon.mail.classify.phrases import any_language
from filon.mail.classify.verdict import Finding, Kind
from filon.mail.classify.wording import folded

from .addresses import failed_headers, failed_in_text, returned_to
from .codes import best_status, reply_code
from .reasons import GENERIC, HARD, Failure, explain
from .signs import Signs, signs

MAX_READ = 8000

_COPY_BEGINS = re.compile(
    r"^(?:>? ?(?:return-path|received|message-id|dkim-signature|mime-version|x-[\w-]+): ?\S.*"
    r"|.{0,60}\b(?:original|returned|unsent|undelivered|old|source|rejected|forwarded|"
    r"failed) (?:message|mail|e-?mail)\b"
    r".{0,30}(?:follow|below|attach|header|-{2,}|: *$).*"
    r"|-{2,} ?(?:below this line|this is a copy|original (?:message|mail)|returned (?:message|mail)|unsent message|"
    "the (?:unsent|header|body|following (?:is|message))|message (?:header|text|d'origine|follows)|"
    "start of|header|included|"
    r"undelivered|ursprungl|copy of).*"
    r"|.{0,40}\b(?:copy of (?:the|your) (?:original )?(?:message|mail)|message headers follow|"
    "headers? of the source).*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL_ID = re.compile(r"^[ \t>]*Message-ID:\s*<([^<>\s]{3,500})>", re.IGNORECASE | re.MULTILINE)
_REPLY_LINE = re.compile(r"(?<![\d.])(?:[45]\d\d[ -](?=\S)|#[45]\.\d\.\d|\([45]\.\d\.\d)")
_FINAL = re.compile(
    r"permanent|fatal|given up|giving up|gave up|\bfinal|not be retried|no further|could not be delivered|"
    r"delivery (?:has )?failed|undeliverable|returned to sender|definitif|abandon|endgultig"
)
_WILL_RETRY = re.compile(
    r"(?:will|shall) (?:be retried|continue|keep)|still being retried|not (?:yet|been) (?:yet )?(?:been )?delivered|"
    r"warning message only"
)
_DELAY_SUBJECT = re.compile(
    "(?:warning|advisory).{0,60}(?:delay|could not send|not (?:yet )?(?:been )?(?:sent|delivered))|"
    r"(?:mail |message |delivery )?delayed\b|"
    r".{0,60}\((?:delay|still being retried)\)|.{0,40}(?:delivery|mail|message) (?:delay|warning)|"
    r".{0,30}\b(?:remise|distribution) (?:differee|retardee)|.{0,30}(?:verzogert|retrasad|ritardat|atrasad|vertraagd)"
)


def read_words(letter: Letter) -> Finding | None:
    """What a report without machine part says; None when no server speaks here."""
    message, text, subject = letter.message, letter.body, letter.subject
    cut = _COPY_BEGINS.search(text, 1)
    said = (text[: cut.start()] if cut else text)[:MAX_READ]
    plain = folded(said)
    recipient = _recipient(message, said)
    seen = signs(letter, plain=plain, copied=cut is not None)
    if not seen.convincing and not (seen.told and recipient):
        return None
    failure = _failure(said, subject)
    ids = _returned_ids(message, text)
    if _is_delay(plain, subject=subject, failure=failure):
        reason = "delayed" if failure.reason in GENERIC else failure.reason
        status = best_status(said)
        evidence = f"delay notice: {subject[:100]}"
        return Finding(Kind.DELAYED, reason, evidence, status if status.startswith("4") else "", recipient, ids)
    return _finding(failure, seen=seen, said=said, subject=subject, recipient=recipient, ids=ids)


def _finding(
    failure: Failure, *, seen: Signs, said: str, subject: str, recipient: str, ids: tuple[str, ...]
) -> Finding:
    kind = Kind.BOUNCE_HARD if failure.hard else Kind.BOUNCE_SOFT
    evidence = f"{seen.speaker} says of a delivery: {failure.words or subject[:100]}"
    return Finding(kind, failure.reason, evidence, best_status(said), recipient, ids)


def _failure(said: str, subject: str) -> Failure:
    """The server's reply when one is quoted, then the whole text, then the subject: the nearest decides."""
    status, reply = best_status(said), reply_code(said)
    line = _REPLY_LINE.search(said)
    tried = [_around(said, line.start())] if line else []
    failure = Failure("undelivered", hard=False)
    for words in (*tried, said, f"{said}\n{subject}"):
        failure = explain(words, status=status, reply=reply)
        if failure.reason not in GENERIC and not failure.reason.startswith("dsn_"):
            return failure
    return explain(tried[0], status=status, reply=reply) if tried else failure


def _around(said: str, position: int) -> str:
    """A quoted reply with the two lines above it, which tell the command that it answers."""
    above = said[:position].split("\n")[-3:]
    return "\n".join(above) + said[position : position + 700]


def _is_delay(plain: str, *, subject: str, failure: Failure) -> bool:
    head = plain[:3000]
    announced = bool(_DELAY_SUBJECT.match(subject))
    if not announced and (failure.reason in HARD or not any_language("delayed").search(head)):
        return False
    return bool(_WILL_RETRY.search(head)) or not _FINAL.search(head)


def _returned_ids(message: Message, text: str) -> tuple[str, ...]:
    original = message.original()
    if original and original.message_ids("message-id"):
        return original.message_ids("message-id")
    return tuple(dict.fromkeys(_ORIGINAL_ID.findall(text)))[:3]


def _recipient(message: Message, said: str) -> str:
    headers = message.headers
    named = failed_headers(headers)
    if named:
        return named[0]
    ours = headers.addresses("to") + headers.addresses("from") + headers.addresses("reply-to")
    original = message.original()
    ours += original.addresses("from") if original else []
    return failed_in_text(said, not_these=ours) or next(iter(returned_to(message)), "")
