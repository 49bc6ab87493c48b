"""Everything that `make check` asks of the source: `python tools/check.py [NAME…]`.

Runs two at a time, says which held, and shows the output of those that did not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SIMULTANEOUS = 2


@dataclass(frozen=True)
class Check:
    """A name for people and the command that exits with 0 when it holds."""

    name: str
    command: tuple[str, ...]


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def templates() -> tuple[str, ...]:
    return tuple(str(path) for path in sorted((CHECKOUT / "src").rglob("templates/**/*.html")))


CHECKS = (
    Check("types", (str(BIN / "mypy"),)),
    Check("style", (str(BIN / "ruff"), "check", "--quiet")),
    Check("format", (str(BIN / "ruff"), "format", "--check", "--quiet", "--diff")),
    Check("layers", (str(BIN / "lint-imports"), "--no-logo")),
    Check("writes", python("tools/check_writes.py")),
    # 3.0 and not 5.2: from 3.1 on it would write `translate` for the shorter `trans`, which are the same tag.
    Check("template-format", (str(BIN / "djade"), "--check", "--target-version", "3.0", *templates())),
    Check("templates", python("tools/check_templates.py")),
    Check("translations", python("tools/catalogues.py", "check")),
    Check("migrations", python("-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run")),
    Check("django", python("-W", "ignore", "-m", "django", "check", "--fail-level", "WARNING")),
    Check("row-level-security", python("tools/check_rls.py")),
    Check("requirements", python("tools/check_requirements.py")),
)
ENVIRONMENT = {
    **os.environ,
    "DJANGO_SETTINGS_MODULE": "filon.config.settings",
    "FILON_DATA": str(CHECKOUT / "var" / "check-data"),
    # None of these checks needs a database but the one that starts its own; this address answers to nobody.
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "FILON_POOL_SIZE": "0",
}


def hold(check: Check) -> bool:
    """Run one check and say how it went; return whether it held."""
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=CHECKOUT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "holds"
    report = [f"{verdict:>7}  {check.name}  ({time.monotonic() - start:.1f} s)"]
    if done.returncode:
        report.append((done.stdout + done.stderr).rstrip())
    print("\n".join(report), flush=True)
    return not done.returncode


def main() -> int:
    wanted = sys.argv[1:]
    unknown = set(wanted) - {check.name for check in CHECKS}
    if unknown:
        print(f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(c.name for c in CHECKS)}")
        return 2
    with ThreadPoolExecutor(SIMULTANEOUS) as pool:
        held = list(pool.map(hold, [check for check in CHECKS if not wanted or check.name in wanted]))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
