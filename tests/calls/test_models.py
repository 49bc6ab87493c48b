from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.factories import MADE_AT, make_call_campaign, make_prospect

from filon.calls.models import Attempt

pytestmark = pytest.mark.django_db


def test_a_campaign_is_made_with_the_recommended_settings(workspace):
    campaign = make_call_campaign()
    assert (campaign.attempts, campaign.delay_hours, campaign.simultaneous) == (3, 2, 5)
    assert campaign.slots == [[9, 12], [14, 18]]
    assert campaign.days == [0, 1, 2, 3, 4]


def test_a_number_has_one_live_call_at_most(workspace):
    prospect = make_prospect()
    shared = {"prospect": prospect, "campaign": prospect.campaign, "phone": prospect.phone, "placed_at": MADE_AT}
    Attempt.objects.create(number=1, action_id=prospect.id, **shared)
    with pytest.raises(IntegrityError, match="one_live_call_per_number"), transaction.atomic():
        Attempt.objects.create(number=2, action_id=prospect.id, **shared)


def test_st_87_a_fourth_attempt_cannot_be_written(workspace):
    prospect = make_prospect()
    prospect.attempts_made = 4
    with pytest.raises(IntegrityError, match="never_a_fourth_attempt"), transaction.atomic():
        prospect.save()
