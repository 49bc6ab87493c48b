"""Whom follow-ups are about: a company, and somebody who comes back to it."""

from __future__ import annotations

import pytest
from tests.factories import make_company, make_member

from filon.directory.models import Company
from filon.tenants.models import Member, Workspace


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company()


@pytest.fixture
def lea(workspace: Workspace) -> Member:
    return make_member(workspace)
