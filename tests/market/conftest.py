from __future__ import annotations

from pathlib import Path

import pytest
from tests.market.copies import Columns, invented, write

from filon.market.engine import Market

UNITS = 3_000


@pytest.fixture(scope="session")
def columns() -> Columns:
    return invented(UNITS)


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory, columns: Columns) -> Market:
    """Three thousand invented units, opened."""
    return Market(write(Path(tmp_path_factory.mktemp("market")) / "20261123", columns))
