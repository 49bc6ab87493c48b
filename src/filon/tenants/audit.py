"""The log of what is done to a workspace itself: who came, left, was given what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.tenants.models import AuditEntry, User

LONGEST_TARGET = 120
ICONS = {
    "workspace": "building-2",
    "member": "users",
    "invitation": "mail",
    "key": "key-round",
    "plan": "receipt-text",
    "user": "user-round",
}
"""By the first word of an action."""

SENTENCES: dict[str, str | Promise] = {
    "workspace.created": _("%(actor)s a créé l’espace %(target)s"),
    "workspace.changed": _("%(actor)s a modifié les réglages de l’espace"),
    "member.joined": _("%(actor)s est entré dans l’espace"),
    "member.added": _("%(actor)s a fait entrer %(target)s dans l’espace"),
    "member.role_changed": _("%(actor)s a changé le rôle de %(target)s"),
    "member.removed": _("%(actor)s a retiré %(target)s de l’espace"),
    "invitation.sent": _("%(actor)s a invité %(target)s"),
    "invitation.sent_again": _("%(actor)s a renvoyé l’invitation de %(target)s"),
    "invitation.cancelled": _("%(actor)s a annulé l’invitation de %(target)s"),
    "key.created": _("%(actor)s a créé la clé d’API %(target)s"),
    "key.revoked": _("%(actor)s a révoqué la clé d’API %(target)s"),
    "plan.changed": _("L’hébergeur a changé l’abonnement en %(target)s"),
    "user.renamed": _("%(actor)s a changé son nom en %(target)s"),
    "user.address_asked": _("%(actor)s a demandé à se connecter avec %(target)s"),
    "user.address_withdrawn": _("%(actor)s a retiré sa demande de se connecter avec %(target)s"),
    "user.address_dismissed": _("%(actor)s a écarté la demande d’adresse de %(target)s"),
    "user.email_changed": _("%(actor)s a changé son adresse de connexion"),
}
"""What each action reads like; rooms above add theirs by ``say``."""


def say(action: str, sentence: str | Promise) -> None:
    """Give an action of another room its sentence, with ``%(actor)s`` and ``%(target)s`` where they go."""
    SENTENCES[action] = sentence


def sentence(entry: AuditEntry) -> str:
    """The entry as a sentence; its bare words when nobody has worded the action."""
    actor = entry.actor.name if entry.actor else "Filon"
    worded = SENTENCES.get(entry.action, f"%(actor)s : {entry.action} %(target)s")
    return str(worded) % {"actor": actor, "target": entry.target}


@dataclass(frozen=True)
class Line:
    """An entry as it is shown."""

    at: datetime
    icon: str
    text: str


def line(entry: AuditEntry) -> Line:
    return Line(entry.at, ICONS.get(entry.action.partition(".")[0], "circle"), sentence(entry))


def record(action: str, target: str = "", *, at: datetime, actor: User | None = None, **data: Any) -> AuditEntry:
    """Write one entry in the open workspace, in the caller's transaction: a change that is undone leaves none.

    ``action`` is "thing.verb", with a sentence in SENTENCES; ``target`` names the thing in the user's words; ``data``
    holds what changed as plain JSON values.
    """
    return AuditEntry.objects.create(at=at, actor=actor, action=action, target=target[:LONGEST_TARGET], data=data)
