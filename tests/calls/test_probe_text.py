"""The sentence of a campaign: off until somebody writes one, and only where it can be said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from filon.calls.operations import CampaignFields, campaigns, create_campaign
from filon.calls.web.forms import CampaignForm
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SENTENCE = "Bonjour, ceci est un appel automatique. Y a-t-il quelqu’un ?"


def test_nothing_is_said_unless_somebody_writes_it(workspace):
    assert create_campaign(CampaignFields(name="Standards"), now=NOW).probe_text == ""


def test_the_sentence_is_kept_and_shown_again(workspace, monkeypatch):
    monkeypatch.setattr(campaigns, "can_speak", lambda: True)
    campaign = create_campaign(CampaignFields(name="Standards", probe_text=f" {SENTENCE} "), now=NOW)
    assert CampaignForm.initial_of(campaign)["probe_text"] == SENTENCE


def test_an_installation_without_a_voice_takes_no_sentence(workspace, monkeypatch):
    monkeypatch.setattr(campaigns, "can_speak", lambda: False)
    with pytest.raises(Refused, match="espeak-ng"):
        create_campaign(CampaignFields(name="Standards", probe_text=SENTENCE), now=NOW)
