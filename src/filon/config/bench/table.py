"""The benches: where each is, how much work it does by default, and what it must reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bench:
    """`where` is "module:function"; the function takes `size` and returns figure, unit, limit and detail."""

    where: str
    size: int
    promise: str


BENCHES = {
    "mail": Bench("filon.outreach.bench:run", 10_000, "≥ 1,500 messages/s on one worker and ≥ 25 % of the limit"),
    "import": Bench("filon.crm.imports.bench:run", 100_000, "≥ 7,000 rows/s, memory flat in the size of the file"),
    "lists": Bench("filon.crm.bench:run", 1_000_000, "p95 ≤ 20 ms of server time for the table part"),
    "calls": Bench(
        "filon.demo.switchboards.bench.calls:run",
        5_000,
        "100 calls heard live ≤ 0.35 core, ≤ 1.5 × without listening, 99.9 % of packets within 10 ms; 300 ≤ 0.7 core; "
        "set-up ≤ 1.5 ms CPU, no failure",
    ),
    "market": Bench(
        "filon.market.bench:run",
        10_000_000,
        "≤ 0.3 s for one more routine of 11 criteria, ≤ 0.3 s for a preview, memory ≤ 1 GB",
    ),
    "directory": Bench(
        "filon.demo.sirene.bench:run", 1_000_000, "≥ 50,000 units/s with their establishments; a search ≤ 50 ms"
    ),
    "sheet": Bench("filon.desk.company.bench:run", 10_000, "p95 ≤ 60 ms of server time for the sheet of a company"),
    "start": Bench("filon.config.bench.start:run", 3, "a second start is ready within 6 s"),
}
