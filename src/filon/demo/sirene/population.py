"""Invented companies as SQL: every value is drawn from the company's number and the seed: a row is always the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filon.demo.sirene.places import PLACES
from filon.demo.sirene.words import FIRST_NAMES, PLACE_WORDS, SURNAMES, SYLLABLES, TRADES

LEGALS = ("5499", "5499", "5499", "5710", "5710", "5710", "6540", "5498", "5720", "9220", "5599")
PRIME = 2_147_483_647

MACROS = (
    # Two rounds of squaring modulo a prime: even enough for a population, the same on every machine and version.
    f"create macro stir(x, k) as ((x % {PRIME}) * (x % {PRIME}) % {PRIME} * 48271 + k * 16807) % {PRIME}",
    f"create macro first(i, k) as (i * 69621 + getvariable('seed') * 40692 + k * 2531011) % {PRIME}",
    "create macro draw(i, k) as stir(stir(stir(first(i, k), k), k + 7), k)",
    "create macro pick(l, n) as l[1 + n % len(l)]",
    "create macro twice(d) as d * 2 - case when d > 4 then 9 else 0 end",
)


def key_digit(number: str, *, digits: int) -> str:
    """The digit that completes ``digits`` others so that the Luhn check holds (its place counts once)."""
    terms = [
        f"twice(({number} // {10**place}) % 10)" if place % 2 == 0 else f"({number} // {10**place}) % 10"
        for place in range(digits)
    ]
    return f"(10 - ({' + '.join(terms)}) % 10) % 10"


def units(first: int, last: int) -> str:
    """The companies numbered ``first`` to ``last`` (excluded), one row each."""
    return f"""
with numbered as (select range as i, range + 1 as n from range({first}, {last})),
drawn as (
    select i, lpad((n * 10 + {key_digit("n", digits=8)})::varchar, 9, '0') as siren,
        pick({_weighted(_trades())}, draw(i, 1)) as trade,
        pick({_weighted((f"{p}", PLACES[p].weight) for p in range(len(PLACES)))}, draw(i, 2)) as place,
        pick({_weighted(_sizes())}, draw(i, 3)) as size,
        pick({text_list(SURNAMES)}, draw(i, 4)) as surname, pick({text_list(FIRST_NAMES)}, draw(i, 5)) as first_name,
        pick({text_list(SYLLABLES[0])}, draw(i, 6)) || pick({text_list(SYLLABLES[1])}, draw(i, 7))
            || pick({text_list(SYLLABLES[2])}, draw(i, 8)) as word,
        pick({text_list(PLACE_WORDS)}, draw(i, 9)) as spot, draw(i, 10) as name_draw, draw(i, 11) % 1000 as alive,
        draw(i, 12) % 1000 as shown, draw(i, 13) as legal_draw, draw(i, 14) % 16000 as age, draw(i, 15) as spread
    from numbered
)
select *,
    case when size in ('NN', '', '01') and legal_draw % 100 < 45 then '1000'
         else pick({text_list(LEGALS)}, legal_draw) end as legal,
    pick(trade.names, name_draw).replace('{{s}}', surname).replace('{{w}}', word).replace('{{p}}', spot) as name,
    date '2026-10-01' - age::integer as created,
    case when alive < 780 then 'A' else 'C' end as state,
    case when shown < 80 then 'P' else 'O' end as diffusion,
    case when spread % 1000 < 880 then 1 when spread % 1000 < 960 then 2
         when spread % 1000 < 995 then 3 else 8 end as places
from drawn"""  # noqa: S608 our own names


def _trades() -> Iterable[tuple[str, int]]:
    for trade in TRADES:
        names = text_list(trade.names)
        # NAF 2025 renames most classes; the final Z became Y where a class was cut anew.
        later = trade.naf[:-1] + "Y" if trade.naf.endswith("Z") else trade.naf
        yield f"{{'naf': '{trade.naf}', 'naf25': '{later}', 'names': {names}}}", trade.weight


def _sizes() -> Iterable[tuple[str, int]]:
    weights = {"": 300, "NN": 380, "00": 20, "01": 130, "02": 70, "03": 40, "11": 30, "12": 18, "21": 6}
    rare = {"22": 3, "31": 1, "32": 1, "41": 1}
    return ((f"'{size}'", weight) for size, weight in (weights | rare).items())


def _weighted(values: Iterable[tuple[str, int]]) -> str:
    return "[" + ", ".join(value for value, weight in values for _ in range(weight)) + "]"


def text_list(values: Sequence[str]) -> str:
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"
