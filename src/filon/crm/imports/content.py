"""What a column holds, judged by its cells alone, when its name says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from filon.crm.imports.fields import Field
from filon.kernel.text import fold
from filon.kernel.values import InvalidValue, parse_phone, parse_siren, parse_siret

ENOUGH = 0.6  # the share of cells that must agree
FEW = 0.3  # for facts that only some people share with their address

_EMAIL = re.compile(r"\S+@[^\s@]+\.[a-z]{2,}>?\Z", re.IGNORECASE)
_LINKEDIN = re.compile(r"linkedin\.com/", re.IGNORECASE)
_WEBSITE = re.compile(
    r"(?:https?://|www\.)\S+\.\S+\Z|[a-z0-9-]+\.(?:fr|com|net|org|eu|es|io|example)/?\Z", re.IGNORECASE
)
_POSTCODE = re.compile(r"\d{5}\Z")
_MOBILE = re.compile(r"\+33[67]")
_WORD = re.compile(r"[a-z0-9]+")

Column = Sequence[str]


def field_by_content(cells: Column) -> Field | None:
    """The field whose look most filled cells have; None for free text."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return None
    for field, looks_right in _LOOKS:
        if sum(1 for cell in filled if looks_right(cell)) >= ENOUGH * len(filled):
            return field
    return None


def names_by_address(columns: Sequence[Column], *, emails: Column) -> dict[int, Field]:
    """Which columns hold first names, last names and companies, told by how they come back in the addresses.

    ``anne.roux@papier-nord.example`` beside Roux, Anne and Papier Nord says which is which, in any order.
    """
    found: dict[int, Field] = {}
    for field, share in ((Field.FIRST_NAME, _first_part), (Field.LAST_NAME, _last_part), (Field.COMPANY, _host)):
        scores = [
            (_agreement(cells, emails=emails, part=share), -i) for i, cells in enumerate(columns) if i not in found
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= FEW:
            found[-best[1]] = field
    return found


def _agreement(cells: Column, *, emails: Column, part: Callable[[str], str]) -> float:
    pairs = [
        (_bare(cell), part(email)) for cell, email in zip(cells, emails, strict=True) if cell.strip() and "@" in email
    ]
    return sum(bool(cell) and cell == address for cell, address in pairs) / len(pairs) if pairs else 0.0


def _bare(text: str) -> str:
    return "".join(_WORD.findall(fold(text)))


def _local(email: str) -> str:
    return email.rpartition("<")[2].partition("@")[0]


def _first_part(email: str) -> str:
    return _bare(re.split(r"[._]", _local(email))[0])


def _last_part(email: str) -> str:
    parts = re.split(r"[._]", _local(email), maxsplit=1)
    return _bare(parts[1]) if len(parts) == 2 else ""


def _host(email: str) -> str:
    return _bare(email.rpartition("@")[2].rpartition(".")[0])


def _is_accepted(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def looks_right(text: str) -> bool:
        try:
            parse(text)
        except InvalidValue as refusal:
            return refusal.code == "phone_premium"
        return True

    return looks_right


def _is_mobile(text: str) -> bool:
    try:
        return bool(_MOBILE.match(parse_phone(text).e164))
    except InvalidValue:
        return False


def _only_digits(parse: Callable[[str], object]) -> Callable[[str], bool]:
    accepted = _is_accepted(parse)
    return lambda text: text.replace(" ", "").isdigit() and accepted(text)


_LOOKS: tuple[tuple[Field, Callable[[str], object]], ...] = (
    (Field.EMAIL, _EMAIL.search),
    (Field.LINKEDIN_URL, _LINKEDIN.search),
    (Field.WEBSITE, _WEBSITE.match),
    (Field.SIRET, _only_digits(parse_siret)),
    (Field.SIREN, _only_digits(parse_siren)),
    (Field.MOBILE, _is_mobile),
    (Field.PHONE, lambda text: len(text) >= 9 and _is_accepted(parse_phone)(text)),
    (Field.POSTCODE, _POSTCODE.match),
)
