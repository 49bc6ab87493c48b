"""Which of the dates in an absence message is the day of return."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

from filon.mail.classify.phrases import alternatives, any_language
from filon.mail.classify.wording import folded

from .mentions import Mention, mentions, names
from .place import Place, places

MAX_READ = 4000
_RANGE_OF_DAYS = re.compile(r"(?<![\d/.-])(\d{1,2})-(\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?[a-z])")
"""`7-11 September`: the hyphen would make the second day look like a piece of something else."""
_ARTICLES = r"(?: (?:le|the|den|dem|el|il|o|dia|al|au|du|on|am|de|het|del|dia|lo|la|a|l'))?"
_NOT_BEFORE = re.compile(r"(?:avant|before|vor dem|antes|prima|voor)\b.{0,6}$")
"""`not back before the 5th` names the day of return, as `until` names the last day or the day of return."""
_LOOSE = 10  # what a weekday alone ranks below every full date


class _Role(IntEnum):
    """What a date is to the absence, the best answer first."""

    BACK = 0
    UNTIL = 1
    RANGE_END = 2
    NOTHING = 9


@cache
def _ends_with(field: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + alternatives(field) + rf"){_ARTICLES} ?$")


@cache
def _range() -> re.Pattern[str]:
    """`du 23 au`, `from Monday 21 to`, `23.-`: a bare day number before the full date that ends the range."""
    starts, ends = alternatives("range_start"), alternatives("range_end")
    return re.compile(
        rf"(?<![\w'])(?:(?:{starts}){_ARTICLES} (?:\S+ )?)?\d{{1,2}}(?:er|st|nd|rd|th|\.|"
        rf"º)? ?(?:(?:{ends}){_ARTICLES}|-|/) ?(?:\S+ )?$"
    )


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(
        rf"[ ,(]*(?:\d\d? ?[h:]\d{{0,2}} ?)?(?:(?:{alternatives('range_end')}){_ARTICLES}|-|>|->)\s?(?:\w+ )?$"
    )


def return_date(text: str, *, sent: date, month_first: bool = False) -> date | None:
    """The day of return told in `text`, or None; a day said to be still one of absence gives the next one.

    `month_first` reads `12/01` as Americans write it.
    """
    said = _RANGE_OF_DAYS.sub(r"\1 - \2", folded(text[:MAX_READ]))
    found = _placed(list(mentions(said, sent=sent, month_first=month_first)))
    best: tuple[int, date] | None = _bare_day(said, found=found, sent=sent)
    for place in places(said, found):
        role = _role(place)
        if role is _Role.NOTHING:
            continue
        mention = place.mention
        rank, day = role + (_LOOSE if mention.loose else 0), mention.day + _still_away(place, role)
        if best is None or rank < best[0] or (rank == best[0] and best[1] < sent <= day):
            best = rank, day
    return best[1] if best else None


def _placed(found: list[Mention]) -> list[Mention]:
    """Weekdays named after full dates come after those dates."""
    placed: list[Mention] = []
    for mention in found:
        dates = [one.day for one in placed if not one.loose]
        placed.append(mention.after(max(dates)) if dates else mention)
    return placed


def _role(place: Place) -> _Role:
    if _ends_with("until").search(place.before) or _ends_with("until_inclusive").search(place.before):
        return _Role.BACK if _NOT_BEFORE.search(place.before) else _Role.UNTIL
    if place.mention.weekday is None and not place.mention.loose and _ends_range(place):
        return _Role.RANGE_END
    if any_language("back").search(place.before):
        return _Role.BACK
    if _starts_range(place):
        return _Role.NOTHING
    return _Role.BACK if _says_back_after(place) else _Role.NOTHING


def _still_away(place: Place, role: _Role) -> timedelta:
    """One day more when the words around a last day say that it is included."""
    if role is _Role.BACK:
        return timedelta(0)
    included = _included().match(place.after) or _ends_with("until_inclusive").search(place.before)
    return timedelta(days=1 if included else 0)


@cache
def _included() -> re.Pattern[str]:
    return re.compile(rf"[\s,(]*(?:{alternatives('inclusive')})(?! of\b)")


def _ends_range(place: Place) -> bool:
    previous = place.previous
    joined = previous is not None and _joins().fullmatch(place.said[previous.end : place.mention.start])
    return bool(joined) or bool(_range().search(place.before))


def _starts_range(place: Place) -> bool:
    following = place.following
    return following is not None and bool(_joins().fullmatch(place.said[place.mention.end : following.start]))


def _says_back_after(place: Place) -> bool:
    """`ab dem 14.12. wieder erreichbar`, `on 1 December I will be back`: the verb follows, and no other date does."""
    if any_language("back").search(place.end_of_sentence) is None:
        return False
    return place.following is None or place.following.start > place.mention.end + len(place.end_of_sentence)


@cache
def _bare() -> re.Pattern[str]:
    """`jusqu'au 5`, `until the 14th`, `vuelvo el 21`: a day of the month without its month."""
    until = f"{alternatives('until')}|{alternatives('until_inclusive')}"
    after = r"(?=\s?(?:[,.;!)]|$|inclu|compris|et |and |y |und |je |i |est |is ))"
    return re.compile(
        rf"(?<![\w'])(?:(?P<until>{until})|(?P<back>{alternatives('back')})(?: [^\s\d]+){{0,4}}?){_ARTICLES} "
        rf"(?:(?:{names('weekdays')})[.,]? (?:le |the |den |el |dem )?)?"
        rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.|º)?{after}"
    )


def _bare_day(said: str, *, found: list[Mention], sent: date) -> tuple[int, date] | None:
    """The first such day, after the last full date before it: `from 7 to 18 September, back on the 21st`."""
    for match in _bare().finditer(said):
        if any(mention.start <= match.start("day") < mention.end for mention in found):
            continue
        earlier = [mention.day for mention in found if mention.end <= match.start("day") and not mention.loose]
        day = _day_of_month(int(match["day"]), max([sent, *earlier]))
        if day is not None:
            return (_Role.BACK if match["back"] else _Role.UNTIL), day
    return None


def _day_of_month(day: int, after: date) -> date | None:
    """The next such day of a month, this one or one of the two that follow."""
    for months_on in (0, 1, 2):
        year, month = after.year + (after.month - 1 + months_on) // 12, (after.month - 1 + months_on) % 12 + 1
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > after:
            return found
    return None
