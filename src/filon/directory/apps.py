from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "filon.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.directory import listeners, quotes, sentences  # noqa: F401, PLC0415 registered once apps exist
        from filon.directory.web import naming  # noqa: PLC0415 idem
        from filon.directory.web.extensions import add_timeline_filter  # noqa: PLC0415 idem
        from filon.directory.web.sheet import VISITS  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 idem

        naming.register()
        quotes.register()
        add_timeline_filter(VISITS)
        navigation.register(
            section="settings", label=_("Erreurs signalées"), url_name="directory:mistakes", icon="flag", order=65
        )
        navigation.register(
            section="work", label=_("Annuaire"), url_name="directory:public", icon="book-open", order=38
        )
        navigation.register(
            section="work", label=_("Sociétés"), url_name="directory:companies", icon="building-2", order=20, key="s"
        )
