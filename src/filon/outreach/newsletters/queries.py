"""Reads of newsletters, their issues, who receives them and from where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Contact
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.search import by_part, by_words
from filon.kernel.text import fold
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.newsletters.states import IssueState
from filon.tenants.models import User
from filon.timeline.names import Name

SHOWN_AT_MOST = 12
"""Subscriptions of one company on its sheet; its newsletters have the whole lists."""

NEWSLETTERS = ListSpec(
    sorts={"updated": Sort("updated_at", desc=True), "name": Sort("name")},
    default_sort="updated",
    search=lambda text: by_part(text, "name"),
)
ISSUES = ListSpec(sorts={"created": Sort("created_at", desc=True)}, default_sort="created")


def _status(rows: QuerySet[Subscription], value: str) -> QuerySet[Subscription]:
    if value not in {"inscrit", "desinscrit"}:
        return rows
    return rows.filter(ended_at__isnull=value == "inscrit")


SUBSCRIBERS = ListSpec(
    sorts={
        "since": Sort("subscribed_at", desc=True),
        "name": Sort("contact__name_key"),
        "company": Sort("contact__company_key"),
    },
    default_sort="since",
    filters={
        "etat": _status,
        "societe": lambda rows, value: rows.filter(contact__company_key__contains=fold(value)),
    },
    search=lambda text: by_words(text, column="contact__search"),
)
PROGRESS = ListSpec(
    sorts={"due": Sort("due_at")},
    default_sort="due",
    filters={"etat": one_of("state", *State)},
)


@dataclass(frozen=True)
class Progress:
    """Where the mails of an issue stand, counted."""

    planned: int = 0
    leaving: int = 0
    sent: int = 0
    refused: int = 0
    cancelled: int = 0
    uncertain: int = 0

    @property
    def total(self) -> int:
        return self.planned + self.leaving + self.sent + self.refused + self.cancelled + self.uncertain


@dataclass(frozen=True)
class SenderChoice:
    """A mailbox that may write to a subscriber, if it is ``usable`` (CO-134…136)."""

    mailbox: Mailbox
    usable: bool
    own: bool


def newsletters() -> QuerySet[Newsletter]:
    return Newsletter.objects.all()


def active_newsletters() -> list[Newsletter]:
    """Those that somebody can be subscribed to (CO-122)."""
    return list(Newsletter.objects.filter(active=True).order_by("name", "id"))


def counted(ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """(subscribers, issues) of these newsletters, in two queries."""
    people = Subscription.objects.filter(newsletter__in=ids, ended_at=None).order_by().values("newsletter_id")
    readers = dict(people.annotate(n=Count("id")).values_list("newsletter_id", "n"))
    rows = Issue.objects.filter(newsletter__in=ids).order_by().values("newsletter_id")
    issues = dict(rows.annotate(n=Count("id")).values_list("newsletter_id", "n"))
    return {key: (readers.get(key, 0), issues.get(key, 0)) for key in ids}


def last_sent(ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When the last issue of each was over."""
    rows = Issue.objects.filter(newsletter__in=ids, state=IssueState.SENT).order_by("sent_at")
    return {key: at for key, at in rows.values_list("newsletter_id", "sent_at") if at}


def subscriptions(newsletter_id: UUID) -> QuerySet[Subscription]:
    """Everybody who is or was on the list."""
    rows = Subscription.objects.filter(newsletter_id=newsletter_id)
    rows = rows.select_related("contact__company", "mailbox", "subscribed_by")
    return rows.defer(
        *("contact__search", "contact__extra", "contact__note", "contact__company__search", "mailbox__signature"),
        *("mailbox__smtp_password", "mailbox__imap_password"),
    )


def without_sender(newsletter_id: UUID) -> int:
    """How many subscribers receive nothing because the mailbox that wrote to them is gone."""
    return Subscription.objects.filter(newsletter_id=newsletter_id, ended_at=None, mailbox=None).count()


