"""Setting calls up: `python -m filon.demo.switchboards.bench.setup COUNT RATE` prints what a call costs.

With `answer` as its only argument it is the far end: it answers every call, and prints its port.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from filon.voice.answering import HERE, Answering, IncomingCall
from filon.voice.events import Answered, Ended, Failed
from filon.voice.media.engine import MediaEngine
from filon.voice.sip.sdp import Offer
from filon.voice.trunk import Trunk, TrunkSettings

UP_S = 0.5
"""How long each call stays up."""

CALLER = "0199000000"
FAR = [sys.executable, "-m", "filon.demo.switchboards.bench.setup", "answer"]


def measure(count: int, *, rate: float) -> dict[str, Any]:
    """So many calls, so many started a second."""
    far = subprocess.Popen(FAR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own module
    assert far.stdin
    assert far.stdout
    port = int(far.stdout.readline())
    found = asyncio.run(_call_all(port, count, rate))
    far.stdin.close()
    far.wait()
    return found


async def _call_all(port: int, count: int, rate: float) -> dict[str, Any]:
    settings = TrunkSettings(host=HERE, port=port, max_concurrent=count, calls_per_second=rate)
    outcomes: Counter[str] = Counter()
    async with await Trunk.open(settings) as trunk:
        cpu, start = time.process_time(), time.monotonic()
        tasks = []
        for _ in range(count):
            tasks.append(asyncio.create_task(_call(trunk, outcomes)))
            await asyncio.sleep(max(0.0, start + len(tasks) / rate - time.monotonic()))
        await asyncio.gather(*tasks)
        used, passed = time.process_time() - cpu, time.monotonic() - start
    return {
        "calls": count,
        "rate": round(count / passed, 1),
        "cpu_ms_per_call": round(used / count * 1e3, 3),
        "failures": count - outcomes["ended"],
        "outcomes": dict(outcomes),
    }


async def _call(trunk: Trunk, outcomes: Counter[str]) -> None:
    call = await trunk.place("0199000001", CALLER, Offer(HERE, 9))
    async for event in call.events():
        if isinstance(event, Answered):
            asyncio.get_running_loop().call_later(UP_S, call.hangup)
        elif isinstance(event, Ended):
            outcomes["ended" if event.by == "local" else event.by] += 1
        elif isinstance(event, Failed):
            outcomes[f"{event.code} {event.cause}"] += 1


async def _answer() -> None:
    """Take every call until standard input ends."""

    async def answer(call: IncomingCall) -> None:
        call.ring()
        call.answer()
        await asyncio.sleep(60)

    with MediaEngine() as media:
        place = await Answering.open(answer, media=media)
        sys.stdout.write(f"{place.port}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
        place.close()


def main() -> None:
    """See the top of this file."""
    if sys.argv[1] == "answer":
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_answer())
    else:
        sys.stdout.write(json.dumps(measure(int(sys.argv[1]), rate=float(sys.argv[2]))) + "\n")


if __name__ == "__main__":
    main()
