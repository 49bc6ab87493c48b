from __future__ import annotations

import pytest
from tests.factories import make_full_campaign

from filon.calls.models import CallCampaign
from filon.tenants.models import Workspace


@pytest.fixture
def campaign(workspace: Workspace) -> CallCampaign:
    """One that talks."""
    return make_full_campaign()
