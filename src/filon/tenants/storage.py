"""Where profile photos are kept, and at which address they are shown."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

PHOTOS = "photos"
PHOTOS_URL = f"/{PHOTOS}/"
"""Not a public folder: `tenants:photo` answers there, to those who share a workspace with the person."""


def photo_storage() -> FileSystemStorage:
    return FileSystemStorage(location=Path(settings.MEDIA_ROOT) / PHOTOS, base_url=PHOTOS_URL)
