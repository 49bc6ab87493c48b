"""Fixtures that every room uses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from tests.browser import chromium, new_page, page, site
from tests.factories import make_member, make_workspace

from filon.config import testing
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

__all__ = ["chromium", "new_page", "page", "site"]  # fixtures, for every room
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")
"""How long an example takes says how busy the machine is, and nothing else."""
A_MONDAY_MORNING = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one site and one browser, hence one process; `-m "not browser"` leaves them out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Groups that pytest-xdist does not see would put a site and a browser into each process, without a word."""
    if getattr(session.config.option, "loadgroup", False):
        lost = [
            item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid
        ]
        if lost:
            raise pytest.UsageError(f"pytest-xdist does not keep groups together with this pytest: {lost[0]}")


@pytest.fixture(autouse=True)
def away_from_the_browsers_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright leaves its event loop set in the main thread; a test without a browser may need one of its own."""
    if "chromium" in request.fixturenames:
        yield
        return
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(autouse=True)
def language_of_the_source() -> None:
    """A request leaves its language to its thread; each test begins in French all the same."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[str]:
    """A database of this process, connected to as the role that row-level security binds."""
    with testing.fresh_database() as name:
        yield name


@pytest.fixture
def clock() -> VirtualClock:
    """Monday 23 November 2026, 8:00 in Paris, until the test moves it."""
    return VirtualClock(A_MONDAY_MORNING)


@pytest.fixture
def workspace(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A workspace whose scope is open. Its database is real transactions where the test asks for them."""
    marker = request.node.get_closest_marker("django_db")
    own = "transactional_db" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    request.getfixturevalue("transactional_db" if own else "db")
    made = make_workspace()
    with scope(made.id):
        yield made


@pytest.fixture
def client_for() -> Callable[[Member], Client]:
    """A browser in which this member is signed in."""

    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def member(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def browser(member: Member, client_for: Callable[[Member], Client]) -> Client:
    """A plain user's."""
    return client_for(member)
