"""The application that the web server runs: static files first, so that a file costs 0.2 ms, then Django."""

from __future__ import annotations

import os
import re
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

HASHED_NAME = re.compile(r"[-.]([A-Z0-9]{8}|[0-9a-f]{12})\.")
"""Names that hold a digest of their content, as esbuild and Django's manifest write them."""


def is_immutable(path: str, url: str) -> bool:
    """Whether browsers may keep this file for ever, because its content is in its name."""
    return bool(HASHED_NAME.search(url))


def build() -> Any:
    """The ASGI application of one web worker."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    return ServeStaticASGI(
        get_asgi_application(),
        root=str(settings.STATIC_ROOT),
        prefix="static",
        immutable_file_test=is_immutable,
        autorefresh=settings.DEBUG,
    )


application = build()
