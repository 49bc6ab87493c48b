"""What one accepted row says, and what is wrong with a refused one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import Promise

from filon.kernel.values import Email


@dataclass(slots=True, kw_only=True)
class Record:
    """A prospect as the file describes it, every value normalised; empty where the file is silent.

    ``phone`` and ``mobile`` are E.164, ``country`` is ISO 3166, ``extra`` holds the columns without a field under
    their names. ``opt_out`` is a refusal to be contacted, never a consent; ``suppressed``: it was known already.
    """

    email: Email | None = None
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    job_title: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""
    linkedin_url: str = ""
    siren: str = ""
    siret: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    source: str = ""
    note: str = ""
    opt_out: bool = False
    suppressed: bool = False
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one row: where (``row`` and ``column`` as the file shows them), what, and how to mend it."""

    row: int
    column: str
    field: str
    value: str
    code: str
    message: str | Promise
    hint: str | Promise


class Accepted(NamedTuple):
    """``warnings`` are values that were set aside in ``extra``: the person comes in without them."""

    row: int
    record: Record
    warnings: tuple[Problem, ...] = ()


class Duplicate(NamedTuple):
    """The same person as ``of_row``, which came earlier in the file and was accepted."""

    row: int
    of_row: int


class Refused(NamedTuple):
    """All the problems of a row; the first is its reason. ``cells`` are the row as written, for the error file."""

    row: int
    problems: tuple[Problem, ...]
    cells: tuple[str, ...]

    @property
    def reason(self) -> str:
        return self.problems[0].code


Outcome = Accepted | Duplicate | Refused
