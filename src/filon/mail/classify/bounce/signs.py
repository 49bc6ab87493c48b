"""Whether a mail server speaks: the signs around a non-delivery that is said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filon.mail.classify.letter import Letter
from filon.mail.classify.mime import Message
from filon.mail.classify.phrases import any_language

from .addresses import failed_headers
from .senders import has_null_path, is_daemon, is_robot

_ANSWERED = re.compile(r"(?:re|fwd?|tr|wg|rv|enc|i|fw|aw|sv|antw) ?: ")
_DECORATION = re.compile(r"^(?:[\[*( ]+[^\])]{0,30}[\])*]+ ?)")
_SMTP = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d\.\d|\b(?:smtp|remote host said|rcpt to|said: [45]\d\d|reason: [45]\d\d)|\b55[0-4]\b"
)
_WARNING = re.compile(
    r"warning|delayed|delay|retard|verzoger|differe|temporarily|still being retried|vertraag|retras|attesa"
)
_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen of a server."""

    daemon: bool
    robot: bool
    null_path: bool
    report: bool
    subject: bool
    body: bool
    smtp: bool
    copied: bool
    returned: bool
    """Our own message is given back."""
    named: bool
    """A header names the failed recipient."""

    @property
    def convincing(self) -> bool:
        """Enough to believe it: a server's name, an empty return path or a report's form, and words to match."""
        if self.named or (self.report and (self.subject or self.body or self.null_path)):
            return True
        if self.daemon:
            return self.subject or self.body or self.smtp or self.copied
        if self.null_path:
            return (self.subject and (self.body or self.smtp or self.copied)) or (
                self.body and self.copied and self.smtp
            )
        if self.robot and self.returned:
            return True
        return self.told and (self.smtp or self.copied or self.robot)

    @property
    def told(self) -> bool:
        """Subject and text both say it."""
        return self.subject and self.body

    @property
    def speaker(self) -> str:
        """Who seems to write, for the evidence."""
        return (
            "a mail server" if self.daemon or self.report else "a robot" if self.robot or self.null_path else "somebody"
        )


def signs(letter: Letter, *, plain: str, copied: bool) -> Signs:
    """The signs in a letter whose folded words are `plain`; `copied` when they end in a copy of ours."""
    message, headers, subject = letter.message, letter.headers, letter.subject
    says = any_language("undelivered_subject")
    told = bool(says.match(subject) or says.match(_DECORATION.sub("", subject))) and not _ANSWERED.match(subject)
    reports = headers.parameters("content-type").get("report-type", "").lower() == "delivery-status"
    given_back = any(part.returned or part.gives_back_headers for part in message.parts)
    return Signs(
        daemon=is_daemon(headers),
        robot=is_robot(headers),
        null_path=has_null_path(headers),
        report=reports or any(part.kind in _STATUS_PARTS and not part.returned for part in message.parts),
        subject=told or bool(_WARNING.match(subject)),
        body=bool(any_language("undelivered").search(plain[:4000]) or any_language("delayed").search(plain[:4000])),
        smtp=bool(_SMTP.search(plain)),
        copied=copied or given_back,
        returned=given_back and _is_ours(message),
        named=bool(failed_headers(headers)),
    )


def _is_ours(message: Message) -> bool:
    """The message given back came from the address this one is sent to."""
    original = message.original()
    return original is not None and bool(set(original.addresses("from")) & set(message.headers.addresses("to")))
