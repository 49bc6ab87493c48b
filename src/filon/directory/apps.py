from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "filon.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.directory import sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
