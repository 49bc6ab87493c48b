"""What notices add to the shell: the figure of the flag, and their settings in the personal area."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from filon.kernel.ui import navigation
from filon.notices import queries


def register() -> None:
    navigation.register(section="account", label=_("Notifications"), url_name="notices:settings", icon="flag", order=50)
    navigation.badge(url_name="notices:list", count=badge)


def badge(request: HttpRequest) -> int:
    """How many notices of the reader are in colour (CO-184, CO-186)."""
    now = request.clock.now()  # type: ignore[attr-defined]  # of a MEMBER page
    return queries.count_active(request.user.pk or 0, now=now)
