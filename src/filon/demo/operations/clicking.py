"""Sample prospects follow links and read pages as their browsers would ask for them.

What stands behind the public addresses is called, with what a browser sends; the sandbox has no browser of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from filon.capture import ticket
from filon.capture.operations import Page, see
from filon.kernel.tenancy import current_workspace
from filon.mail.links import address
from filon.mail.links.operations import Visit, follow
from filon.tenants.models import Workspace

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"}


def noted(url: str, paths: Sequence[str]) -> bytes:
    """What a reaction keeps of a click to come."""
    return json.dumps([url, list(paths)]).encode()


def click(kept: bytes, *, now: datetime) -> None:
    """Follow a counted address of the open workspace, agree on the site, and open its pages."""
    url, paths = json.loads(kept)
    parts = urlsplit(url)
    link = address.read(parts.path.removeprefix(address.PATH), parse_qs(parts.query).get("u", [""])[0])
    if link is None or link.workspace_id != current_workspace():
        return
    workspace = Workspace.objects.get(id=link.workspace_id)
    target = follow(link, Visit(method="GET", headers=BROWSER), workspace=workspace, now=now)
    shown = ticket.read(target.rpartition(f"{ticket.NAME}=")[2].partition("#")[0], now=now)
    if shown is None:
        return
    for path in (urlsplit(link.target).path or "/", *paths):
        see(shown, Page(host=urlsplit(target).hostname or "", path=path), workspace=workspace, now=now)
