from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "filon.actions"
    label = "actions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.actions import listeners  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.actions.coming import coming  # noqa: PLC0415 models are behind it
        from filon.directory.web.extensions import add_coming  # noqa: PLC0415 idem

        add_coming(coming)
