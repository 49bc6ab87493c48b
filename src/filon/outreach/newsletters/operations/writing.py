"""Newsletters and their issues as they are written (CO-122)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.kernel.errors import Conflict, Refused
from filon.outreach.newsletters.models import Issue, Newsletter
from filon.outreach.newsletters.states import IssueState
from filon.outreach.texts import StepFault, StepFields, faults, tidy
from filon.tenants.states import Language

LONGEST_DESCRIPTION = 1000


@dataclass(frozen=True, kw_only=True)
class NewsletterFields:
    """A newsletter as somebody describes it. ``language`` is that of its readers."""

    name: str
    description: str = ""
    language: str = Language.FRENCH
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueFields:
    """An issue as somebody writes it."""

    subject: str
    body: str

    def tidy(self) -> StepFields:
        """As it is kept: an issue is checked as the first email of a sequence is."""
        return tidy([StepFields(subject=self.subject, body=self.body)])[0]

    def faults(self) -> list[StepFault]:
        """Every mistake, in reading order."""
        return faults([self.tidy()])


def create_newsletter(fields: NewsletterFields, *, now: datetime, by: int | None = None) -> Newsletter:
    """A newsletter that is not active yet. Raises Refused for an empty title or a faulty site."""
    return Newsletter.objects.create(**_columns(fields), created_by_id=by, created_at=now, updated_at=now)


def change_newsletter(newsletter_id: UUID, fields: NewsletterFields, *, now: datetime) -> None:
    """Raises Refused as ``create_newsletter`` does."""
    Newsletter.objects.filter(id=newsletter_id).update(**_columns(fields), updated_at=now)


def set_hours(newsletter_id: UUID, *, days: tuple[int, ...], first_hour: int, last_hour: int, now: datetime) -> None:
    """When its issues may leave, in the workspace's time zone; what is planned follows. Raises Refused."""
    chosen = sorted(set(days))
    if not chosen or not set(chosen) <= set(range(7)):
        raise Refused(_("Choisissez au moins un jour d’envoi."), field="days", code="no_day")
    if not 0 <= first_hour < last_hour <= 24:
        raise Refused(_("L’heure de fin doit suivre l’heure de début."), field="last_hour", code="hours")
    hours = {"first_hour": first_hour, "last_hour": last_hour}
    Newsletter.objects.filter(id=newsletter_id).update(days=chosen, **hours, updated_at=now)


def delete_newsletter(newsletter_id: UUID) -> None:
    """Throw away a newsletter of which nothing was ever sent. Raises Refused for another one: its history stays."""
    with transaction.atomic():
        newsletter = locked(newsletter_id)
        if newsletter.active or newsletter.issues.exclude(state=IssueState.DRAFT, round=0).exists():
            raise Refused(
                _("Cette newsletter a déjà servi : désactivez-la, son historique reste."), code="newsletter_used"
            )
        newsletter.delete()


def write_issue(newsletter_id: UUID, fields: IssueFields, *, now: datetime, by: int | None = None) -> Issue:
    """A draft. Raises Refused with the first mistake."""
    text = _text(fields)
    return Issue.objects.create(newsletter_id=newsletter_id, **text, created_by_id=by, created_at=now, updated_at=now)


def change_issue(issue_id: UUID, fields: IssueFields, *, now: datetime, seen: datetime | None = None) -> Issue:
    """Other words for a draft. ``seen`` is ``updated_at`` of what was edited, None to write over whatever is there.

    Raises Refused with the first mistake, Conflict for an issue that was handed over or changed meanwhile.
    """
    text = _text(fields)
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(id=issue_id)
        if issue.state != IssueState.DRAFT:
            raise Conflict(_("Ce numéro est déjà programmé : annulez d’abord son envoi."), code="issue_planned")
        if seen is not None and issue.updated_at != seen:
            raise Conflict(
                _("Ce numéro a été modifié entre-temps. Rechargez la page, ou enregistrez par-dessus."),
                code="changed_meanwhile",
            )
        for name, value in text.items():
            setattr(issue, name, value)
        issue.updated_at = now
        issue.save(update_fields=[*text, "updated_at"])
    return issue


def copy_issue(issue_id: UUID, *, now: datetime, by: int | None = None) -> Issue:
    """The same words as a new draft."""
    issue = Issue.objects.get(id=issue_id)
    words = {"subject": issue.subject, "body": issue.body}
    return Issue.objects.create(
        newsletter_id=issue.newsletter_id, **words, created_by_id=by, created_at=now, updated_at=now
    )


def delete_issue(issue_id: UUID) -> None:
    """Throw a draft away. Raises Refused for an issue that was handed over once: its history stays."""
    gone, _rows = Issue.objects.filter(id=issue_id, state=IssueState.DRAFT).delete()
    if not gone:
        raise Refused(_("Un numéro programmé ou envoyé ne se supprime pas."), code="issue_planned")


def locked(newsletter_id: UUID) -> Newsletter:
    """The newsletter, held until the transaction ends: subscribing and planning wait for each other. Taken before any
    action or subscription is."""
    return Newsletter.objects.select_for_update(no_key=True).get(id=newsletter_id)


def _columns(fields: NewsletterFields) -> dict[str, str]:
    name = " ".join(fields.name.split())[:120]
    if not name:
        raise Refused(_("Donnez un titre à la newsletter."), field="name", code="name_missing")
    if fields.language not in Language.values:
        raise Refused(_("Choisissez la langue de ses lecteurs."), field="language", code="language_unknown")
    return {
        "name": name,
        "description": fields.description.strip()[:LONGEST_DESCRIPTION],
        "language": fields.language,
        "website": web_address(fields.website)[0],
    }


def _text(fields: IssueFields) -> dict[str, str]:
    for fault in fields.faults():
        raise Refused(fault.sentence, field=fault.field, code="issue_faulty")
    kept = fields.tidy()
    return {"subject": kept.subject, "body": kept.body}
