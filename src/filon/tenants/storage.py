"""Where profile photos are kept, and at which address they are shown."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage

PHOTOS = "photos/"
"""In the media folder, and in addresses. Not a public folder: `tenants:photo` answers there, to those who share a
workspace with the person."""


def photo_storage() -> FileSystemStorage:
    return FileSystemStorage(base_url="/")
