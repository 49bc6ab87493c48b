from __future__ import annotations

from filon.config.doctor.findings import Level
from filon.config.doctor.speech import look_at_speech
from filon.config.env import Environment


def test_what_is_not_set_is_not_looked_at() -> None:
    assert list(look_at_speech(Environment())) == []


def test_what_names_nothing_is_told_with_what_to_do() -> None:
    for finding in look_at_speech(Environment(recogniser="fr=whisper:large-v3", voice="piper:/nowhere.onnx")):
        assert finding.level is Level.BAD
        assert "docs/telephony.md" in finding.mend
        assert "whole path" in finding.mend


def test_what_is_usable_is_named_without_its_key() -> None:
    found = list(look_at_speech(Environment(recogniser="https://:sk-secret@host.test/v1#model=small", voice="espeak")))
    assert [finding.found for finding in found] == ["small", "espeak-ng"]
    assert "secret" not in str(found)
