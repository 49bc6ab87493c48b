"""The log of what is done to a workspace itself: who came, left, was given what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.tenants.models import AuditEntry, User

LONGEST_TARGET = 120

SENTENCES: dict[str, str | Promise] = {
    "workspace.created": _("a créé l’espace %(target)s"),
    "workspace.changed": _("a modifié les réglages de l’espace"),
    "member.joined": _("a fait entrer %(target)s dans l’espace"),
    "member.role_changed": _("a changé le rôle de %(target)s"),
    "member.removed": _("a retiré %(target)s de l’espace"),
    "invitation.sent": _("a invité %(target)s"),
    "invitation.sent_again": _("a renvoyé l’invitation de %(target)s"),
    "invitation.cancelled": _("a annulé l’invitation de %(target)s"),
    "key.created": _("a créé la clé d’API %(target)s"),
    "key.revoked": _("a révoqué la clé d’API %(target)s"),
    "user.renamed": _("a changé son nom en %(target)s"),
    "user.email_changed": _("a changé son adresse de connexion"),
}
"""What each action reads like after the name of who did it; rooms above add theirs by ``say``."""


def say(action: str, sentence: str | Promise) -> None:
    """Give an action of another room its sentence, with ``%(target)s`` where its target goes."""
    SENTENCES[action] = sentence


def sentence(entry: AuditEntry) -> str:
    """The entry as the end of a sentence that starts with its actor; the bare action when nobody has worded it."""
    worded = SENTENCES.get(entry.action)
    return str(worded) % {"target": entry.target} if worded else f"{entry.action} {entry.target}".strip()


def record(action: str, target: str = "", *, at: datetime, actor: User | None = None, **data: Any) -> AuditEntry:
    """Write one entry in the open workspace, in the caller's transaction: a change that is undone leaves none.

    ``action`` is "thing.verb", with a sentence in SENTENCES; ``target`` names the thing in the user's words; ``data``
    holds what changed as plain JSON values.
    """
    return AuditEntry.objects.create(at=at, actor=actor, action=action, target=target[:LONGEST_TARGET], data=data)
