from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "filon.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.notices.web import extending  # noqa: PLC0415 once apps exist

        extending.register()
