"""What kinds of events are called in words, beside the names that programs know. A room registers those of its own.

register("mail", _("E-mails"), {"mail.replied": _("Réponse reçue")})
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

Word = str | Promise

ROOMS: dict[str, Word] = {}
KINDS: dict[str, Word] = {}


def register(room: str, title: Word, kinds: Mapping[str, Word]) -> None:
    """``room`` is the first part of the kinds' names, ``title`` the heading of their group."""
    ROOMS[room] = title
    KINDS.update(kinds)


def called(kind: str) -> str:
    """The kind in the reader's language; its own name when nobody gave it one."""
    return str(KINDS.get(kind, kind))


def group_of(kind: str) -> str:
    """The heading under which the kind stands."""
    room = kind.partition(".")[0]
    return str(ROOMS.get(room, room))
