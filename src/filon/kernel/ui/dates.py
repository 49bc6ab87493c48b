"""Dates as people read them: short in the text, whole in the tooltip, exact in the attribute."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
HALF_DAY = timedelta(hours=12)


def time_tag(text: str, at: datetime | date, *, title: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), title, text)


def short_day(day: date, *, today: date) -> str:
    """ "23 nov.", with the year when it is not this one."""
    # Translators: formats of a short date, see Django's date filter
    pattern = _("j N") if day.year == today.year else _("j N Y")
    return date_format(day, pattern)


def at_hour(moment: datetime) -> str:
    # Translators: format of an hour, see Django's date filter
    return date_format(moment, _("H:i"))


def near_day(moment: datetime, *, now: datetime) -> str:
    """ "aujourd'hui à 09:00", "demain à 09:00", "hier à 09:00", else "23 nov. à 09:00"."""
    away = (moment.date() - now.date()).days
    hour = at_hour(moment)
    if away == 0:
        return _("aujourd’hui à %(hour)s") % {"hour": hour}
    if away == 1:
        return _("demain à %(hour)s") % {"hour": hour}
    if away == -1:
        return _("hier à %(hour)s") % {"hour": hour}
    return _("%(day)s à %(hour)s") % {"day": short_day(moment.date(), today=now.date()), "hour": hour}


def relative(moment: datetime, *, now: datetime) -> str:
    """ "il y a 5 min", "dans 2 h" within the same day's hours, else as near_day."""
    gap = abs(now - moment)
    past = moment <= now
    if gap < MINUTE:
        return _("à l’instant")
    if gap < HOUR:
        text = _("il y a %(n)s min") if past else _("dans %(n)s min")
        return text % {"n": int(gap / MINUTE)}
    if gap < HALF_DAY and moment.date() == now.date():
        text = _("il y a %(n)s h") if past else _("dans %(n)s h")
        return text % {"n": int(gap / HOUR)}
    return near_day(moment, now=now)


def when(moment: datetime | None, *, now: datetime) -> SafeString | str:
    """<time> of a moment by day and hour in the reader's time zone; "—" for none."""
    if moment is None:
        return "—"
    local, here = timezone.localtime(moment), timezone.localtime(now)
    return time_tag(near_day(local, now=here), local, title=_full(local))


def ago(moment: datetime | None, *, now: datetime) -> SafeString | str:
    """<time> of a moment by its distance from now; "—" for none."""
    if moment is None:
        return "—"
    local, here = timezone.localtime(moment), timezone.localtime(now)
    return time_tag(relative(local, now=here), local, title=_full(local))


def day(value: date | datetime | None, *, now: datetime) -> SafeString | str:
    """<time> of a day, without an hour; "—" for none."""
    if value is None:
        return "—"
    only = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _day(only, today=timezone.localtime(now).date(), language=get_language())


@lru_cache(1024)
def _day(only: date, *, today: date, language: str | None) -> SafeString:
    """Lists print the same few days on every row; ``language`` is the one that is active."""
    return time_tag(short_day(only, today=today), only, title=date_format(only, _("l j F Y")))


def _full(moment: datetime) -> str:
    return f"{date_format(moment, _('l j F Y'))}, {at_hour(moment)} ({timezone.get_current_timezone_name()})"
