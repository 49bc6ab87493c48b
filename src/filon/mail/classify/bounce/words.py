"""Non-delivery said in plain words: qmail, Exim, sendmail, Exchange, Domino, webmail providers…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from filon.mail.classify.mime import Message
from filon.mail.classify.phrases import any_language
from filon.mail.classify.verdict import Finding, Kind
from filon.mail.classify.wording import body_text, folded

from .addresses import failed_headers, failed_in_text, returned_to
from .codes import best_status, reply_code
from .reasons import explain
from .senders import has_null_path, is_daemon, is_robot

MAX_READ = 8000

_FORWARDED = re.compile(r"(?:re|fwd?|tr|wg|rv|enc|i|fw|aw) ?: ")
_COPY_BEGINS = re.compile(
    r"^(?:(?:return-path|received|message-id|dkim-signature|mime-version|x-[\w-]+): ?\S.*|-{2,}[ ]?(?:below this line|this is a copy|original (?:message|mail)|returned (?:message|mail)|unsent message|the (?:unsent|header|body|following)|message (?:header|text|d'origine|follows)|forwarded|start of|header|included|undelivered|ursprungl).*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL_ID = re.compile(r"^[ \t>]*Message-ID:\s*<([^<>\s]{3,500})>", re.IGNORECASE | re.MULTILINE)
_SMTP = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d\.\d|\b(?:smtp|remote host said|rcpt to|said: [45]\d\d|reason: [45]\d\d)|\b55[0-4]\b"
)
_FINAL = re.compile(
    r"permanent|fatal|given up|giving up|gave up|final|not be retried|no further|could not be delivered|delivery (?:has )?failed|undeliverable|returned to sender|definitif|abandon|endgultig"
)
_CHALLENGES_ONLY = re.compile(
    r"warning|delayed|delay|retard|verzoger|differe|temporarily|still being retried|vertraag|retras|attesa"
)


@dataclass(frozen=True, slots=True)
class _Signs:
    daemon: bool
    robot: bool
    null_path: bool
    subject: bool
    body: bool
    smtp: bool
    copy: bool
    named: bool

    @property
    def convincing(self) -> bool:
        """Enough to believe that a server speaks: its name or an empty return path, and words to match."""
        if self.named:
            return True
        if self.daemon:
            return self.subject or self.body or (self.smtp and self.copy)
        if self.null_path:
            return (self.subject and (self.body or self.smtp or self.copy)) or (self.body and self.copy and self.smtp)
        return self.subject and self.body and (self.smtp or self.copy or self.robot)


def read_words(message: Message) -> Finding | None:
    """What a report without machine part says; None when no server speaks here."""
    text = body_text(message)
    cut = _COPY_BEGINS.search(text, 1)
    said = (text[: cut.start()] if cut else text)[:MAX_READ]
    plain = folded(said)
    subject = folded(message.headers.text("subject"))
    if not _signs(message, plain=plain, subject=subject, copy=cut is not None).convincing:
        return None
    ids = _returned_ids(message, text)
    recipient = _recipient(message, said)
    status, reply = best_status(said), reply_code(said)
    failure = explain(said, status=status, reply=reply)
    if _is_delay(plain, subject):
        return Finding(
            Kind.DELAYED,
            failure.reason if failure.reason != "undelivered" else "delayed",
            f"delay notice: {subject[:100]}",
            status if status[:1] == "4" else "",
            recipient,
            ids,
        )
    kind = Kind.BOUNCE_HARD if failure.hard else Kind.BOUNCE_SOFT
    return Finding(kind, failure.reason, f"non-delivery in words: {subject[:100]}", status, recipient, ids)


def _signs(message: Message, *, plain: str, subject: str, copy: bool) -> _Signs:
    headers = message.headers
    bare_subject = re.sub(r"^[\[*( ]+[^\])]{0,30}[\])*]+ ?", "", subject)
    told = bool(
        any_language("undelivered_subject").match(subject) or any_language("undelivered_subject").match(bare_subject)
    ) and not _FORWARDED.match(subject)
    return _Signs(
        daemon=is_daemon(headers),
        robot=is_robot(headers),
        null_path=has_null_path(headers),
        subject=told or bool(_CHALLENGES_ONLY.match(subject)),
        body=bool(any_language("undelivered").search(plain[:4000]) or any_language("delayed").search(plain[:4000])),
        smtp=bool(_SMTP.search(plain)),
        copy=copy or any(part.returned or part.gives_back_headers for part in message.parts),
        named=bool(failed_headers(headers)),
    )


def _is_delay(plain: str, subject: str) -> bool:
    head = plain[:3000]
    if not any_language("delayed").search(head) and not _CHALLENGES_ONLY.match(subject):
        return False
    return not _FINAL.search(head) or bool(
        re.search(
            r"(?:will|shall) (?:be retried|continue|keep)|still being retried|not yet been delivered|warning message only",
            head,
        )
    )


def _returned_ids(message: Message, text: str) -> tuple[str, ...]:
    original = message.original()
    if original and original.message_ids("message-id"):
        return original.message_ids("message-id")
    return tuple(dict.fromkeys(_ORIGINAL_ID.findall(text)))[:3]


def _recipient(message: Message, said: str) -> str:
    headers = message.headers
    ours = headers.addresses("to") + headers.addresses("from") + headers.addresses("reply-to")
    original = message.original()
    ours += original.addresses("from") if original else []
    named = failed_headers(headers)
    if named:
        return named[0]
    return failed_in_text(said, not_these=ours) or next(iter(returned_to(message)), "")
