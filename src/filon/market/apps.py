from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "filon.market"
    label = "market"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.market import announcing, known, listeners, sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.market.web import extending  # noqa: PLC0415 as above

        known.register_facts()
        extending.register()
        announcing.register()
