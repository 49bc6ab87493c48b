"""Where the built files are: their names hold a digest of their content."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOK_AGAIN_S = 0.5
"""A page names hundreds of icons; the file system is not asked for each."""


def path_of(name: str) -> str:
    """The address of a built file ("app.css", "icons.svg")."""
    return f"{settings.STATIC_URL}dist/{manifest()[name]}"


def manifest() -> dict[str, Any]:
    """{name: hashed name} as `tools/assets.py build` wrote it, read again when it was built again."""
    return _latest(settings.STATIC_ROOT, int(time.monotonic() / LOOK_AGAIN_S))


@lru_cache(2)
def _latest(root: str, _now: int) -> dict[str, Any]:
    file = Path(root) / "dist" / "manifest.json"
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise ImproperlyConfigured(
            f"{file} is missing: run `python tools/assets.py build` (make does it) and start again."
        ) from missing


@lru_cache(2)
def _read(file: Path, _changed: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content
