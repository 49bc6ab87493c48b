from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "filon.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.demo import queries  # noqa: PLC0415 idem
        from filon.demo.sirene.register import answers  # noqa: PLC0415 idem
        from filon.directory.register import practice  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 registered by being imported, once apps exist

        practice.register(answers)
        navigation.register(
            section="sandbox",
            label=_("Bac à sable"),
            url_name="demo:sandbox",
            icon="inbox",
            order=90,
            when=lambda request: queries.has_sandbox(),
        )
