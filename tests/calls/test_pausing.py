"""Whatever word the engine leaves on a paused line is a sentence on its pages, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from tests.factories import make_manager, make_trunk

from filon.calls.models import Trunk
from filon.calls.operations.trunks import give_up
from filon.calls.pausing import OUT_OF_REACH, REASONS, why_paused
from filon.calls.web.forms import SettingsForm, trunk_choices
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event
from filon.timeline.sentences import told
from filon.voice.causes import BY_CAUSE, CONFIGURATION_CODES, Outcome

Browser = Callable[[Member], Client]
LEFT_BY_THE_ENGINE = [
    OUT_OF_REACH,
    *(str(code) for code in sorted(CONFIGURATION_CODES)),
    *(cause.value for cause, outcome in BY_CAUSE.items() if outcome is Outcome.CONFIGURATION),
]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("word", LEFT_BY_THE_ENGINE)
def test_every_word_that_pauses_a_line_is_a_sentence(word: str, language: str) -> None:
    with translation.override(language):
        sentence = why_paused(word)
    assert sentence.endswith(".")
    assert " " in sentence
    assert "_" not in sentence.replace("FILON_TRUNK_NETWORKS", "")


def test_languages_differ_and_a_sentence_stays_as_it_is() -> None:
    said = set()
    for language in ("fr", "en", "es"):
        with translation.override(language):
            said |= {str(REASONS[OUT_OF_REACH])}
    assert len(said) == 3
    assert why_paused("6 des 20 derniers appels ont été refusés.") == "6 des 20 derniers appels ont été refusés."


def test_the_pages_of_a_paused_line_say_why_and_its_number_is_written_as_elsewhere(
    workspace: Workspace, clock: VirtualClock, client_for: Browser
) -> None:
    trunk = make_trunk(name="Opérateur", caller="+33162000001")
    give_up(trunk.id, reason="credentials", now=clock.now())
    client = client_for(make_manager(workspace))
    for path in ("/reglages/telephonie/", f"/reglages/telephonie/{trunk.id}/"):
        assert "L’opérateur refuse l’identifiant" in client.get(path).content.decode()
    assert [str(label) for _key, label in trunk_choices()] == ["Opérateur · 01 62 00 00 01 (en pause)"]
    text = told(Event.objects.get(kind="calls.trunk_paused")).text
    assert text.startswith("Ligne téléphonique mise en pause : l’opérateur refuse l’identifiant")


def test_who_paused_a_line_by_hand_is_the_actor_and_not_in_its_words(workspace: Workspace, client_for: Browser) -> None:
    trunk, manager = make_trunk(), make_manager(workspace)
    client_for(manager).post(f"/reglages/telephonie/{trunk.id}/pause/")
    event = Event.objects.get(kind="calls.trunk_paused")
    assert (event.data["reason"], event.actor_id) == ("by_user", manager.user_id)
    assert why_paused(Trunk.objects.get().state_detail) == "Un utilisateur l’a mise en pause."


def test_the_forms_take_and_show_a_number_as_people_write_it(workspace: Workspace, client_for: Browser) -> None:
    trunk = make_trunk(name="Opérateur", caller="+33948000001", calls_per_second=5.0)
    client = client_for(make_manager(workspace))
    page = client.get(f"/reglages/telephonie/{trunk.id}/").content.decode()
    assert 'value="09 48 00 00 01"' in page
    assert 'name="calls_per_second" value="5"' in page
    form = SettingsForm({"name": "A", "attempts": 3, "delay_hours": 2, "simultaneous": 5, "caller": "09 48 00 00 02"})
    form.is_valid()
    assert form.cleaned_data["caller"] == "+33948000002"
