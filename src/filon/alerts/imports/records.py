"""A project as a file, a program or another Filon tells it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """A column of the model. The company and the category are mandatory."""

    COMPANY = "company"
    SIREN = "siren"
    POSTCODE = "postcode"
    TITLE = "title"
    CATEGORY = "category"
    STAGE = "stage"
    CONTEXT = "context"
    NEEDS = "needs"
    CONTACT = "contact"
    REFERENCE = "reference"


MANDATORY = (Field.COMPANY, Field.CATEGORY)


class Entry(NamedTuple):
    """One accepted row, every value in its stored form; "" where the source is silent.

    ``contact`` is the address of somebody known. ``told_at`` (ISO 8601) is when the source last changed it.
    """

    row: int
    company: str
    siren: str
    postcode: str
    title: str
    category: str
    stage: str
    context: str
    needs: str
    contact: str
    reference: str
    told_at: str = ""
