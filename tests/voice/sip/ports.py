"""Ports for peers on loopback, below those that the system hands out."""

from __future__ import annotations

import os
import random
import socket
from collections import deque

LOWEST, HIGHEST = 20_000, 30_000
AUDIO_OFFSET = 1_002
WORKERS = 8
MINE = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % WORKERS
"""Processes of one run do not take each other's ports."""

APART = 8
"""So that nobody's audio ports, two of them, are another's signalling port."""

ROOM = (HIGHEST - LOWEST) // WORKERS // APART * APART
_given: deque[int] = deque(maxlen=64)
"""A port that was given may not be taken yet."""


def free_port() -> int:
    """A port that nobody has, for UDP and TCP, on 127.0.0.1."""
    while True:
        port = LOWEST + MINE * ROOM + random.SystemRandom().randrange(0, ROOM, APART)
        if port in _given:
            continue
        try:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                with socket.socket(socket.AF_INET, kind) as tried:
                    tried.bind(("127.0.0.1", port))
        except OSError:
            continue
        _given.append(port)
        return port
