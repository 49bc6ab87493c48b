"""Are caps kept and numbers called once, whatever is killed? `FILON_DATA=/tmp/drill python tools/dialer_drill.py`.

Seeds three campaigns on one trunk, so that the caps of the trunk and of one campaign both bind; starts a switchboard
that writes down every call, and dialers; kills one with SIGKILL in the middle and starts another; pauses a campaign and
goes on; moves the clock so that the second attempts are due; then compares what the switchboard saw with the database.
The dialers are real but for their ears: a word comes after a moment, as if something had been heard.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
USUAL = {
    "prospects": 6000,
    "dialers": 4,
    "trunk_cap": 60,
    "narrow_cap": 10,
    "wide_cap": 50,
    "per_second": 100.0,
    "limit_s": 900.0,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when no cap was exceeded, no number called twice at once or too often, and nobody left on the line."""
    parser = argparse.ArgumentParser(description="Kill dialers while they call, and count.")
    parser.add_argument("role", nargs="?", choices=["dial"])
    for name, usual in USUAL.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(usual), default=usual)
    options = vars(parser.parse_args(arguments))
    role = options.pop("role")
    os.environ.update(FILON_POOL_SIZE="0", OPENBLAS_NUM_THREADS="1")
    sys.path.insert(0, str(CHECKOUT))
    from filon.config.opening import django  # noqa: PLC0415 reads the environment

    with django():
        from tools import drill_dialers  # noqa: PLC0415 models are behind it

        if role == "dial":
            drill_dialers.dial()
            return 0
        found = drill_dialers.drill(drill_dialers.Plan(**options))
    print(json.dumps(found, indent=1))
    return 0 if found["good"] else 1


if __name__ == "__main__":
    sys.exit(main())
