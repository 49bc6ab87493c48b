"""The machine: disk, clock, keys."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from filon.config.doctor.findings import Finding, bad, fair, good
from filon.config.env import Environment
from filon.config.run.cluster import LEAST_FREE_BYTES
from filon.config.words import either

COMFORTABLE_FREE_BYTES = 10 * LEAST_FREE_BYTES
_TURN_ON = "systemctl enable --now systemd-timesyncd"
_ADJTIMEX_BYTES = 512
_TIME_ERROR = 5
"""Returned by adjtimex(2) when nothing keeps the clock right."""


def look_at_disk(env: Environment) -> Iterator[Finding]:
    """Is there room in the data folder?"""
    subject = either(fr="disque", en="disk")
    free = shutil.disk_usage(_existing(env.data)).free
    room = either(fr=f"{free // 1024**2} Mo libres dans {env.data}", en=f"{free // 1024**2} MB free in {env.data}")
    make_room = either(
        fr="Libérez de la place, ou déplacez le dossier de données.", en="Make room, or move the data folder."
    )
    if free < LEAST_FREE_BYTES:
        yield bad(subject, room, make_room)
    elif free < COMFORTABLE_FREE_BYTES:
        yield fair(subject, room, make_room)
    else:
        yield good(subject, room)


def look_at_clock(env: Environment) -> Iterator[Finding]:
    """Does something keep the clock right? Mail is dated and sent by it."""
    subject = either(fr="horloge", en="clock")
    if sys.platform != "linux":
        yield good(subject, either(fr="tenue à l’heure par le système", en="kept right by the system"))
        return
    state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(_ADJTIMEX_BYTES))
    if state in {-1, _TIME_ERROR}:
        yield fair(
            subject,
            either(fr="rien ne dit qu’elle est à l’heure", en="nothing says that it is right"),
            either(
                fr=f"Activez la mise à l’heure : {_TURN_ON} (dans un conteneur, sur son hôte).",
                en=f"Turn time synchronisation on: {_TURN_ON} (in a container, on its host).",
            ),
        )
    else:
        yield good(subject, either(fr="tenue à l’heure", en="kept right"))


def look_at_keys(env: Environment) -> Iterator[Finding]:
    """Can only we read the keys?"""
    subject = either(fr="clés", en="keys")
    folder = env.data / "keys"
    readable = [path.name for path in (folder, *folder.glob("*")) if path.exists() and path.stat().st_mode & 0o077]
    if readable:
        yield bad(
            subject,
            either(
                fr=f"d’autres comptes lisent {', '.join(readable)}", en=f"other accounts read {', '.join(readable)}"
            ),
            f"chmod -R go-rwx {folder}",
        )
    else:
        yield good(subject, either(fr="lues par Filon seul", en="read by Filon alone"))


def _existing(folder: Path) -> Path:
    return next(step for step in (folder, *folder.parents) if step.exists())
