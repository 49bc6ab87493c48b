"""Reads of messages written by hand: where each stands, what one may start from, who is in a sequence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Contact
from filon.crm.queries import people_of, reachable
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.access import seen_by
from filon.outreach.drafts.models import Draft, DraftRecipient
from filon.outreach.drafts.wording import said
from filon.outreach.ending import ALIVE
from filon.outreach.models import Campaign, Enrolment, Step
from filon.outreach.models import Sequence as Programme
from filon.outreach.samples import samples
from filon.outreach.texts import StepFields
from filon.tenants.models import User

OFFERED = 100
"""People of a company in the choice of an editor; with more, a campaign is the better way."""
SHOWN = 8
"""Messages on a sheet: those that are written, on their way, or could not all leave."""
TEMPLATES_OFFERED = 40
COMING = (State.PLANNED, State.CLAIMED, State.UNCERTAIN)


@dataclass(frozen=True)
class Way:
    """Where the message is for one person. ``state`` is of ``actions``, "" while nothing is planned; ``at`` when it
    leaves or left; ``why`` are sentences."""

    contact: Contact
    state: str
    at: datetime | None
    why: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        return self.state in {State.DONE, State.CLAIMED, State.UNCERTAIN}


@dataclass(frozen=True)
class Standing:
    """A message and where it is for each of its people."""

    draft: Draft
    ways: tuple[Way, ...]

    @property
    def written(self) -> bool:
        """Whether its words can still change."""
        return self.draft.handed_at is None

    @property
    def leaving(self) -> datetime | None:
        """When the next one leaves."""
        return min((way.at for way in self.ways if way.state == State.PLANNED and way.at), default=None)

    @property
    def open(self) -> bool:
        return any(way.state in COMING for way in self.ways)

    @property
    def left_out(self) -> tuple[Way, ...]:
        """Those for whom it ended without leaving."""
        return tuple(way for way in self.ways if way.state in {State.SKIPPED, State.FAILED, State.CANCELLED})


def drafts_of(user_id: int) -> QuerySet[Draft]:
    """The messages that a user wrote."""
    return Draft.objects.filter(author=user_id)


def standings(drafts: Sequence[Draft]) -> list[Standing]:
    """Where each of these is, in two queries."""
    keys = [draft.id for draft in drafts]
    actions = Action.objects.filter(origin_id__in=keys).only("origin_id", "subject_id", "occurrence", "state", "due_at",
                                                             "finished_at", "reasons")  # fmt: skip
    latest: dict[tuple[UUID, UUID], Action] = {}
    for action in actions.order_by("occurrence"):
        latest[action.origin_id, action.subject_id] = action
    rows = DraftRecipient.objects.filter(draft__in=keys).select_related("contact").order_by("contact__name_key", "id")
    ways: dict[UUID, list[Way]] = {}
    for row in rows:
        ways.setdefault(row.draft_id, []).append(_way(row, latest.get((row.draft_id, row.contact_id))))
    return [Standing(draft, tuple(ways.get(draft.id, ()))) for draft in drafts]


def shown_on_sheet(company_id: UUID, *, user_id: int) -> list[Standing]:
    """The user's messages to this company that want something: written, on their way, or not received by somebody."""
    recent = drafts_of(user_id).filter(company_id=company_id).order_by("-updated_at", "-id")
    waiting = Q(handed_at=None) | Q(id__in=Action.objects.filter(company_id=company_id).exclude(state=State.DONE)
                                    .values("origin_id"))  # fmt: skip
    return [each for each in standings(list(recent.filter(waiting)[:SHOWN])) if each.written or each.open
            or each.left_out]  # fmt: skip


def addressees(company_id: UUID) -> list[Contact]:
    """The people of a company who can be written to (CO-34, CO-36)."""
    return list(people_of(company_id).filter(reachable())[:OFFERED])


def mailboxes_of(user: User) -> list[Mailbox]:
    """The synchronised mailboxes (CO-92), the user's own first."""
    rows = Mailbox.objects.filter(state=MailboxState.CONNECTED).select_related("owner").order_by("email")
    return sorted(rows.defer("smtp_password", "imap_password"), key=lambda mailbox: mailbox.owner_id != user.pk)


def running(contact_ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    """By person, the campaigns they are in at this moment; those that the reader may not see without their name."""
    rows = Enrolment.objects.filter(contact_id__in=contact_ids, state__in=ALIVE)
    named = dict(seen_by(Campaign.objects.filter(id__in=rows.values("campaign_id"))).values_list("id", "name"))
    found: dict[UUID, list[str]] = {}
    for contact_id, campaign_id in rows.order_by("created_at").values_list("contact_id", "campaign_id"):
        found.setdefault(contact_id, []).append(named.get(campaign_id) or _("une campagne réservée"))
    return found


def templates(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a message may start from, by sequence: (name, [(key, label)]), the workspace's own before the models."""
    own = Programme.objects.filter(archived_at=None).order_by("-updated_at").values_list("id", "name")
    names = dict(own[:TEMPLATES_OFFERED])
    steps = Step.objects.filter(version__sequence__in=names).order_by("version__sequence_id", "-version__number")
    newest: dict[UUID, tuple[UUID, list[Step]]] = {}
    for step in steps.select_related("version").order_by("version__sequence_id", "-version__number", "position"):
        version, kept = newest.setdefault(step.version.sequence_id, (step.version_id, []))
        if step.version_id == version:
            kept.append(step)
    groups = [(name, [(f"e-{s.id}", _label(s.subject, s.position)) for s in newest[key][1]])
              for key, name in names.items() if key in newest]  # fmt: skip
    return groups + [
        (sample.name, [(f"m-{sample.key}-{n}", _label(step.subject, n)) for n, step in enumerate(sample.steps)])
        for sample in samples(language).values()
    ]


def template(key: str, *, language: str) -> StepFields | None:
    """The words behind a key of ``templates``."""
    kind, _dash, rest = key.partition("-")
    if kind == "e":
        try:
            step = Step.objects.filter(id=UUID(rest)).first()
        except ValueError:
            return None
        return StepFields(subject=step.subject, body=step.body) if step else None
    name, _dash, number = rest.rpartition("-")
    sample = samples(language).get(name)
    steps = sample.steps if sample and kind == "m" else ()
    return steps[int(number)] if number.isdecimal() and int(number) < len(steps) else None


def _label(subject: str, position: int) -> str:
    return _("E-mail %(n)s") % {"n": position + 1} + (f" · {subject}" if subject else "")


def _way(row: DraftRecipient, action: Action | None) -> Way:
    if action is None or (action.occurrence < row.round and action.state not in COMING and action.state != State.DONE):
        return Way(row.contact, "", None)
    at = action.due_at if action.state == State.PLANNED else action.finished_at
    return Way(row.contact, action.state, at, tuple(said(reason) for reason in action.reasons))
