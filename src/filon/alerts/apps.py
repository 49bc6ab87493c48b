from __future__ import annotations

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "filon.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.alerts import announcing, erasing, listeners, sentences  # noqa: F401, PLC0415 registered by being imported
        from filon.alerts.web import extending  # noqa: PLC0415 once apps exist

        extending.register()
        announcing.register()
