"""Fixtures of the pages that compose several rooms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_manager

from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]


@pytest.fixture
def manager(workspace: Workspace) -> Member:
    return make_manager(workspace)


@pytest.fixture
def browser(manager: Member, client_for: ClientFor) -> Client:
    return client_for(manager)
