"""Réglages › Téléphonie › Parole."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from typing import Any

from django.test import Client
from tests.factories import make_manager, make_member

from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
PAGE, TRY, SAID = "/reglages/telephonie/", "/reglages/telephonie/parole/", "/reglages/telephonie/parole.wav"


def test_the_page_says_what_understands_and_what_speaks(
    workspace: Workspace, client_for: ClientFor, settings: Any
) -> None:
    manager = client_for(make_manager(workspace))
    settings.FILON_RECOGNISER = ""
    page = manager.get(PAGE).content.decode()
    assert "aucune pour les lignes d’un opérateur" in page
    assert "FILON_RECOGNISER" in page
    settings.FILON_RECOGNISER = "fr=http://:clef@127.0.0.1:9/#model=large"
    page = manager.get(PAGE).content.decode()
    assert "large (fr)" in page
    assert "clef" not in page
    assert "espeak-ng" in page
    settings.FILON_RECOGNISER = "vosk:/nowhere"
    assert "Parole mal réglée" in manager.get(PAGE).content.decode()


def test_the_voice_says_a_sentence_of_ours(workspace: Workspace, client_for: ClientFor) -> None:
    manager = client_for(make_manager(workspace))
    page = manager.post(TRY, {"text": "Bonjour & merci"}, headers={"HX-Request": "true"}).content.decode()
    assert f'src="{SAID}?text=Bonjour+%26+merci"' in page
    answer = manager.get(SAID, {"text": "Bonjour & merci"})
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 8000)
        assert sound.getnframes() > 4000


def test_nothing_to_say_is_said_kindly(workspace: Workspace, client_for: ClientFor) -> None:
    manager = client_for(make_manager(workspace))
    answer = manager.post(TRY, {"text": "  "}, headers={"HX-Request": "true"})
    assert "crivez" in answer["HX-Trigger"]
    assert manager.get(SAID).status_code == 404


def test_it_is_for_managers(workspace: Workspace, client_for: ClientFor) -> None:
    member = client_for(make_member(workspace))
    assert (member.post(TRY, {"text": "Bonjour"}).status_code, member.get(SAID).status_code) == (403, 403)
