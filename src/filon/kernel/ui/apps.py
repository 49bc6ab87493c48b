from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "filon.kernel.ui"
    label = "ui"

    def ready(self) -> None:
        from filon.kernel.ui import checks  # noqa: F401, PLC0415 registers its check by being imported, once apps exist
