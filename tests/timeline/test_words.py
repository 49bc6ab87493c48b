"""What kinds of events are called."""

from __future__ import annotations

import pytest
from django.utils import translation

from filon.timeline import words
from filon.timeline.events import KINDS

ROOMS = ("calls", "consent", "crm", "directory", "mail", "outreach", "timeline")


def of_rooms() -> list[str]:
    return sorted(kind for kind, event in KINDS.items() if event.__module__.split(".")[1:2] in [[r] for r in ROOMS])


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_kind_has_words_of_its_own_in_each_language(language: str) -> None:
    with translation.override(language):
        called = {kind: words.called(kind) for kind in of_rooms()}
    assert [kind for kind, word in called.items() if word == kind] == []
    assert len(set(called.values())) == len(called)


def test_words_differ_from_one_language_to_the_other() -> None:
    told = {}
    for language in ("fr", "en", "es"):
        with translation.override(language):
            told[language] = words.called("mail.replied")
    assert told == {"fr": "Réponse reçue", "en": "Reply received", "es": "Respuesta recibida"}


def test_a_kind_that_nobody_named_keeps_its_own_name() -> None:
    assert (words.called("later.invented"), words.group_of("later.invented")) == ("later.invented", "later")
