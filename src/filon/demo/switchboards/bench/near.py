"""The measured end: `python -m filon.demo.switchboards.bench.near COUNT SECONDS LISTENING` prints what it cost."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from filon.demo.switchboards.library import load_library
from filon.demo.switchboards.sounds import render
from filon.voice.answering import HERE
from filon.voice.listen.classify import Verdict
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSession
from filon.voice.sip import sdp

WARM_UP_S = 4.0
FAR = [sys.executable, "-m", "filon.demo.switchboards.bench.far"]


def measure(count: int, *, seconds: float, listening: bool) -> dict[str, Any]:
    """So many calls for so long; every call that has its verdict is listened to anew, as the next call would be."""
    far = subprocess.Popen([*FAR, str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 ours
    assert far.stdin
    assert far.stdout
    ports = json.loads(far.stdout.readline())
    with MediaEngine() as media:

        def begin(own: list[int]) -> None:
            assert far.stdin
            far.stdin.write(json.dumps(own) + "\n")
            far.stdin.flush()

        found = asyncio.run(_talk(media, ports, seconds, listening, begin))
        far.stdin.write("\n")
        far.stdin.flush()
        punctuality = vars(media.pacer.punctuality)
    schedule = json.loads(far.stdout.readline())
    far.wait()
    return {"calls": count, "listening": listening, **found, "schedule": schedule, "ticks": punctuality}


async def _talk(
    media: MediaEngine, ports: list[int], seconds: float, listening: bool, begin: Callable[[list[int]], None]
) -> dict[str, Any]:
    verdicts: list[Verdict] = []
    library = load_library()
    _, chance = library.choose("0199000001")
    said = np.resize(
        render(library.scenarios["receptionist"].speaks, library.scenarios["receptionist"], chance=chance), 8_000 * 60
    )

    def hear(session: MediaSession) -> None:
        def told(verdict: Verdict) -> None:
            verdicts.append(verdict)
            hear(session)

        session.listen(told)

    sessions = [media.open(HERE) for _ in ports]
    begin([session.offer().port for session in sessions])
    for session, port in zip(sessions, ports, strict=True):
        session.connect(sdp.Answer(HERE, port, sdp.PCMA))
        session.play(said)
        if listening:
            hear(session)
        await asyncio.sleep(0.5 / len(ports))
    await asyncio.sleep(WARM_UP_S)
    cpu, start = _spent(media), time.monotonic()
    await asyncio.sleep(seconds)
    used, passed = _spent(media) - cpu, time.monotonic() - start
    received = sum(session.traffic.arrivals.received for session in sessions)
    lost = sum(session.traffic.arrivals.lost for session in sessions)
    for session in sessions:
        session.close()
    return {"cores": round(used / passed, 4), "verdicts": len(verdicts), "received": received, "lost": lost}


def _spent(media: MediaEngine) -> float:
    """Seconds of CPU of this process and of its listeners, by the clock that Linux keeps for every process."""
    child = media.listener_process_id
    return time.process_time() + (time.clock_gettime(~child << 3 | 2) if child else 0.0)


def main() -> None:
    """See the top of this file."""
    result = measure(int(sys.argv[1]), seconds=float(sys.argv[2]), listening=sys.argv[3] == "1")
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
