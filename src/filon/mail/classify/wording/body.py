"""Which parts of a message are its words."""

from __future__ import annotations

from filon.mail.classify.mime import Message, Part

from .folding import folded
from .html import html_to_text

MAX_TEXT = 60_000  # characters read of one message: the words that decide stand well before

_EMPTY_TWINS = (
    "your mail client does not support html",
    "votre messagerie ne permet pas",
    "this is a multi-part message",
    "html only",
    "view this email in html",
)


def body_text(message: Message) -> str:
    """What the message itself says, without what it gives back: its text parts, or its HTML when they say nothing."""
    texts = [part for part in message.own if part.kind == "text/plain" and not part.attached]
    pages = [part for part in message.own if part.kind == "text/html" and not part.attached]
    said = _joined([part.text for part in texts])
    if pages and not _says_something(said):
        return _joined([html_to_text(part.text) for part in pages])
    return said


def full_text(message: Message) -> str:
    """Every readable word, those given back too: where the address of an odd non-delivery may hide."""
    readable = [part for part in message.parts if _readable(part)]
    return _joined([html_to_text(part.text) if part.kind == "text/html" else part.text for part in readable])


def _readable(part: Part) -> bool:
    return part.kind.startswith("text/") or part.kind in {
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
    }


def _joined(texts: list[str]) -> str:
    return "\n".join(text.strip("\n") for text in texts if text.strip())[:MAX_TEXT]


def _says_something(text: str) -> bool:
    plain = folded(text[:400])
    return bool(plain) and not any(phrase in plain and len(text) < 300 for phrase in _EMPTY_TWINS)
