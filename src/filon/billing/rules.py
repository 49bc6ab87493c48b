"""What things cost, in credits, and whether credits limit. Set by ``FILON_CREDITS_*``."""

from __future__ import annotations

from django.conf import settings


def tariff() -> dict[str, int]:
    """Credits a row, by scenario (ST-14)."""
    return {"light": settings.FILON_CREDITS_LIGHT, "full": settings.FILON_CREDITS_FULL}


def is_metered() -> bool:
    """Whether a workspace can run out of credits. An installation of one's own cannot."""
    return bool(settings.FILON_CREDITS_METERED)
