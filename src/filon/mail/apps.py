from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "filon.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.kernel.ui import navigation  # noqa: PLC0415 registered by being imported, once apps exist
        from filon.mail import announcing, erasure, quotes, sentences  # noqa: F401, PLC0415 idem
        from filon.mail.web import extending  # noqa: PLC0415 idem

        extending.register()
        quotes.register()
        announcing.register()
        navigation.register(
            section="settings", label=_("Boîtes mail"), url_name="mail:mailboxes", icon="mail", order=30
        )
