from __future__ import annotations

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "filon.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.actions import channels, origins  # noqa: PLC0415 once apps exist
        from filon.outreach import announcing, listeners, sentences, undoing  # noqa: F401, PLC0415 registered on import
        from filon.outreach.channel import EmailChannel  # noqa: PLC0415 as above
        from filon.outreach.drafts import registering as drafts  # noqa: PLC0415 as above
        from filon.outreach.newsletters import registering  # noqa: PLC0415 as above
        from filon.outreach.origin import Campaigns  # noqa: PLC0415 as above
        from filon.outreach.planning import CAMPAIGN  # noqa: PLC0415 as above
        from filon.outreach.web import extending  # noqa: PLC0415 as above

        extending.register()
        announcing.register()
        drafts.register()
        registering.register()
        origins.register(CAMPAIGN, Campaigns())
        channels.register("email", EmailChannel())
