"""What a file is, by its first bytes: its name is only what somebody called it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused

_ARCHIVE = b"PK\x03\x04"
_NOT_A_TABLE = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ",
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAMPLE = 10_000
_UNPRINTABLE = 0.1


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is to be read as a workbook. Raises Refused for what is no table at all."""
    if head.startswith(_OLD_EXCEL):
        raise Refused(
            _("Ce classeur est protégé ou d’un ancien format (.xls). Enregistrez-le en .xlsx ou en CSV."),
            field="file",
        )
    if head.startswith(_NOT_A_TABLE):
        raise _not_a_table()
    return head.startswith(_ARCHIVE)


def refuse_binary(text: str) -> None:
    """Raise Refused for a decoded text that nobody typed. ``text`` may be the beginning of it."""
    sample = text[:_SAMPLE]
    unprintable = sum(1 for c in sample if c < " " and c not in "\t\r\n\0") + sample.count("\ufffd")
    if unprintable > len(sample) * _UNPRINTABLE:
        raise _not_a_table()


def _not_a_table() -> Refused:
    return Refused(_("Ce fichier n’est pas un tableau. Déposez un fichier CSV ou Excel (.xlsx)."), field="file")
