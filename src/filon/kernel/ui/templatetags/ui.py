"""Tags and filters of every template, loaded as builtins."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zlib import crc32

import phonenumbers
from django import template
from django.template import Context
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from filon.kernel.clock import SystemClock
from filon.kernel.listing import Page
from filon.kernel.ui import assets, dates

register = template.Library()
HUES = 8
NARROW_SPACE = "\u202f"
THOUSANDS = {"en": ",", "es": "."}


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file."""
    return assets.path_of(name)


@register.simple_tag
def fonts() -> SafeString:
    """Preloads the fonts that every page uses, so that text does not jump."""
    return format_html_join(
        "",
        '<link rel="preload" as="font" type="font/woff2" crossorigin href="{}">',
        ((assets.path_of(name),) for name in assets.manifest()["fonts"]),
    )


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A drawn icon of lucide, by name; decoration only, so give its control a name of its own."""
    return _icon(assets.path_of("icons.svg"), str(name), str(css))


@lru_cache(1024)
def _icon(sprite: str, name: str, css: str) -> SafeString:
    return format_html('<svg class="i {}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name)


@register.filter
def initials(name: Any) -> str:
    """Two letters for an avatar: of the first and the last word."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"


@register.filter
def hue(seed: Any) -> str:
    """One of eight avatar colours, always the same for the same id or name."""
    return f"h{crc32(str(seed).encode()) % HUES}"


@register.filter
def thousands(number: Any) -> str:
    """1 204 in French, 1,204 in English, 1.204 in Spanish; "—" for none."""
    if number is None or number == "":
        return "—"
    return f"{int(number):,}".replace(",", THOUSANDS.get(get_language() or "fr", NARROW_SPACE))


@register.filter
def percent(ratio: Any, digits: int = 0) -> str:
    """0.124 → 12 %; "—" for none or for a division by nothing."""
    if ratio is None or ratio == "" or not math.isfinite(float(ratio)):
        return "—"
    figure = number_format(round(float(ratio) * 100, digits), decimal_pos=digits)
    return f"{figure}%" if get_language() == "en" else f"{figure}{NARROW_SPACE}%"


@register.filter
def phone(e164: Any) -> str:
    """+33199001234 → 01 99 00 12 34; a number of another country keeps its code; "" for none."""
    return _phone(str(e164)) if e164 else ""


@lru_cache(4096)
def _phone(e164: str) -> str:
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    style = phonenumbers.PhoneNumberFormat
    at_home = phonenumbers.region_code_for_number(number) == "FR"
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | None) -> str:
    """By day and hour: "23 nov. à 09:00"."""
    return dates.when(moment, now=_now(context))


@register.simple_tag(takes_context=True)
def ago(context: Context, moment: datetime | None) -> str:
    """By distance: "il y a 5 min"."""
    return dates.ago(moment, now=_now(context))


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | datetime | None) -> str:
    """Without an hour: "23 nov."."""
    return dates.day(value, now=_now(context))


@register.simple_tag(takes_context=True)
def th(context: Context, page: Page[Any], key: str, label: str, css: str = "") -> SafeString:
    """The head of a column that sorts the list."""
    href = f"{context['request'].path}?{page.sorted_by(key)}"
    current = key == page.sort
    sorted_now = format_html(' aria-sort="{}"', "descending" if page.desc else "ascending") if current else ""
    arrow = icon("arrow-down" if page.desc else "arrow-up") if current else ""
    return format_html(
        '<th scope="col" class="{}"{}><a href="{}" hx-get="{}" hx-target="#list" hx-swap="outerHTML" '
        'hx-push-url="true" hx-indicator="#busy">{}{}</a></th>',
        css, sorted_now, href, href, label, arrow,
    )  # fmt: skip


@register.inclusion_tag("ui/chip.html")
def chip(page: Page[Any], name: str, label: str, choices: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """A filter of the list: dashed while it is off, solid when set. ``choices`` are (value, label)."""
    options = [(str(value), text) for value, text in choices if str(value)]
    return {"name": name, "label": label, "options": options, "value": page.params.get(name, "")}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], count_url: str = "") -> dict[str, Any]:
    """The list's foot: how many rows, previous, next."""
    path = context["request"].path
    return {
        "count": f"{count_url}?{page.query()}" if count_url else "",
        "prev": f"{path}?{page.query(before=page.prev)}" if page.prev else "",
        "next": f"{path}?{page.query(after=page.next)}" if page.next else "",
    }


@register.filter
def choice_label(value: Any, choices: Iterable[tuple[Any, Any]]) -> str:
    """The label of a value among (value, label) pairs."""
    return next((str(label) for key, label in choices if key == value), str(value))


@register.filter
def chart_rows(series: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    """A chart's points as table rows: (day, one figure per series)."""
    return [(x, [one["values"][index] for one in series["series"]]) for index, x in enumerate(series["x"])]


def _now(context: Context) -> datetime:
    """The reader's time: of the request's clock, which a sample workspace may have moved on."""
    clock = getattr(context.get("request"), "clock", None) or SystemClock()
    now: datetime = clock.now()
    return now
