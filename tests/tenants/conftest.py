"""A workspace with a manager and a member, and their browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from tests.factories import PASSWORD

from filon.kernel.clock import SystemClock
from filon.tenants import operations
from filon.tenants.models import Member, User, Workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.states import Role


@pytest.fixture
def now() -> datetime:
    return SystemClock().now()


def user(email: str, **names: str) -> User:
    return operations.create_user(NewUser(email=email, password=PASSWORD, **names))


@pytest.fixture
def manager(workspace: Workspace, now: datetime) -> Member:
    claire = user("claire@atelier.example", first_name="Claire", last_name="Martin")
    return operations.add_member(workspace=workspace, user=claire, role=Role.MANAGER, at=now)


@pytest.fixture
def member(workspace: Workspace, now: datetime) -> Member:
    paul = user("paul@atelier.example", first_name="Paul", last_name="Petit")
    return operations.add_member(workspace=workspace, user=paul, role=Role.MEMBER, at=now)


@pytest.fixture
def fresh_client() -> Callable[[Member], Client]:
    """A browser whose user has just proven who they are, by their password."""

    def sign_in(member: Member) -> Client:
        client = Client()
        client.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})
        client.post("/compte/reauthenticate/", {"password": PASSWORD})
        assert client.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["reauthenticated"]
        return client

    return sign_in
