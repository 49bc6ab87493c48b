from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "filon.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.alerts import audiences  # noqa: PLC0415 once apps exist
        from filon.desk import listeners, palette  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.desk.audiences import Routines  # noqa: PLC0415 idem
        from filon.desk.web.today import badge  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 idem

        navigation.register(
            section="work", label=_("Aujourd’hui"), url_name="desk:today", icon="sun", order=10, key="a"
        )
        navigation.badge(url_name="desk:today", count=badge)
        palette.register()
        audiences.register(Routines())
