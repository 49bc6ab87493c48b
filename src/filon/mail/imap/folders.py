"""Which folder is which: by what the server says (RFC 6154), else by the names that mail programs give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from filon.kernel.text import fold


class Role(StrEnum):
    """The folders that matter: replies come to the first three, what we sent is in the last."""

    INBOX = "inbox"
    JUNK = "junk"
    ARCHIVE = "archive"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that can be opened; ``name`` is what the server calls it."""

    name: str
    role: Role


Listed = tuple[Sequence[bytes], bytes | None, str]

_BY_FLAG = {b"\\junk": Role.JUNK, b"\\archive": Role.ARCHIVE, b"\\sent": Role.SENT}
_BY_NAME = {
    Role.JUNK: (
        "junk",
        "spam",
        "junk e-mail",
        "junk email",
        "bulk mail",
        "courrier indesirable",
        "indesirables",
        "pourriel",
        "correo no deseado",
        "posta indesiderata",
    ),
    Role.ARCHIVE: ("archive", "archives", "archivo", "archivio"),
    Role.SENT: (
        "sent",
        "sent items",
        "sent messages",
        "sent mail",
        "elements envoyes",
        "messages envoyes",
        "courrier envoye",
        "envoyes",
        "objets envoyes",
        "elementos enviados",
        "enviados",
        "posta inviata",
    ),
}


def find_folders(listed: Iterable[Listed]) -> tuple[Folder, ...]:
    """At most one folder for each role, INBOX first. A flag of the server beats a name."""
    found: dict[Role, tuple[int, str]] = {}
    for flags, delimiter, name in listed:
        lowered = {flag.lower() for flag in flags}
        if b"\\noselect" in lowered or b"\\nonexistent" in lowered:
            continue
        role, rank = _role(name, flags=lowered, delimiter=delimiter)
        if role is not None and rank < found.get(role, (3, ""))[0]:
            found[role] = (rank, name)
    return tuple(Folder(found[role][1], role) for role in Role if role in found)


def _role(name: str, *, flags: set[bytes], delimiter: bytes | None) -> tuple[Role | None, int]:
    if name.upper() == "INBOX":
        return Role.INBOX, 0
    for flag, role in _BY_FLAG.items():
        if flag in flags:
            return role, 0
    mark = (delimiter or b"/").decode("ascii", "replace") or "/"
    last = fold(name.rsplit(mark, 1)[-1])
    depth = 1 if mark not in name else 2
    return next(((role, depth) for role, names in _BY_NAME.items() if last in names), (None, 3))
