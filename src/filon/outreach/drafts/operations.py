"""Messages by hand written, handed over to the plan, called back, taken up again and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.operations import Plan, cancel_for, plan
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.kernel.errors import Conflict, Refused
from filon.mail.models import Mailbox
from filon.mail.rendering import MessageTemplate, check_template, markers
from filon.mail.states import MailboxState
from filon.outreach.drafts.judging import Held, judge
from filon.outreach.drafts.models import Draft, DraftRecipient
from filon.outreach.drafts.origin import LETTER, STEP
from filon.outreach.drafts.states import Importance
from filon.outreach.drafts.wording import lacking, said
from filon.outreach.texts import LONGEST_BODY
from filon.tenants.reader import Reader

UNDO_WITHIN = timedelta(seconds=12)
"""What is sent at once waits for so long: the button that calls it back is there for ten seconds."""
FARTHEST = timedelta(days=365)
MOST_RECIPIENTS = 50
"""More people than that are the matter of a campaign."""
REACHED = (State.CLAIMED, State.DONE, State.UNCERTAIN)
OPEN = (State.PLANNED, State.CLAIMED, State.UNCERTAIN)


@dataclass(frozen=True, kw_only=True)
class DraftFields:
    """A message as its author has it on the screen. ``send_at`` is aware, None for at once."""

    contact_ids: tuple[UUID, ...] = ()
    mailbox_id: UUID | None = None
    subject: str = ""
    body: str = ""
    website: str = ""
    importance: str = Importance.NORMAL
    ends_sequences: bool = False
    send_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who writes, in which open editor. ``seen`` is the editor that had written the draft last as this one was opened;
    equal to ``tab`` for a new one. ``over``: also over what another one has written since."""

    user_id: int
    tab: UUID
    seen: UUID
    over: bool = False


class NotToEverybody(Refused):
    """The policy holds the message back for some; ``held`` says for whom and why."""

    def __init__(self, held: Collection[Held]) -> None:
        super().__init__(_("Ce message ne partirait pas pour tout le monde."), field="to", code="not_to_everybody")
        self.held = tuple(held)


@dataclass(frozen=True)
class Handed:
    """``people`` will receive it from ``at`` on. ``again``: it had been handed over before."""

    at: datetime
    people: int
    again: bool = False


def save_draft(draft_id: UUID, fields: DraftFields, *, company_id: UUID, hand: Hand, now: datetime) -> Draft:
    """Keep what is written. The first time makes the draft, under the identifier that its editor was given.

    Of two open editors the first one to save wins: the other is told (Conflict) and may insist (``hand.over``). Raises
    Refused, Draft.DoesNotExist for somebody else's, and Company.DoesNotExist.
    """
    if len(fields.body) > LONGEST_BODY:
        raise Refused(_("Ce message est trop long pour un e-mail."), field="body", code="too_long")
    if len(fields.contact_ids) > MOST_RECIPIENTS:
        raise Refused(
            _("Un message écrit à la main va à %(n)s personnes au plus : au-delà, faites-en une campagne.")
            % {"n": MOST_RECIPIENTS},
            field="to",
            code="too_many",
        )
    with transaction.atomic():
        if hand.seen == hand.tab:
            _begin(draft_id, company_id=company_id, hand=hand, now=now)
        draft = _locked(draft_id, user_id=hand.user_id)
        _check_hand(draft, hand)
        for name in ("subject", "website", "importance", "ends_sequences", "send_at"):
            setattr(draft, name, getattr(fields, name))
        draft.body = fields.body.replace("\r\n", "\n")
        draft.mailbox = Mailbox.objects.filter(id=fields.mailbox_id).first() if fields.mailbox_id else None
        draft.tab, draft.updated_at = hand.tab, now
        draft.save()
        _address(draft, fields.contact_ids)
    return draft


