from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from filon.config.bench import report
from filon.config.bench.measuring import measure
from filon.config.bench.table import BENCHES, Bench


@pytest.fixture
def bench_of(monkeypatch: pytest.MonkeyPatch):
    """Adds a bench that returns what the test says."""

    def add(found: dict):
        module = ModuleType("bench_of_the_test")
        module.run = lambda size: found | {"detail": {"asked": size}} if "figure" in found else found
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(BENCHES, "mail", Bench("bench_of_the_test:run", 500, "≥ 10"))

    return add


def test_a_result_holds_everything_that_is_quoted(bench_of):
    bench_of({"figure": 30.0, "unit": "x/s", "limit": 120.0})
    result = measure("mail", size=None)
    assert list(result) == ["bench", "figure", "unit", "limit", "ratio", "size", "seconds", "peak_mb", "detail"]
    assert (result["ratio"], result["size"], result["detail"]) == (0.25, 500, {"asked": 500})
    assert result["peak_mb"] > 10


def test_the_size_can_be_chosen_to_follow_the_cost(bench_of):
    bench_of({"figure": 1.0, "unit": "x/s", "limit": None})
    result = measure("mail", size=7)
    assert (result["size"], result["ratio"], result["detail"]) == (7, None, {"asked": 7})


def test_a_bench_without_its_limit_is_refused(bench_of):
    bench_of({"unit": "x/s"})
    with pytest.raises(TypeError, match="returned no figure, limit"):
        measure("mail", size=None)


def test_the_table_replaces_the_former_results_and_nothing_else(tmp_path: Path, bench_of):
    bench_of({"figure": 30.0, "unit": "x/s", "limit": 120.0})
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    report.write(page, [measure("mail", size=1000)])
    text = page.read_text()
    assert text.startswith(f"before\n{report.BEGIN}\n")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "| `mail` | 30.0 x/s | 120.0 x/s | 25% | ≥ 10 | 1,000 |" in text
    assert "old" not in text


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path):
    page = tmp_path / "performance.md"
    page.write_text("mine")
    with pytest.raises(ValueError, match="has no"):
        report.write(page, [])
    assert page.read_text() == "mine"
