"""Servers that speak in words alone."""

from __future__ import annotations

from .build import THEM_ADDRESS, Case, case, plain
from .hosts import HOSTS_WRITE
from .programs import PROGRAMS_WRITE

CASES: tuple[Case, ...] = tuple(
    case(
        f"words_of_{name}",
        plain(words.format(to=THEM_ADDRESS), subject=subject, sender=sender, Return_Path="<>"),
        kind,
        **({"recipient": THEM_ADDRESS} if "{to}" in words else {}),
    )
    for name, (kind, subject, sender, words) in (PROGRAMS_WRITE | HOSTS_WRITE).items()
)
