from __future__ import annotations

import pytest
from django.utils import translation

from filon.market import events
from filon.timeline import words
from filon.timeline.events import KINDS

MARKET = sorted(kind for kind in KINDS if kind.startswith("market."))


def test_these_are_the_events_of_the_room():
    declared = [each.kind for each in vars(events).values() if getattr(each, "kind", "")]
    assert sorted(declared) == MARKET


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_event_has_words_of_its_own_in_each_language(language):
    with translation.override(language):
        called = [words.called(kind) for kind in MARKET]
        groups = {words.group_of(kind) for kind in MARKET}
    assert not set(called) & set(MARKET)
    assert len(set(called)) == len(MARKET)
    assert len(groups) == 1


def test_the_words_differ_from_one_language_to_the_other():
    told = set()
    for language in ("fr", "en", "es"):
        with translation.override(language):
            told.add(tuple(words.called(kind) for kind in MARKET))
    assert len(told) == 3
