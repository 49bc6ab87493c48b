"""People put on the list of a newsletter and taken off it, many at a time (CO-126…136)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.operations import cancel_for, plan, reschedule, revive
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.crm.models import Contact
from filon.crm.operations import opt_in
from filon.kernel import bulk
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.audience import Audience, Person, count, kept_people
from filon.outreach.newsletters.events import NewsletterSubscribed, NewsletterUnsubscribed
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.newsletters.operations.sending import plans
from filon.outreach.newsletters.operations.writing import locked
from filon.outreach.newsletters.states import Ended, IssueState
from filon.timeline.events import Published, TypedEvent, publish_many

LEFT = "left_newsletter"
"""Why what was planned for somebody who is taken off is cancelled."""
CODES_OF_UNDO = (LEFT, "contact_left", "unsubscribed")
"""Reasons for which what is planned for a person was cancelled by the click that is taken back."""
UNDO_WITHIN = timedelta(hours=1)

INSERT = """
insert into outreach_subscription (
    id, contact_id, workspace_id, newsletter_id, mailbox_id, subscribed_by_id, subscribed_at, ended_why
)
select row.*, here.*, ''
from (select %b::uuid, %b::uuid, %b::uuid, %b::bigint, %b::timestamptz) here, unnest(%b::uuid[], %b::uuid[]) row
on conflict (newsletter_id, contact_id) do update set
    mailbox_id = excluded.mailbox_id, subscribed_by_id = excluded.subscribed_by_id,
    subscribed_at = excluded.subscribed_at, ended_at = null, ended_why = ''
    where outreach_subscription.ended_at is not null
returning contact_id
"""


@dataclass(frozen=True)
class Subscribed:
    """``fresh`` people receive it from now on, ``already`` did. ``left_out`` tells of the others, by reason."""

    fresh: int
    already: int
    left_out: tuple[tuple[str, int], ...] = ()


def subscribe(
    newsletter_id: UUID, contact_ids: Collection[UUID], *, mailbox_id: UUID | None, now: datetime, by: int | None = None
) -> Subscribed:
    """Put people on the list, from a mailbox that works (CO-134…136). They receive what is sent from now on: the issues
    planned for later, and nothing that has begun to leave.

    Who may not be written to is left out: without an address (CO-127), gone, opposed. Twice is the same as once.
    Raises Refused for a newsletter that is not active and for a mailbox that is not connected.
    """
    audience = Audience(contact_ids=tuple(dict.fromkeys(contact_ids)), engaged_elsewhere=True)
    with transaction.atomic():
        newsletter = locked(newsletter_id)
        if not newsletter.active:
            raise Refused(_("Activez d’abord cette newsletter, dans les réglages."), code="not_active")
        mailbox = sender(mailbox_id)
        fresh = already = 0
        for batch in kept_people(audience, campaign_id=newsletter.id):
            new = _not_yet(newsletter, batch)
            already += len(batch) - len(new)
            fresh += _put(newsletter, new, mailbox=mailbox, now=now, by=by)
        left_out = () if fresh + already == len(audience.contact_ids) else _left_out(audience, newsletter)
    return Subscribed(fresh, already, left_out)


def subscribe_again(
    newsletter_id: UUID, contact_id: UUID, *, mailbox_id: UUID | None, now: datetime, by: int | None = None
) -> Subscribed:
    """Put back somebody who had left by the link of a mail, because they asked for it. Raises as ``subscribe`` does."""
    with transaction.atomic():
        opt_in(contact_id, origin_id=newsletter_id, now=now, by=by)
        return subscribe(newsletter_id, [contact_id], mailbox_id=mailbox_id, now=now, by=by)


def unsubscribe(
    contact_ids: Collection[UUID],
    *,
    why: Ended,
    now: datetime,
    newsletter_id: UUID | None = None,
    by: int | None = None,
) -> list[UUID]:
    """Take people off the list of a newsletter, or of all without one; what is planned for them is cancelled (CO-130,
    CO-133). Answers those who were on a list, once for each."""
    rows = Subscription.objects.filter(contact_id__in=list(contact_ids), ended_at=None)
    if newsletter_id is not None:
        rows = rows.filter(newsletter_id=newsletter_id)
    with transaction.atomic():
        for key in rows.order_by("newsletter_id").values_list("newsletter_id", flat=True).distinct():
            cancel_for(reason=Reason(LEFT), now=now, origin_id=key, subject_ids=contact_ids)
        return _end(rows.order_by("id"), why=why, now=now, by=by)


def reopen(contact_id: UUID, *, why: Ended, now: datetime, newsletter_id: UUID | None = None) -> int:
    """A click that ended subscriptions for this reason is taken back within the hour: as if nothing had happened. How
    many."""
    rows = Subscription.objects.filter(contact_id=contact_id, ended_why=why, ended_at__gte=now - UNDO_WITHIN)
    if newsletter_id is not None:
        rows = rows.filter(newsletter_id=newsletter_id)
    with transaction.atomic():
        pairs = list(rows.values_list("newsletter_id", "subscribed_by_id"))
        for key, _by in pairs:
            revive(now=now, codes=CODES_OF_UNDO, origin_id=key, subject_ids=[contact_id], steps=_under_way(key))
        company = _companies([contact_id]).get(contact_id)
        back = rows.update(ended_at=None, ended_why="")
        publish_many(
            _published(NewsletterSubscribed(), (contact_id, company), key, now=now, by=by) for key, by in pairs
        )
    return back


def end(pairs: Iterable[tuple[UUID, UUID]], *, why: Ended, now: datetime) -> None:
    """The policy found out that these (newsletter, contact) may not be written to any more. Their actions are refused
    already, in the caller's transaction."""
    for newsletter_id, contact_id in sorted(set(pairs)):
        rows = Subscription.objects.filter(newsletter_id=newsletter_id, contact_id=contact_id, ended_at=None)
        _end(rows, why=why, now=now, by=None)


