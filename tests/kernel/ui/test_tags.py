from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.listing import ListSpec, Page, Sort
from filon.kernel.ui import assets, dates
from filon.kernel.ui.templatetags.ui import hue, initials, percent, thousands

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def rendered(template: str, **context: object) -> str:
    request = RequestFactory().get("/contacts/")
    request.clock = VirtualClock(NOW)  # type: ignore[attr-defined]  # as the workspace middleware does
    return engines["django"].from_string(template).render(context, request)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Claire Martin", "CM"), ("Jean-Luc de La Tour", "JT"), ("élan", "É"), ("", "?"), (None, "?"), ("(X) 3M", "3")],
)
def test_initials(name: str | None, letters: str) -> None:
    assert initials(name) == letters


def test_a_hue_is_one_of_eight_and_stays() -> None:
    assert hue("a") == hue("a")
    assert {hue(n) for n in range(200)} == {f"h{n}" for n in range(8)}


@pytest.mark.parametrize(
    ("language", "figure", "share"),
    [("fr", "1\u202f204", "12\u202f%"), ("en", "1,204", "12%"), ("es", "1.204", "12\u202f%")],
)
def test_figures_are_written_as_the_reader_writes_them(language: str, figure: str, share: str) -> None:
    with translation.override(language):
        assert (thousands(1204), percent(0.1239), thousands(None), percent(None)) == (figure, share, "—", "—")


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (timedelta(seconds=30), "à l’instant"),
        (timedelta(minutes=5), "il y a 5 min"),
        (timedelta(hours=3), "il y a 3 h"),
        (timedelta(hours=9), "hier à 23:00"),
        (timedelta(days=4), "19 nov. à 08:00"),
        (timedelta(days=400), "19 oct. 2025 à 09:00"),
        (-timedelta(hours=2), "dans 2 h"),
        (-timedelta(days=1), "demain à 08:00"),
    ],
)
def test_a_moment_is_told_by_its_distance(gap: timedelta, text: str) -> None:
    with timezone.override(PARIS), translation.override("fr"):
        assert f">{text}</time>" in dates.ago(NOW - gap, now=NOW)


def test_a_moment_carries_the_exact_time_and_its_zone() -> None:
    with timezone.override(PARIS), translation.override("fr"):
        tag = dates.when(NOW, now=NOW)
    assert 'datetime="2026-11-23T08:00:00+01:00"' in tag
    assert 'title="lundi 23 novembre 2026, 08:00 (Europe/Paris)"' in tag
    assert ">aujourd’hui à 08:00<" in tag


def test_a_day_has_no_hour_and_nothing_is_a_dash() -> None:
    with translation.override("fr"):
        assert ">24 déc.<" in dates.day(date(2026, 12, 24), now=NOW)
    assert (dates.day(None, now=NOW), dates.when(None, now=NOW), dates.ago(None, now=NOW)) == ("—", "—", "—")


def test_templates_read_the_clock_of_the_request() -> None:
    assert "il y a 5 min" in rendered("{% ago at %}", at=NOW - timedelta(minutes=5))


def test_a_sorted_head_says_so_and_turns_the_order() -> None:
    spec = ListSpec(sorts={"name": Sort("name_key"), "made": Sort("created_at", desc=True)}, default_sort="name")
    page: Page[Company] = Page(rows=[], next="", prev="", sort="name", desc=False, params={"q": "a&b"}, spec=spec)
    head = rendered('{% th page "name" "Nom" %}{% th page "made" "Ajout" %}', page=page)
    assert head.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in head
    assert 'href="/contacts/?q=a%26b&amp;sort=-name"' in head
    assert 'href="/contacts/?q=a%26b&amp;sort=-made"' in head


def test_a_chip_is_set_by_the_parameter_and_escapes_labels() -> None:
    spec = ListSpec(sorts={"name": Sort("name_key")}, default_sort="name", filters={"state": lambda qs, value: qs})
    page: Page[Company] = Page(rows=[], next="", prev="", sort="name", desc=False, params={"state": "b"}, spec=spec)
    html = rendered(
        '{% chip page "state" "État" choices %}', page=page, choices=[("", "Tous"), ("a", "A"), ("b", "<b>")]
    )
    assert '<option value="">État</option>' in html
    assert '<option value="b" selected>&lt;b&gt;</option>' in html
    assert "Tous" not in html


def test_an_icon_is_decoration_from_the_hashed_sprite() -> None:
    html = rendered('{% icon "mail" %}')
    assert 'aria-hidden="true"' in html
    assert f"{assets.path_of('icons.svg')}#mail" in html