def progress(issues: Sequence[Issue]) -> dict[UUID, Progress]:
    """Where the mails of these issues stand, in one query."""
    if not issues:
        return {}
    rows = Action.objects.filter(
        origin_id__in={issue.newsletter_id for issue in issues}, step__in=[str(issue.id) for issue in issues]
    )
    by_round = {(str(issue.id), issue.round): issue.id for issue in issues}
    found: dict[UUID, dict[str, int]] = {}
    told = rows.order_by().values("step", "occurrence", "state").annotate(n=Count("id"))
    for step, occurrence, state, n in told.values_list("step", "occurrence", "state", "n"):
        if (key := by_round.get((step, occurrence))) is not None:
            found.setdefault(key, {})[state] = n
    return {issue.id: _progress(found.get(issue.id, {})) for issue in issues}


def mails(issue: Issue) -> QuerySet[Action]:
    """The mails of the issue's present round, planned or not any more."""
    return Action.objects.filter(origin_id=issue.newsletter_id, step=str(issue.id), occurrence=issue.round)


def senders(user: User) -> list[SenderChoice]:
    """The mailboxes of the workspace, the user's own first, then those that work."""
    rows = Mailbox.objects.select_related("owner").defer("smtp_password", "imap_password", "signature")
    found = [
        SenderChoice(mailbox, mailbox.state == MailboxState.CONNECTED, mailbox.owner_id == user.pk)
        for mailbox in rows.order_by("email")
    ]
    return sorted(found, key=lambda each: (not each.own, not each.usable))


def default_sender(choices: Iterable[SenderChoice]) -> UUID | None:
    """The user's own mailbox, else another one that works (CO-134, CO-136); None when none does (CO-135)."""
    return next((each.mailbox.id for each in choices if each.usable), None)


def of_company(company_id: UUID) -> list[Subscription]:
    """The newsletters that people of a company receive, the latest subscription first, one more than are shown."""
    return _shown(Subscription.objects.filter(contact__company_id=company_id))


def of_contact(contact_id: UUID) -> list[Subscription]:
    """The newsletters that a person receives."""
    return _shown(Subscription.objects.filter(contact_id=contact_id))


def newsletter_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    """Their names for the timeline, each with its page."""
    rows = Newsletter.objects.filter(id__in=set(ids)).values_list("id", "name")
    return {key: Name(name, reverse("outreach:newsletter_issues", args=[key])) for key, name in rows}


def subscribed(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Contacts who receive a newsletter ("yes"), none ("no"), or one of them, by its id."""
    mine = Subscription.objects.filter(contact=OuterRef("pk"), ended_at=None)
    if value == "yes":
        return rows.filter(Exists(mine))
    if value == "no":
        return rows.filter(~Exists(mine))
    try:
        return rows.filter(Exists(mine.filter(newsletter_id=UUID(value))))
    except ValueError:
        return rows


def names_of(ids: Collection[UUID]) -> dict[UUID, Contact]:
    """The contacts behind the mails of a page."""
    rows = Contact.objects.filter(id__in=ids).select_related("company")
    return {contact.id: contact for contact in rows.defer("search", "extra", "note", "company__search")}


def _shown(rows: QuerySet[Subscription]) -> list[Subscription]:
    rows = (
        rows.filter(ended_at=None).select_related("contact", "newsletter", "mailbox").order_by("-subscribed_at", "id")
    )
    return list(rows.defer("contact__search", "contact__extra", "contact__note")[: SHOWN_AT_MOST + 1])


def _progress(by_state: dict[str, int]) -> Progress:
    return Progress(
        planned=by_state.get(State.PLANNED, 0),
        leaving=by_state.get(State.CLAIMED, 0),
        sent=by_state.get(State.DONE, 0),
        refused=by_state.get(State.SKIPPED, 0) + by_state.get(State.FAILED, 0),
        cancelled=by_state.get(State.CANCELLED, 0),
        uncertain=by_state.get(State.UNCERTAIN, 0),
    )
