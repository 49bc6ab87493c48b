from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "filon.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.directory import sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.directory.web import naming  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 idem

        naming.register()
        navigation.register(
            section="work", label=_("Sociétés"), url_name="directory:companies", icon="building-2", order=20, key="s"
        )
