from __future__ import annotations

from filon.tenants.measuring import spread


def test_the_spread_of_times() -> None:
    assert spread([float(n) for n in range(1, 102)]) == {"p50": 51.0, "p95": 96.0}
