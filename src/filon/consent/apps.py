from __future__ import annotations

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "filon.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.consent import sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
