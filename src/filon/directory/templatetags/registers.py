"""Codes of public registers, in words."""

from __future__ import annotations

from django import template

from filon.directory import wording
from filon.kernel.ui.templatetags.ui import NARROW_SPACE

register = template.Library()


@register.filter
def legal_form(code: str) -> str:
    """The legal form, with its code when nobody words it."""
    return wording.legal_form(code) or code


@register.filter
def company_size(code: str) -> str:
    return wording.size(code) or code


@register.filter
def register_number(number: str | int) -> str:
    """A SIREN or SIRET as INSEE prints it: 552 100 554, 552 100 554 00013. Anything else is left as it is.

    The directory keeps a SIREN as a number, whose first zeros are then missing.
    """
    number = f"{number:09}" if isinstance(number, int) else number
    if not (number.isdecimal() and len(number) in (9, 14)):
        return number
    groups = (number[:3], number[3:6], number[6:9], number[9:])
    return NARROW_SPACE.join(group for group in groups if group)


@register.simple_tag
def headcount(code: str, year: int | None = None) -> str:
    """ "10 à 19 salariés en 2024"."""
    return wording.headcount(code, year=year)
