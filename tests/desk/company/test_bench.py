"""The measurement of a company's sheet."""

from __future__ import annotations

import pytest

from filon.desk.company import bench
from filon.tenants import measuring

SIZE = 90


@pytest.mark.django_db
def test_the_sheet_and_its_parts_are_measured_beside_their_sql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "REQUESTS", 2)
    monkeypatch.setattr(measuring, "WARM_UP", 1)
    result = bench.run(SIZE)
    assert (result["unit"], result["size"]) == ("ms", SIZE)
    assert 0 < result["limit"] < result["figure"]
    for name in ("whole page", "left part", "beside", "timeline: notes"):
        case = result["detail"][name]
        assert 0 < case["sql"]["p50"] <= case["answer"]["p95"], name
