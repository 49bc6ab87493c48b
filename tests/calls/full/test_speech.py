"""With what calls are held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from filon.calls.full.speech import speech_for


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    speech_for.cache_clear()
    yield
    speech_for.cache_clear()


def test_practice_is_understood_and_spoken_to_by_what_comes_along(settings):
    settings.FILON_RECOGNISER = ""
    speech = speech_for(practice=True)
    assert speech is not None
    assert speech.transcriber.closed


@pytest.mark.parametrize("spec", ["", "vosk:/nowhere/at/all", "nonsense"])
def test_an_operators_call_is_never_held_without_a_recogniser_of_the_hosts(settings, spec):
    settings.FILON_RECOGNISER = spec
    assert speech_for(practice=False) is None


def test_a_voice_that_is_none_holds_no_call(settings):
    settings.FILON_VOICE = "piper:/nowhere/at/all"
    assert speech_for(practice=True) is None


def test_a_server_that_the_host_named_holds_an_operators_calls(settings):
    settings.FILON_RECOGNISER = "http://127.0.0.1:9/v1/audio/transcriptions"
    speech = speech_for(practice=False)
    assert speech is not None
    assert not speech.transcriber.closed
