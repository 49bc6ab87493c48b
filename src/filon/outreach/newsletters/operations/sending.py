"""An issue leaves the hands of who wrote it: handed over, taken back, sent. Nothing here contacts anybody: it plans.

Locks are taken in one order, newsletter, then actions, then issues: the scheduler holds actions when it comes here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.operations import Plan, cancel_for, plan
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.kernel.errors import Conflict, Refused
from filon.outreach.newsletters.events import (
    IssueCancelled,
    IssuePlanned,
    IssueSent,
    NewsletterActivated,
    NewsletterStopped,
)
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.newsletters.operations.writing import IssueFields, locked
from filon.outreach.newsletters.states import IssueState
from filon.outreach.texts import StepFields, markers_of
from filon.timeline.events import publish

NEWSLETTER = "newsletter"
"""The kind of origin under which ``actions`` knows newsletters; the step of an action is its issue."""

TO_COME = (State.PLANNED, State.CLAIMED, State.UNCERTAIN)
"""An issue is not over while an action of it is one of these: a doubt may still be settled by sending again."""

Reader = tuple[UUID, UUID | None, UUID]
"""Contact, company, mailbox."""


def activate(newsletter_id: UUID, *, now: datetime, by: int | None = None) -> bool:
    """From now on people can be subscribed and issues sent (CO-122). False when it is active already."""
    with transaction.atomic():
        newsletter = locked(newsletter_id)
        if newsletter.active:
            return False
        _switch(newsletter, active=True, now=now)
        publish(NewsletterActivated(), at=now, origin_id=newsletter.id, actor_id=by)
    return True


def deactivate(newsletter_id: UUID, *, now: datetime, by: int | None = None) -> int:
    """Send nothing of it any more: planned issues are taken back, subscribers stay. Answers how many issues."""
    with transaction.atomic():
        newsletter = locked(newsletter_id)
        if not newsletter.active:
            return 0
        _switch(newsletter, active=False, now=now)
        planned = list(newsletter.issues.filter(state=IssueState.PLANNED))
        for issue in planned:
            _take_back(issue, now=now, by=by)
        publish(NewsletterStopped(issues=len(planned)), at=now, origin_id=newsletter.id, actor_id=by)
    return len(planned)


def plan_issue(issue_id: UUID, *, now: datetime, at: datetime | None = None, by: int | None = None) -> int:
    """Hand an issue over for everybody who is subscribed, at once or for a later moment; answers for how many people.

    The policy decides for each when their turn comes. A number of statements that grows by thousands of people.
    Raises Refused for what is not ready, Conflict for an issue that was handed over already.
    """
    newsletter_id = Issue.objects.values_list("newsletter_id", flat=True).get(id=issue_id)
    with transaction.atomic():
        newsletter = locked(newsletter_id)
        issue = Issue.objects.select_for_update().get(id=issue_id)
        _check_ready(newsletter, issue, at=at, now=now)
        issue.state, issue.send_at, issue.round, issue.updated_at = IssueState.PLANNED, at or now, issue.round + 1, now
        issue.save(update_fields=["state", "send_at", "round", "updated_at"])
        people = plan(plans(issue, readers(newsletter.id)), now=now)
        if not people:
            raise Refused(_("Personne n’est inscrit : inscrivez d’abord des contacts."), code="nobody")
        publish(IssuePlanned(issue_id=issue.id, people=people), at=now, origin_id=newsletter.id, actor_id=by)
    return people


def cancel_issue(issue_id: UUID, *, now: datetime, by: int | None = None) -> bool:
    """Take back what has not left. True when nothing had: the issue is a draft again; else it is over.

    Raises Conflict when nothing is planned (any more).
    """
    newsletter_id = Issue.objects.values_list("newsletter_id", flat=True).get(id=issue_id)
    with transaction.atomic():
        locked(newsletter_id)
        issue = Issue.objects.get(id=issue_id)
        if issue.state != IssueState.PLANNED:
            raise Conflict(_("Cet envoi est terminé ou déjà annulé. Rechargez la page."), code="issue_not_planned")
        return _take_back(issue, now=now, by=by)


def settle(issue_ids: Collection[UUID], *, now: datetime) -> int:
    """Say of those of these issues of which nothing is left to be sent that they are sent; answers how many.

    Their rows are locked first: of two workers that record the last mails of an issue, the second one sees it.
    """
    over = 0
    with transaction.atomic():
        planned = Issue.objects.filter(id__in=list(issue_ids), state=IssueState.PLANNED, send_at__lte=now)
        for issue in planned.select_for_update().order_by("id"):
            if not _actions(issue).filter(state__in=TO_COME).exists():
                _finish(issue, now=now)
                over += 1
    return over


def readers(newsletter_id: UUID, *, contact_ids: Collection[UUID] | None = None) -> Iterator[Reader]:
    """Who receives it, and from which mailbox."""
    rows = Subscription.objects.filter(newsletter_id=newsletter_id, ended_at=None, mailbox__isnull=False)
    if contact_ids is not None:
        rows = rows.filter(contact_id__in=list(contact_ids))
    columns = rows.order_by("id").values_list("contact_id", "contact__company_id", "mailbox_id")
    return ((contact, company, mailbox) for contact, company, mailbox in columns if mailbox)


def plans(issue: Issue, people: Iterable[Reader]) -> Iterator[Plan]:
    """One mail of the issue for each."""
    assert issue.send_at is not None
    for contact_id, company_id, mailbox_id in people:
        yield Plan(
            origin_kind=NEWSLETTER,
            origin_id=issue.newsletter_id,
            step=str(issue.id),
            subject_id=contact_id,
            lane_id=mailbox_id,
            at=issue.send_at,
            company_id=company_id,
            occurrence=issue.round,
        )


def _check_ready(newsletter: Newsletter, issue: Issue, *, at: datetime | None, now: datetime) -> None:
    if issue.state != IssueState.DRAFT:
        raise Conflict(_("Ce numéro est déjà programmé ou envoyé. Rechargez la page."), code="issue_planned")
    if not newsletter.active:
        raise Refused(_("Activez d’abord la newsletter : rien ne part avant."), code="not_active")
    if at is not None and at <= now:
        raise Refused(_("Cette date est passée."), field="at", code="past")
    for fault in IssueFields(subject=issue.subject, body=issue.body).faults():
        raise Refused(fault.sentence, field=fault.field, code="issue_faulty")
    for marker in markers_of([StepFields(subject=issue.subject, body=issue.body)]):
        raise Refused(
            _("Complétez « %(marker)s » avant d’envoyer.") % {"marker": marker.text}, field="body", code="marker"
        )


def _take_back(issue: Issue, *, now: datetime, by: int | None) -> bool:
    """Cancel what is planned of it. The newsletter is locked."""
    reason = Reason("issue_cancelled")
    cancelled = cancel_for(reason=reason, now=now, origin_id=issue.newsletter_id, step=str(issue.id))
    begun = _actions(issue).filter(state__in=[State.CLAIMED, State.UNCERTAIN, State.DONE, State.FAILED]).exists()
    issue = Issue.objects.select_for_update().get(id=issue.id)
    if issue.state != IssueState.PLANNED:
        return False
    event = IssueCancelled(issue_id=issue.id, kept_back=cancelled.count, begun=begun)
    publish(event, at=now, origin_id=issue.newsletter_id, actor_id=by)
    if begun:
        _finish(issue, now=now)
    else:
        issue.state, issue.send_at, issue.updated_at = IssueState.DRAFT, None, now
        issue.save(update_fields=["state", "send_at", "updated_at"])
    return not begun


def _finish(issue: Issue, *, now: datetime) -> None:
    issue.state, issue.sent_at, issue.updated_at = IssueState.SENT, now, now
    issue.save(update_fields=["state", "sent_at", "updated_at"])
    counted = _actions(issue).aggregate(
        sent=Count("id", filter=Q(state=State.DONE)),
        not_sent=Count("id", filter=Q(state__in=[State.SKIPPED, State.CANCELLED, State.FAILED])),
    )
    publish(IssueSent(issue_id=issue.id, **counted), at=now, origin_id=issue.newsletter_id)


def _actions(issue: Issue) -> QuerySet[Action]:
    """What the present round of the issue has planned."""
    return Action.objects.filter(origin_id=issue.newsletter_id, step=str(issue.id), occurrence=issue.round)


def _switch(newsletter: Newsletter, *, active: bool, now: datetime) -> None:
    newsletter.active, newsletter.updated_at = active, now
    newsletter.save(update_fields=["active", "updated_at"])