def hand_over(draft_id: UUID, *, by: int, now: datetime, others_too: bool = False) -> Handed:
    """[Envoyer]: plan the message for everybody who has not received it. Twice is the same as once.

    The policy is asked first. Who it would refuse now is named (NotToEverybody) and nothing is planned, unless
    ``others_too``: then it goes to the others, and the timeline says of these why it did not. Raises Refused for what
    the message itself lacks, and Draft.DoesNotExist.
    """
    with transaction.atomic():
        draft = _locked(draft_id, user_id=by)
        if draft.handed_at is not None:
            return Handed(draft.send_at or draft.handed_at, 0, again=True)
        _check_whole(draft, now=now)
        people = set(draft.recipients.values_list("contact_id", flat=True)) - _reached(draft.id)
        if not people:
            raise Refused(_("Choisissez au moins une personne."), field="to", code="nobody")
        draft.handed_at, draft.rounds = now, draft.rounds + 1
        draft.save(update_fields=["handed_at", "rounds"])
        draft.recipients.filter(contact__in=people).update(round=draft.rounds, refused_at=None)
        judged = judge(draft, people, now=now)
        if judged.lacking:
            raise Refused(lacking(judged.lacking), field="website", code="variable_without_value")
        held = judged.held
        if held and not (others_too and len(held) < len(people)):
            raise NotToEverybody(held)
        at = max(draft.send_at or now, now + UNDO_WITHIN)
        plan((_plan(draft, contact_id, at=at) for contact_id in sorted(people)), now=now)
    return Handed(at, len(people) - len(held))


def call_back(draft_id: UUID, *, by: Reader, now: datetime) -> int:
    """[Annuler l'envoi]: whatever has not left stays, and the draft can be written again. Answers for how many people.

    Raises Refused when all of it is gone or going, and Draft.DoesNotExist.
    """
    with transaction.atomic():
        draft = _locked(draft_id, user_id=None if by.is_manager else by.user_id)
        kept = cancel_for(reason=Reason("by_user"), now=now, origin_id=draft.id).count
        if not kept:
            raise Refused(_("Trop tard : ce message est déjà parti."), code="too_late")
        _back_to_writing(draft, now=now)
    return kept


def take_up(draft_id: UUID, *, by: int, now: datetime) -> Draft:
    """Write again what could not be sent to everybody. Raises Refused while it is on its way, Draft.DoesNotExist."""
    with transaction.atomic():
        draft = _locked(draft_id, user_id=by)
        if draft.handed_at is not None:
            if Action.objects.filter(origin_id=draft.id, state__in=OPEN).exists():
                raise Refused(_("Ce message est en route : annulez d’abord son envoi."), code="on_its_way")
            _back_to_writing(draft, now=now)
    return draft


def delete_draft(draft_id: UUID, *, by: int) -> None:
    """Throw away what nobody has received. Raises Refused once it has left or is to leave, and Draft.DoesNotExist."""
    with transaction.atomic():
        draft = _locked(draft_id, user_id=by)
        if Action.objects.filter(origin_id=draft.id, state__in=(State.PLANNED, *REACHED)).exists():
            raise Refused(_("Ce message est déjà en route : il ne se supprime plus."), code="on_its_way")
        draft.delete()


def forget_drafts(
    contact_ids: Collection[UUID], *, company_ids: Collection[UUID], are_in: Callable[[str], bool]
) -> None:
    """Nothing written to people who asked to be erased stays, nor what holds their address or number (``are_in``), in
    the drafts of these companies (RGPD, art. 17). What is on its way to others goes with them.

    Whoever was to receive it besides does not: somebody writes it again.
    """
    theirs = DraftRecipient.objects.filter(contact__in=contact_ids).values_list("draft_id", flat=True)
    drafts = Draft.objects.filter(company__in=company_ids).only("id", "subject", "body", "website")
    named = [draft.id for draft in drafts if are_in(f"{draft.subject} {draft.body} {draft.website}")]
    Draft.objects.filter(id__in={*theirs, *named}).delete()


