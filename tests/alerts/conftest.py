"""Fixtures of the room of identified projects."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_manager

from filon.alerts.models import AlertService
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]


@pytest.fixture
def service(workspace: Workspace) -> AlertService:
    """The alerts of the workspace are active."""
    return AlertService.objects.create(active=True)


@pytest.fixture
def manager(workspace: Workspace) -> Member:
    return make_manager(workspace)


@pytest.fixture
def office(manager: Member, client_for: ClientFor) -> Client:
    """A manager's browser."""
    return client_for(manager)
