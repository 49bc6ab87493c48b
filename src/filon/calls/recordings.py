"""Where the audio of calls is kept: a path in the media folder, which only a permission-checked view serves."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation

from filon.calls.models import Attempt


def path_of(attempt: Attempt) -> Path:
    """The file of a call's audio. Raises SuspiciousFileOperation for a path that leads out of the media folder."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / attempt.audio).resolve()
    if not path.is_relative_to(root):
        raise SuspiciousFileOperation("the audio of a call lies outside the media folder")
    return path
