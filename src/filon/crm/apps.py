from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "filon.crm"
    label = "crm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.crm import listeners, sentences  # noqa: F401, PLC0415 registered by being imported, once apps exist
        from filon.crm.imports import sentences as import_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.notes import sentences as note_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.tasks import sentences as task_sentences  # noqa: F401, PLC0415 idem
        from filon.crm.web import panels  # noqa: PLC0415 idem
        from filon.kernel.ui import navigation  # noqa: PLC0415 idem

        panels.register()
        navigation.register(
            section="work", label=_("Contacts"), url_name="crm:contacts", icon="users", order=30, key="c"
        )
        navigation.register(section="data", label=_("Imports"), url_name="crm:imports", icon="upload", order=40)
