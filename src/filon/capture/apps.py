from __future__ import annotations

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "filon.capture"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.capture import announcing, sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.capture.web import extending  # noqa: PLC0415 idem

        extending.register()
        announcing.register()
