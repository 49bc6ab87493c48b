"""What must hold before anything is started; each fault is one sentence with its mend."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from filon.config.env import IMAP_OFFSET, SIP_OFFSET, SMTP_OFFSET, Environment
from filon.config.run.cluster import check_space, clear_refusal
from filon.config.run.layout import CannotRun
from filon.config.words import either

OLDEST_PYTHON = (3, 11)
PORTS_TRIED = 1000


def check_machine(env: Environment) -> None:
    """Raise `CannotRun` when Filon could not run with these settings."""
    check_python(sys.version_info[:2])
    with clear_refusal(env.data):
        env.make_data_folder()
        _probe(env.data)
        check_space(env.data)
    for port in (env.port, env.sandbox_smtp_port, env.sandbox_imap_port):
        check_port("127.0.0.1" if port != env.port else env.host, port, suggestion=free_port(env.port + 1))
    if env.sample:
        check_port("127.0.0.1", env.switchboards_port, suggestion=free_port(env.port + 1), take=_take)


def check_python(version: tuple[int, ...]) -> None:
    """Raise `CannotRun` for a Python that is too old."""
    if version < OLDEST_PYTHON:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
        raise CannotRun(
            either(
                fr=f"Filon demande Python {needed} ou plus récent ; celui-ci est le {found}.",
                en=f"Filon needs Python {needed} or newer; this one is {found}.",
            )
        )


def check_port(host: str, port: int, *, suggestion: int, take: Callable[[str, int], None] | None = None) -> None:
    """Raise `CannotRun` when this port cannot be listened on: a TCP port, unless `take` says how to try."""
    try:
        (take or _listen)(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotRun(
                either(
                    fr=f"Le port {port} est déjà pris par un autre programme. "
                    f"Choisissez-en un autre : make run PORT={suggestion}",
                    en=f"Port {port} is already used by another program. Choose another: make run PORT={suggestion}",
                )
            ) from error
        raise CannotRun(
            either(
                fr=f"Filon ne peut pas écouter sur {host}:{port} ({error.strerror}). Choisissez une autre adresse "
                f"(FILON_HOST) ou un autre port : make run PORT={suggestion}",
                en=f"Filon cannot listen on {host}:{port} ({error.strerror}). Choose another address (FILON_HOST) or "
                f"another port: make run PORT={suggestion}",
            )
        ) from error


def _listen(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()


def _take(host: str, port: int) -> None:
    """A UDP port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((host, port))


def free_port(first: int) -> int:
    """The first port from this one on that is free together with those of the sandbox beside it."""
    for port in range(first, first + PORTS_TRIED):
        try:
            for each in (port, port + SMTP_OFFSET, port + IMAP_OFFSET):
                _listen("127.0.0.1", each)
            _take("127.0.0.1", port + SIP_OFFSET)
        except (OSError, OverflowError):
            continue
        return port
    return first + PORTS_TRIED


def _probe(folder: Path) -> None:
    probe = folder / f".probe-{os.getpid()}"
    probe.write_bytes(b"x")
    probe.unlink()
