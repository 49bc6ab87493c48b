"""How what was said is told on a timeline."""

from __future__ import annotations

import pytest

from filon.calls.states import Status
from filon.timeline.models import Event
from filon.timeline.sentences import told


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.PERSON_VALIDATED, "Prospect qualifié : Prospect validé, joignabilité 88, à appeler en priorité"),
        (Status.EMAIL_VALIDATED, "Prospect qualifié : Mail validé, joignabilité 88, à appeler en priorité"),
        ("", "Standard qualifié : Humain, joignabilité 88, à appeler en priorité"),
        (Status.VOICEMAIL, "Standard qualifié : Humain, joignabilité 88, à appeler en priorité"),
    ],
)
def test_a_person_that_was_talked_about_is_told_by_the_status(status, text):
    data = {"nature": "human", "status": status, "level": 1, "score": 88}
    assert told(Event(kind="calls.qualified", data=data)).text == text
