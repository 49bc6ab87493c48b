"""Kills an import of the directory again and again: `python tools/directory_drill.py [--size N] [--kills N]`.

Makes invented stock files, imports each while `kill -9` ends the command at random moments (PostgreSQL, its child,
falls with it), lets it finish, and compares every row with an import that nobody disturbed. Leaves nothing behind.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from filon.config.run.layout import OWNER_ROLE, locate
from filon.config.run.postgres import running
from filon.demo.sirene.stock import Order, make

SUMS = """
select (select count(*) from directory_unit), (select count(*) from directory_establishment),
       (select md5(string_agg(u::text, ',' order by siren)) from directory_unit u),
       (select md5(string_agg(e::text, ',' order by siret)) from directory_establishment e),
       (select jsonb_agg(jsonb_build_array(kind, report) order by kind) from directory_directoryimport)
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=400_000)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--seed", type=int, default=2026)
    asked = options.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 moments to kill at, no secret
    with tempfile.TemporaryDirectory(prefix="filon-drill-") as name:
        folder = Path(name)
        files = make(folder / "stock", Order(size=asked.size))
        kills = 0
        for path in files:
            start = time.monotonic()
            if _import(folder / "calm", path).wait():
                return 1
            calm = time.monotonic() - start
            for _ in range(asked.kills):
                if not _killed_after(_import(folder / "rough", path), chance.uniform(0.3, 0.8) * calm):
                    break  # it was done before: once more, it would begin anew and find nothing to change
                kills += 1
            else:
                if _import(folder / "rough", path).wait():
                    return 1
        expected, found = _sums(folder / "calm"), _sums(folder / "rough")
    verdict = "the same" if found == expected else "DIFFERENT"
    print(f"{kills} kills, {found[0]} units, {found[1]} establishments: {verdict}")
    return 0 if found == expected else 1


def _import(data: Path, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "filon.config.cli", "directory", "import", "--sample", "--no-copy"]
    return subprocess.Popen([*command, str(path)], env={**os.environ, "FILON_DATA": str(data)})


def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """False if it was done before."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _sums(data: Path) -> tuple[object, ...]:
    with (
        running(locate(data / "postgres")) as cluster,
        psycopg.connect(cluster.url(role=OWNER_ROLE)) as connection,
    ):
        return connection.execute(SUMS).fetchone() or ()


if __name__ == "__main__":
    sys.exit(main())