def change_sender(newsletter_id: UUID, contact_ids: Collection[UUID], *, mailbox_id: UUID | None) -> int:
    """Write to these subscribers from another mailbox, what is planned included; answers how many. Raises Refused."""
    with transaction.atomic():
        locked(newsletter_id)
        mailbox = sender(mailbox_id)
        _onto(mailbox, newsletter_id, contact_ids)
        rows = Subscription.objects.filter(newsletter_id=newsletter_id, contact_id__in=list(contact_ids), ended_at=None)
        return rows.exclude(mailbox=mailbox).update(mailbox=mailbox)


def sender(mailbox_id: UUID | None) -> Mailbox:
    """A mailbox that is synchronised (CO-135). Raises Refused."""
    rows = Mailbox.objects.defer("smtp_password", "imap_password")
    mailbox = rows.filter(id=mailbox_id).first() if mailbox_id else None
    if mailbox is None:
        raise Refused(_("Choisissez la boîte mail qui envoie."), field="mailbox", code="no_mailbox")
    if mailbox.state != MailboxState.CONNECTED:
        raise Refused(
            _("La boîte %(mailbox)s n’est pas synchronisée : choisissez-en une autre.") % {"mailbox": mailbox.email},
            field="mailbox",
            code="mailbox_not_connected",
        )
    return mailbox


def _put(newsletter: Newsletter, people: Sequence[Person], *, mailbox: Mailbox, now: datetime, by: int | None) -> int:
    """Actions first, then subscriptions: the order in which the scheduler takes them."""
    if not people:
        return 0
    ids = [person.contact_id for person in people]
    _plan_what_comes(newsletter, people, mailbox=mailbox, now=now)
    rows = [(uuid7(), key) for key in ids]
    here = (current_workspace(), newsletter.id, mailbox.id, by, now)
    new = {key for (key,) in bulk.run(INSERT, *here, *bulk.columns(rows, 2))}
    _tell([(p.contact_id, p.company_id) for p in people if p.contact_id in new], newsletter.id, now=now, by=by)
    return len(new)


def _plan_what_comes(newsletter: Newsletter, people: Sequence[Person], *, mailbox: Mailbox, now: datetime) -> None:
    """Issues of a later moment, and those that somebody who comes back at once was about to receive."""
    ids = [person.contact_id for person in people]
    if not (steps := _under_way(newsletter.id)):
        return
    revive(now=now, codes=[LEFT], origin_id=newsletter.id, subject_ids=ids, steps=steps)
    _onto(mailbox, newsletter.id, ids)
    for issue in Issue.objects.filter(newsletter=newsletter, state=IssueState.PLANNED, send_at__gt=now):
        plan(plans(issue, ((p.contact_id, p.company_id, mailbox.id) for p in people)), now=now)


def _onto(mailbox: Mailbox, newsletter_id: UUID, contact_ids: Collection[UUID]) -> None:
    """What is planned for these people leaves from this mailbox."""
    rows = Action.objects.filter(origin_id=newsletter_id, subject_id__in=list(contact_ids), state=State.PLANNED)
    moved = rows.exclude(lane_id=mailbox.id).values_list("id", "wanted_at")
    reschedule((action_id, mailbox.id, wanted_at) for action_id, wanted_at in moved)


def _under_way(newsletter_id: UUID) -> list[str]:
    """The steps of its issues that are not all sent."""
    planned = Issue.objects.filter(newsletter_id=newsletter_id, state=IssueState.PLANNED)
    return [str(key) for key in planned.values_list("id", flat=True)]


def _not_yet(newsletter: Newsletter, batch: Sequence[Person]) -> list[Person]:
    rows = Subscription.objects.filter(newsletter=newsletter, ended_at=None)
    known = set(rows.filter(contact_id__in=[p.contact_id for p in batch]).values_list("contact_id", flat=True))
    return [person for person in batch if person.contact_id not in known]


def _left_out(audience: Audience, newsletter: Newsletter) -> tuple[tuple[str, int], ...]:
    return count(audience, campaign_id=newsletter.id).left_out


def _end(rows: QuerySet[Subscription], *, why: Ended, now: datetime, by: int | None) -> list[UUID]:
    ended = list(rows.select_for_update(of=("self",)).values_list("id", "newsletter_id", "contact_id"))
    Subscription.objects.filter(id__in=[row[0] for row in ended]).update(ended_at=now, ended_why=why)
    companies = _companies([contact_id for _id, _newsletter, contact_id in ended])
    publish_many(
        _published(NewsletterUnsubscribed(why=why), (contact, companies.get(contact)), newsletter, now=now, by=by)
        for _id, newsletter, contact in ended
    )
    return [contact for _id, _newsletter, contact in ended]


def _companies(contact_ids: Collection[UUID]) -> dict[UUID, UUID | None]:
    return dict(Contact.objects.filter(id__in=contact_ids).values_list("id", "company_id"))


def _tell(people: Iterable[tuple[UUID, UUID | None]], newsletter_id: UUID, *, now: datetime, by: int | None) -> None:
    publish_many(_published(NewsletterSubscribed(), person, newsletter_id, now=now, by=by) for person in people)


def _published(
    event: TypedEvent, person: tuple[UUID, UUID | None], newsletter_id: UUID, *, now: datetime, by: int | None
) -> Published:
    contact_id, company_id = person
    return Published(
        event=event, at=now, contact_id=contact_id, company_id=company_id, origin_id=newsletter_id, actor_id=by
    )
