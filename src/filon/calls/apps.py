from __future__ import annotations

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "filon.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from filon.actions import channels, origins  # noqa: PLC0415 once apps exist
        from filon.calls import erasing, listeners, webhook  # noqa: F401, PLC0415 registered by being imported
        from filon.calls.full import models as full  # noqa: F401, PLC0415 as above
        from filon.calls.imports import models  # noqa: F401, PLC0415 as above
        from filon.calls.ivr import keeping, panel  # noqa: F401, PLC0415 as above
        from filon.calls.missed import listeners as forgetting  # noqa: F401, PLC0415 as above
        from filon.calls.missed import models as calls_in  # noqa: F401, PLC0415 as above
        from filon.calls.missed import sentences, telling  # noqa: F401, PLC0415 as above
        from filon.calls.missed.web import menu  # noqa: PLC0415 as above
        from filon.calls.origin import PhoneCampaigns, Trunks  # noqa: PLC0415 as above
        from filon.calls.planning import CAMPAIGN  # noqa: PLC0415 as above
        from filon.calls.recorded import models as recorded  # noqa: F401, PLC0415 as above
        from filon.calls.trials import models as trials  # noqa: F401, PLC0415 as above
        from filon.calls.web import extending  # noqa: PLC0415 as above

        origins.register(CAMPAIGN, PhoneCampaigns())
        channels.register_lanes("call", Trunks())
        extending.register()
        panel.register()
        menu.register()
        telling.register()
