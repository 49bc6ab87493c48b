"""The application that the web server runs: static files first, so that a file costs 0.2 ms, then Django."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

from filon.config.run.lifeline import follow_parent

HASHED_NAME = re.compile(r"[-.]([A-Z0-9]{8}|[0-9a-f]{12})\.")
"""Names that hold a digest of their content, as esbuild and Django's manifest write them."""


def is_immutable(path: str, url: str) -> bool:
    """Whether browsers may keep this file for ever, because its content is in its name."""
    return bool(HASHED_NAME.search(url))


class StaticFiles(ServeStaticASGI):  # type: ignore[misc]  # servestatic carries no types
    """The files as they are now: when `tools/assets.py` has built anew, they are listed again, without a restart."""

    def __init__(self, application: Any, *, root: Path, **options: Any) -> None:
        self.manifest = root / "dist" / "manifest.json"
        self.listed = self.built()
        self.places = (str(root), options["prefix"])
        super().__init__(application, root=str(root), **options)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] not in self.files and scope["path"].startswith(self.url):
            self.list_again()
        await super().__call__(scope, receive, send)

    @property
    def url(self) -> str:
        return f"/{self.places[1]}/"

    def built(self) -> int:
        """When the last build ended: the manifest is its last file."""
        try:
            return self.manifest.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def list_again(self) -> None:
        """Called for a name that is not known; costs a glance at one file unless there was a build."""
        if (built := self.built()) == self.listed:
            return
        self.files: dict[str, Any] = {}
        self.add_files(*self.places)
        self.listed = built


def build() -> Any:
    """The ASGI application of one web worker."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    return StaticFiles(
        get_asgi_application(),
        root=Path(settings.STATIC_ROOT),
        prefix="static",
        immutable_file_test=is_immutable,
        autorefresh=settings.DEBUG,
    )


follow_parent()  # a web worker is a child of `filon web`, and a fork takes no thread along
application = build()
