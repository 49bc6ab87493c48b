"""Aujourd'hui: what to do now, and why."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.factories import make_member

from filon.tenants.models import Member, Workspace


def test_home_is_today(workspace: Workspace, client_for: Callable[[Member], Client]) -> None:
    answer = client_for(make_member(workspace)).get("/")
    assert answer.status_code == 200
    assert "Aujourd’hui" in answer.content.decode()
