from __future__ import annotations

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "filon.tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.tenants.web import menu  # noqa: PLC0415 needs the models

        menu.register()
