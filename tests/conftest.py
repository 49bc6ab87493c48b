"""Fixtures that every room uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from filon.config import testing


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[str]:
    """A database of this process, connected to as the role that row-level security binds."""
    with testing.fresh_database() as name:
        yield name
