"""System checks: the menu names routes that exist and icons that are drawn."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from filon.kernel.ui import navigation


@register()
def menu_leads_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every entry of the menu can be reversed without arguments."""
    return [
        Error(
            f"The menu entry “{entry.label}” names the route {entry.url_name!r}, which does not exist.",
            hint="Add the route to the room's urls, or correct navigation.register(url_name=…).",
            id="ui.E001",
        )
        for entry in navigation.registry.entries.values()
        if not entry.url()
    ]
