"""Every mailbox, tried: connection, sign-in, right to send, folders."""

from __future__ import annotations

from collections.abc import Iterator

from filon.config.doctor.findings import Finding, bad, good
from filon.config.env import Environment
from filon.config.words import either


def look_at_mailboxes(env: Environment) -> Iterator[Finding]:
    """Does each mailbox of each workspace send and read? Nothing is sent. Needs Django."""
    from filon.kernel.tenancy import scope
    from filon.mail.checking import check
    from filon.mail.models import Mailbox
    from filon.tenants.models import Workspace

    for workspace in Workspace.objects.order_by("slug"):
        with scope(workspace.id):
            for mailbox in Mailbox.objects.order_by("email"):
                subject = f"{workspace.slug} · {mailbox.email}"
                failed = check(mailbox).failed
                if failed is None:
                    yield good(subject, either(fr="envoie et lit", en="sends and reads"))
                    continue
                said = f" ({failed.said})" if failed.said else ""
                yield bad(
                    subject,
                    f"{failed.name} : {failed.sentence}{said}",
                    either(
                        fr="Corrigez la boîte dans Paramètres, Boîtes mail.", en="Correct it in Settings, Mailboxes."
                    ),
                )


def sending_domains() -> list[str]:
    """The domains that the mailboxes of all workspaces send from, but those that exist nowhere (RFC 2606)."""
    from filon.kernel.tenancy import scope
    from filon.mail.models import Mailbox
    from filon.tenants.models import Workspace

    domains: set[str] = set()
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with scope(workspace_id):
            domains |= {email.rpartition("@")[2] for email in Mailbox.objects.values_list("email", flat=True)}
    return sorted(domain for domain in domains if not domain.endswith((".example", ".test", ".invalid", "localhost")))
