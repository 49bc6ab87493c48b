from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "filon.crm"
    label = "crm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.crm import listeners, sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.crm.follow_ups import announcing  # noqa: PLC0415 idem
        from filon.crm.follow_ups import sentences as follow_up_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.imports import sentences as import_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.notes import sentences as note_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.tasks import sentences as task_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.web import follow_up_panel, panels  # noqa: PLC0415 idem
        from filon.crm.web.follow_ups import badge  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 idem

        panels.register()
        follow_up_panel.register()
        announcing.register()
        navigation.register(
            section="work", label=_("Contacts"), url_name="crm:contacts", icon="users", order=30, key="c"
        )
        navigation.register(
            section="work", label=_("Relances"), url_name="crm:follow_ups", icon="alarm-clock", order=15, key="r"
        )
        navigation.badge(url_name="crm:follow_ups", count=badge)
        navigation.register(
            section="settings", label=_("Liste d’opposition"), url_name="crm:oppositions", icon="ban", order=37
        )
        navigation.register(section="data", label=_("Imports"), url_name="crm:imports", icon="upload", order=40)
