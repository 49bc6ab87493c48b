"""Who may look into the sandbox: anybody of the workspace, which only holds what it sent itself."""

from __future__ import annotations

from filon.tenants.permissions import MEMBER, Pages

PAGES: Pages = {
    "demo:sandbox": MEMBER,
    "demo:count": MEMBER,
    "demo:mail": MEMBER,
    "demo:html": MEMBER,
    "demo:source": MEMBER,
    "demo:reply": MEMBER,
    "demo:clock": MEMBER,
}
