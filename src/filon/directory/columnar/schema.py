"""The columns of the copy from which markets are scored. Every one is a 32-bit integer, and none is ever null."""

from __future__ import annotations

UNKNOWN = -1
"""A number or a yes-or-no that nobody knows."""

NO_PLACE = NO_DAY = -(2**31)
"""A date or a coordinate that nobody knows: their own values may be below zero."""

DEGREE = 10_000
"""``latitude`` and ``longitude`` are degrees times this (WGS 84)."""

CODED = ("naf", "naf25", "headcount", "legal", "department", "region", "city", "category_company")
"""Columns that hold the place of a code in its dictionary; place 0 is the empty code, unknown."""

COLUMNS = (
    "unit",  # the row's place in the file, from 0
    "siren",
    *CODED,
    "postcode",  # as a number; UNKNOWN abroad
    "created",  # days since 1970
    "turnover",  # last known, in k€
    "establishments",  # open ones, UNKNOWN never
    "ess",
    "mission",
    "employer",
    "diffusible",  # 1, or 0: nothing may be shown of the company and nobody may write to it
    "latitude",
    "longitude",
)
"""One row for each unit that is active. Sorted by activity, department and head count."""

HEADCOUNTS = ("", "NN", "00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53")
"""INSEE's brackets of head counts, smallest first: the integer of one is its rank."""

CATEGORIES = ("", "PME", "ETI", "GE")
