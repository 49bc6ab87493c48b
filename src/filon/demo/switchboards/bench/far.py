"""The far ends of a measurement, in a process of their own: `python -m filon.demo.switchboards.bench.far COUNT`.

Prints the ports of its sockets, reads those of the caller (JSON both), sends speech to each every 20 ms until a line
on its standard input stops it, and prints when packets came, as the kernel saw them.
"""

from __future__ import annotations

import json
import select
import selectors
import socket
import struct
import sys
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from filon.demo.switchboards.library import load_library
from filon.demo.switchboards.sounds import render
from filon.voice.answering import HERE
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.media.pacer import LATE_S, TICK_S
from filon.voice.media.rtp import FRAME, Packet, build

SCENARIOS = ("receptionist", "receptionist_long", "voicemail", "menu", "on_hold", "late_speaker")
SLOTS = 10
"""Moments of a tick at which streams send, as independent calls would."""

SETTLES_S = 2.0
"""Packets of the first seconds are not judged."""

TIMESTAMP = getattr(socket, "SO_TIMESTAMPNS", 35)
"""Linux's number; the caller is measured on Linux only."""

_STAMP = struct.Struct("qq")


@dataclass
class Stream:
    """One far end. `seen` holds (seconds, sequence number) of what came."""

    own: socket.socket
    codes: bytes
    source: int
    to: int = 0
    number: int = 0
    seen: list[tuple[float, int]] = field(default_factory=list)

    def send(self) -> None:
        at = self.number * FRAME % (len(self.codes) - FRAME)
        packet = Packet(8, False, self.number, self.number * FRAME, self.source, self.codes[at : at + FRAME])
        self.own.sendto(build(packet), (HERE, self.to))
        self.number += 1

    def receive(self) -> None:
        data, ancillary, _flags, _source = self.own.recvmsg(2_048, 64)
        stamp = _STAMP.unpack_from(ancillary[0][2]) if ancillary else (0, 0)
        at = stamp[0] + stamp[1] / 1e9 if ancillary else time.time()
        self.seen.append((at, int.from_bytes(data[2:4], "big")))


def streams(count: int) -> list[Stream]:
    """Far ends that each say something of a scenario."""
    library = load_library()
    sounds = []
    for name in SCENARIOS:
        _, chance = library.choose(library.scenarios[name].number)
        samples = render(library.scenarios[name].speaks, library.scenarios[name], chance=chance)
        sounds.append(g711.encode(samples, Law.A))
    made = []
    for place in range(count):
        own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        own.setsockopt(socket.SOL_SOCKET, TIMESTAMP, 1)
        own.setblocking(False)
        own.bind((HERE, 0))
        made.append(Stream(own, sounds[place % len(sounds)], source=place + 1, number=place * 37))
    return made


def serve(made: list[Stream]) -> None:
    """Send and receive until there is something to read on standard input."""
    selector = selectors.DefaultSelector()
    for stream in made:
        selector.register(stream.own, selectors.EVENT_READ, stream)
    due, turn = time.monotonic(), 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        time.sleep(max(0.0, due - time.monotonic()))
        for stream in made[turn % SLOTS :: SLOTS]:
            stream.send()
        turn, due = turn + 1, due + TICK_S / SLOTS
        while ready := selector.select(0):
            for key, _events in ready:
                key.data.receive()


def judged(made: list[Stream]) -> dict[str, float]:
    """How far packets were from their schedule, in ms, and how many were lost."""
    far, lost, count = [], 0, 0
    for stream in made:
        if not stream.seen:
            continue
        late, missing = deviations(stream.seen)
        far.append(late)
        lost += missing
        count += len(late)
    every = np.concatenate(far) if far else np.zeros(1)
    return {
        "streams": len(far),
        "packets": count,
        "lost": lost,
        "within_10_ms": round(float((every <= LATE_S).mean()), 6),
        "p50_ms": round(float(np.percentile(every, 50)) * 1e3, 3),
        "p999_ms": round(float(np.percentile(every, 99.9)) * 1e3, 3),
        "worst_ms": round(float(every.max()) * 1e3, 2),
    }


def deviations(seen: list[tuple[float, int]]) -> tuple[NDArray[np.float64], int]:
    """Seconds between each packet and its place in an exact rhythm of 20 ms, and the numbers that never came."""
    times = np.array([at for at, _ in seen])
    numbers = np.unwrap(np.array([number for _, number in seen], float), period=65_536)
    kept = times >= times[0] + SETTLES_S
    times, numbers = times[kept], numbers[kept]
    if not len(times):
        return np.zeros(0), 0
    offsets = times - numbers * TICK_S
    missing = int(numbers.max() - numbers.min()) + 1 - len(np.unique(numbers))
    return np.abs(offsets - np.median(offsets)), missing


def main() -> None:
    """See the top of this file."""
    made = streams(int(sys.argv[1]))
    _say([stream.own.getsockname()[1] for stream in made])
    for stream, port in zip(made, json.loads(sys.stdin.readline()), strict=True):
        stream.to = port
    serve(made)
    _say(judged(made))


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
