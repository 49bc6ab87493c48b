"""Codes of public registers, in words."""

from __future__ import annotations

from django import template

from filon.directory import wording

register = template.Library()


@register.filter
def legal_form(code: str) -> str:
    """The legal form, with its code when nobody words it."""
    return wording.legal_form(code) or code


@register.filter
def company_size(code: str) -> str:
    return wording.size(code) or code


@register.simple_tag
def headcount(code: str, year: int | None = None) -> str:
    """ "10 à 19 salariés en 2024"."""
    return wording.headcount(code, year=year)
