from __future__ import annotations

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "filon.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
