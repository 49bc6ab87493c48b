"""Functions that the importer's SQL uses, as DuckDB macros."""

from __future__ import annotations

from math import pi

MASKS = ("[ND]", "[NON-DIFFUSIBLE]")
"""What stands for a value that may not be shown (INSEE's files; recherche-entreprises)."""

_ECCENTRICITY = 0.08181919106
_N, _C, _X, _Y = 0.725607765053267, 11754255.426096, 700000.0, 12655612.049876
_MERIDIAN = 3.0
"""Lambert-93 on GRS80, as IGN's note NTG 71 gives its constants."""


def _latitude(conformal: str) -> str:
    """Geographic latitude from the conformal one, in radians: the series of Snyder's "Map projections", 3-5."""
    e2 = _ECCENTRICITY**2
    factors = (
        e2 / 2 + 5 * e2**2 / 24 + e2**3 / 12,
        7 * e2**2 / 48 + 29 * e2**3 / 240,
        7 * e2**3 / 120,
    )
    terms = " + ".join(f"{factor!r} * sin({2 * n} * {conformal})" for n, factor in enumerate(factors, 1))
    return f"({conformal} + {terms})"


_ISOMETRIC = f"(-ln(sqrt((x - {_X}) * (x - {_X}) + (y - {_Y}) * (y - {_Y})) / {_C}) / {_N})"

_DIGITS = [f"(n // {10**place}) % 10" for place in range(9)]
_LUHN = " + ".join(f"doubled({digit})" if place % 2 else digit for place, digit in enumerate(_DIGITS))

MACROS = (
    f"create macro said(x) as case when x is null or trim(x) in {MASKS} then '' else trim(x) end",
    "create macro yes(x) as case trim(x) when 'O' then true when 'N' then false end",
    "create macro act(c, book, w) as case when list_contains(w, upper(trim(book))) then left(said(c), 6) else '' end",
    "create macro digits(x, n) as regexp_full_match(x, '[0-9]{' || n || '}')",
    # Every second digit counts double, its own two digits added: 0 2 4 6 8 1 3 5 7 9.
    "create macro doubled(d) as d * 2 - case when d > 4 then 9 else 0 end",
    f"create macro luhn(n) as ({_LUHN}) % 10 = 0",
    f"create macro lambert_latitude(x, y) as {_latitude(f'(2 * atan(exp({_ISOMETRIC})) - {pi / 2!r})')} * {180 / pi!r}",
    f"create macro lambert_longitude(x, y) as atan((x - {_X}) / ({_Y} - y)) / {_N} * {180 / pi!r} + {_MERIDIAN}",
    # At most 2^63 - 1: PostgreSQL has no unsigned integers.
    "create macro digest(t) as (md5_number_lower(t) >> 1)::bigint",
)
