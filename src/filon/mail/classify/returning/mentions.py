"""Dates as people write them, found in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from filon.mail.classify.phrases import LANGUAGES, alternatives

MAX_MENTIONS = 60
_NEAR_YEARS = 2  # two digits after a month that are further away are an hour or a number


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in the text: where it stands and which day it is.

    `weekday` is set when only a weekday's name says it, `loose` when that, `tomorrow` or `next week` does.
    """

    start: int
    end: int
    day: date
    loose: bool = False
    weekday: int | None = None

    def after(self, day: date) -> Mention:
        """The same weekday after another day: `away from 23 to 27, back on Monday`."""
        return self if self.weekday is None else replace(self, day=next_weekday(self.weekday, day), loose=False)


@cache
def _numbers(field: str) -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        for number, words in getattr(language.dates, field).items():
            for word in words:
                numbers.setdefault(word, number)
    return numbers


def names(field: str, *, longer_than: int = 0) -> str:
    """An expression for the names of `months` or `weekdays` in every language."""
    found = (name for name in _numbers(field) if len(name) > longer_than)
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """Every shape at once, the particular before the general, so that one stretch of text is read once."""
    weekday = rf"(?:(?:{names('weekdays')})\b\.?,? ?(?:the |le |den |dem |el |il |de |dia |o )?)?"
    month = rf"(?:{names('months')})"
    ordinal = r"(?:er|st|nd|rd|th|e|°|º|ᵉʳ|\.|a|o)?"
    year = r"(?P<{0}>20\d\d|'?\d\d(?!\d|[:h.]\d| ?h\b| ?uhr| ?%))"
    shapes = (
        r"(?P<iso>(?P<iy>20\d\d)[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2}))",
        (
            rf"(?P<dmy>{weekday}(?P<d1>\d{{1,2}}) ?{ordinal}[ -]?(?:of |de |d'|"
            rf"do )?(?P<m1>{month})\b\.?(?:,? ?(?:de |del |do )?-?{year.format('y1')})?)"
        ),
        (
            rf"(?P<mdy>{weekday}(?P<m2>{month})\b\.? (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|"
            rf"\.\d)(?:,? {year.format('y2')})?)"
        ),
        rf"(?P<num>{weekday}(?P<a>\d{{1,2}})(?:er)?(?P<sep>[/.-])(?P<b>\d{{1,2}})(?:(?P=sep)(?P<y3>20\d\d|\d\d))?\.?)",
        rf"(?P<weekday>(?P<wd>{names('weekdays', longer_than=4)})\b)",
        rf"(?P<tomorrow>(?:{alternatives('tomorrow')})\b(?! (?:morgen|abend)))",
        rf"(?P<week>(?:{alternatives('next_week')})\b)",
    )
    return re.compile(r"(?<![\w/.:+@-])(?:" + "|".join(shapes) + r")(?![\w@/:]|[.-]\d)")


def mentions(text: str, *, sent: date, month_first: bool = False) -> Iterator[Mention]:
    """The days named in folded `text`, in order; without a year, the first such day after `sent`."""
    for count, match in enumerate(_pattern().finditer(text)):
        if count >= MAX_MENTIONS:
            return
        day = _day(match, sent=sent, month_first=month_first)
        if day is not None:
            weekday = _numbers("weekdays")[match["wd"]] if match["weekday"] else None
            loose = weekday is not None or bool(match["tomorrow"] or match["week"])
            yield Mention(match.start(), match.end(), day, loose=loose, weekday=weekday)


def _day(match: re.Match[str], *, sent: date, month_first: bool) -> date | None:
    if match["iso"]:
        return _date(int(match["iy"]), month=int(match["im"]), day=int(match["id"]))
    if match["dmy"]:
        return _dated(match["d1"], _numbers("months")[match["m1"]], year=match["y1"], sent=sent)
    if match["mdy"]:
        return _dated(match["d2"], _numbers("months")[match["m2"]], year=match["y2"], sent=sent)
    if match["num"]:
        return _numeric(match, sent=sent, month_first=month_first)
    return _relative(match, sent)


def _relative(match: re.Match[str], sent: date) -> date:
    if match["tomorrow"]:
        return sent + timedelta(days=1)
    if match["week"]:
        return sent + timedelta(days=7 - sent.weekday())
    return next_weekday(_numbers("weekdays")[match["wd"]], sent)


def next_weekday(weekday: int, sent: date) -> date:
    """The first such day after `sent`."""
    return sent + timedelta(days=(weekday - sent.weekday() - 1) % 7 + 1)


def _numeric(match: re.Match[str], *, sent: date, month_first: bool) -> date | None:
    """Day first; month first (United States) when asked, when only that makes a date, or one that is still to come."""
    first, second, year, separator = match["a"], match["b"], match["y3"], match["sep"]
    if (
        not year
        and separator != "/"
        and not (separator == "." and match["num"].endswith("."))
        and not _plausible(match)
    ):
        return None
    by_day = _dated(first, int(second), year=year, sent=sent)
    by_month = _dated(second, int(first), year=year, sent=sent) if separator == "/" else None
    if by_day is None or by_month is None:
        return by_day or by_month
    passed = bool(year) and by_day < sent <= by_month
    return by_month if passed or month_first else by_day


def _plausible(match: re.Match[str]) -> bool:
    """`23.11` is a day only with two digits on both sides; `9.30` and `8-12` are hours."""
    return len(match["a"]) == 2 and len(match["b"]) == 2 and int(match["b"]) <= 12 and match["sep"] == "."


def _dated(day: str, month: int, *, year: str | None, sent: date) -> date | None:
    if year:
        written = 2000 + int(year.lstrip("'")) % 100
        if len(year) > 3 or abs(written - sent.year) <= _NEAR_YEARS:
            return _date(written, month=month, day=int(day))
    this_year = _date(sent.year, month=month, day=int(day))
    if this_year is not None and this_year >= sent:
        return this_year
    return _date(sent.year + 1, month=month, day=int(day))


def _date(year: int, *, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
