"""Ports for peers on loopback, below those that the system hands out."""

from __future__ import annotations

import random
import socket

LOWEST, HIGHEST = 20_000, 30_000
AUDIO_OFFSET = 1_002
APART = 8
"""So that nobody's audio ports, two of them, are another's signalling port."""


def free_port() -> int:
    """A port that nobody has, for UDP and TCP, on 127.0.0.1."""
    while True:
        port = random.SystemRandom().randrange(LOWEST, HIGHEST, APART)
        try:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                with socket.socket(socket.AF_INET, kind) as tried:
                    tried.bind(("127.0.0.1", port))
        except OSError:
            continue
        return port