def _begin(draft_id: UUID, *, company_id: UUID, hand: Hand, now: datetime) -> None:
    """Make the row, once however many requests of an editor come at the same time."""
    company = Company.objects.only("id").get(id=company_id)
    row = Draft(id=draft_id, company=company, author_id=hand.user_id, tab=hand.tab, created_at=now, updated_at=now)
    Draft.objects.bulk_create([row], ignore_conflicts=True)


def _locked(draft_id: UUID, *, user_id: int | None) -> Draft:
    """The draft, for whom wrote it; for whoever asks without ``user_id``."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("mailbox")
    return rows.get(id=draft_id, author_id=user_id) if user_id is not None else rows.get(id=draft_id)


def _check_hand(draft: Draft, hand: Hand) -> None:
    if draft.handed_at is not None:
        raise Conflict(_("Ce message est déjà en route : il ne change plus."), code="handed_over")
    if draft.tab not in {hand.tab, hand.seen} and not hand.over:
        at = date_format(localtime(draft.updated_at), _("H:i"))
        raise Conflict(_("Ce brouillon a été modifié dans un autre onglet à %(time)s.") % {"time": at})


def _address(draft: Draft, contact_ids: Collection[UUID]) -> None:
    """Make these people of the company the recipients; who received it already stays one."""
    wanted = Contact.objects.filter(id__in=contact_ids, company_id=draft.company_id).values_list("id", flat=True)
    chosen = set(wanted)
    reached = _reached(draft.id) if draft.rounds else set()
    draft.recipients.exclude(contact__in=chosen | reached).delete()
    rows = [DraftRecipient(draft=draft, contact_id=contact_id) for contact_id in sorted(chosen)]
    DraftRecipient.objects.bulk_create(rows, ignore_conflicts=True)


def _check_whole(draft: Draft, *, now: datetime) -> None:
    """What the message itself must have before anybody can receive it."""
    if draft.mailbox is None:
        raise Refused(_("Choisissez la boîte mail qui envoie."), field="mailbox_id", code="no_mailbox")
    if draft.mailbox.state != MailboxState.CONNECTED:
        raise Refused(
            _("La boîte %(email)s n’est pas synchronisée : vérifiez sa connexion dans les paramètres.")
            % {"email": draft.mailbox.email},
            field="mailbox_id",
            code="mailbox_not_connected",
        )
    if not draft.subject.strip():
        raise Refused(_("Écrivez l’objet de l’e-mail."), field="subject", code="no_subject")
    if not draft.body.strip():
        raise Refused(_("Écrivez le message."), field="body", code="no_body")
    faults = check_template(MessageTemplate(subject=draft.subject, body=draft.body))
    for field, mistakes in faults.items():
        raise Refused(mistakes[0].sentence(), field=field, code="template")
    if left := [*markers(draft.subject), *markers(draft.body)]:
        raise Refused(said({"code": "unedited_marker", "markers": left}), field="body", code="unedited_marker")
    if draft.send_at is not None and not now < draft.send_at <= now + FARTHEST:
        raise Refused(_("Choisissez un moment à venir, dans l’année."), field="send_at", code="bad_moment")


def _reached(draft_id: UUID) -> set[UUID]:
    """Who has received it, or may have."""
    rows = Action.objects.filter(origin_id=draft_id, state__in=REACHED)
    return set(rows.values_list("subject_id", flat=True))


def _back_to_writing(draft: Draft, *, now: datetime) -> None:
    """Nothing that was planned before counts any more for those who have not received it."""
    draft.handed_at, draft.updated_at, draft.rounds = None, now, draft.rounds + 1
    draft.save(update_fields=["handed_at", "updated_at", "rounds"])
    draft.recipients.exclude(contact__in=_reached(draft.id)).update(round=draft.rounds, refused_at=None)


def _plan(draft: Draft, contact_id: UUID, *, at: datetime) -> Plan:
    assert draft.mailbox_id is not None
    return Plan(
        origin_kind=LETTER,
        origin_id=draft.id,
        step=STEP,
        subject_id=contact_id,
        company_id=draft.company_id,
        lane_id=draft.mailbox_id,
        at=at,
        occurrence=draft.rounds,
    )
