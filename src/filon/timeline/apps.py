from __future__ import annotations

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "filon.timeline"
    label = "timeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.timeline.webhooks import sentences  # noqa: F401, PLC0415 registered by being imported
        from filon.timeline.webhooks.web import menu  # noqa: PLC0415 needs the models

        menu.register()
