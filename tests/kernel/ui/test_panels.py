"""Places on a page that other rooms fill."""

from __future__ import annotations

import pytest
from django.http import HttpRequest

from filon.kernel.ui.panels import Panels


def filled() -> Panels:
    panels = Panels()
    panels.register(lambda _request, subject: f"second of {subject}", place="main", order=20)
    panels.register(lambda _request, subject: f"first of {subject}", place="main", order=10)
    panels.register(lambda _request, subject: "", place="side", order=10)
    panels.register(lambda _request, subject: "beside", place="side", order=20)
    return panels


def test_parts_stand_in_their_place_and_order_without_the_empty_ones() -> None:
    found = filled().render(HttpRequest(), "Élan")
    assert found == {"actions": [], "main": ["first of Élan", "second of Élan"], "side": ["beside"]}


def test_only_the_places_asked_for_are_rendered() -> None:
    panels, asked = filled(), []
    panels.register(lambda _request, subject: asked.append(subject) or "counted", place="main", order=30)
    assert panels.render(HttpRequest(), "Élan", places=("side",)) == {"actions": [], "main": [], "side": ["beside"]}
    assert asked == []


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="one of actions, main, side"):
        Panels().register(lambda _request, _subject: "", place="middle", order=1)
