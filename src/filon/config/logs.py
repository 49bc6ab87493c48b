"""What the processes write on their standard error: one line a record, ids only, no personal data."""

from __future__ import annotations

from typing import Any


def logging(level: str) -> dict[str, Any]:
    """The `LOGGING` of Django for a level; libraries speak from WARNING up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "filon": {"level": level},
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
