"""The editor of a message written by hand, at the bottom right of a company's sheet (CO-23, CO-93, CO-94, A-CO-10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from filon.actions.reasons import when
from filon.directory.models import Company
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ids import uuid7
from filon.kernel.ui import web
from filon.kernel.ui.guards import OVERWRITE, refused
from filon.outreach.drafts import operations, queries
from filon.outreach.drafts.judging import judge
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.operations import Hand, Handed, NotToEverybody
from filon.outreach.drafts.web.aside import Aside
from filon.outreach.drafts.web.forms import DraftForm
from filon.outreach.drafts.wording import said
from filon.outreach.samples import variables
from filon.outreach.web.sequences import LABELS
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.reader import Reader

SHOWN = ("company", "timeline")


@require_GET
def new(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """[Nouvel e-mail], or the envelope of a card (A-CO-9). Nothing is kept before something is written."""
    tab = uuid7()
    draft = Draft(id=uuid7(), company=one(Company, id=company_id), tab=tab)
    return _editor(request, draft, to=_asked(request), tab=tab)


@require_GET
def drafts(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """The reader's messages to a company, again."""
    shown = queries.shown_on_sheet(one(Company, id=company_id).id, user_id=request.user.pk)
    return web.show(request, "outreach/_drafts.html", {"standings": shown, "company_id": company_id})


@require_GET
def draft(request: WorkspaceRequest, draft_id: UUID) -> HttpResponse:
    """The editor of one that was begun; of one that is on its way or has left, where it is for each of its people."""
    row = _seen(request, draft_id)
    if row.handed_at is None:
        return _again(request, row)
    return web.show(request, "outreach/draft_way.html", {"standing": queries.standings([row])[0]})


@require_POST
def preview(request: WorkspaceRequest, company_id: UUID, draft_id: UUID) -> HttpResponse:
    """What is typed, as one of its people will read it. Nothing is kept."""
    return _aside(request, Aside(_unsaved(company_id, draft_id), _form(request, company_id)))


@require_POST
def save(request: WorkspaceRequest, company_id: UUID, draft_id: UUID) -> HttpResponse:
    """Keep what is typed, again and again while somebody types; says who would not receive it, and why."""
    aside = Aside(_unsaved(company_id, draft_id), _form(request, company_id))
    kept = _keep(request, aside)
    if kept is not None:
        aside.draft = kept
        people = kept.recipients.values_list("contact_id", flat=True)
        judged = judge(kept, list(people), now=request.clock.now())
        aside.held, aside.lacking = judged.held, judged.lacking
        aside.saved_at = kept.updated_at
    return _aside(request, aside)


@require_POST
def send(request: WorkspaceRequest, company_id: UUID, draft_id: UUID) -> HttpResponse:
    """[Envoyer]: exactly what is on the screen, in a few seconds or at the moment that was chosen."""
    aside = Aside(_unsaved(company_id, draft_id), _form(request, company_id))
    kept = _keep(request, aside)
    if kept is None and not aside.sent:
        return _aside(request, aside, status=422)
    try:
        others = request.POST.get("do") == "others"
        handed = operations.hand_over(draft_id, by=request.user.pk, now=request.clock.now(), others_too=others)
    except NotToEverybody as no:
        aside.draft, aside.held, aside.asked = kept or aside.draft, list(no.held), True
        return _aside(request, aside, status=422)
    except Refused as no:
        aside.draft, aside.problems = kept or aside.draft, [no.message]
        return _aside(request, aside, status=422)
    undo = reverse("outreach:draft_call_back", args=[draft_id])
    return web.done(request, toast=_leaving(handed, kept), undo=undo, refresh=SHOWN)


@require_POST
def call_back(request: WorkspaceRequest, draft_id: UUID) -> HttpResponse:
    """[Annuler l'envoi], as long as something has not left."""
    row = _seen(request, draft_id)
    by = Reader(request.user.pk, request.member.is_manager)
    said = _("Envoi annulé : votre brouillon vous attend sur la fiche.")
    return _try(request, lambda: operations.call_back(row.id, by=by, now=request.clock.now()), said=said)


@require_POST
def take_up(request: WorkspaceRequest, draft_id: UUID) -> HttpResponse:
    """Write again what did not reach everybody."""
    row = one(queries.drafts_of(request.user.pk), id=draft_id)
    try:
        operations.take_up(row.id, by=request.user.pk, now=request.clock.now())
    except Refused as no:
        return refused(request, no)
    return _again(request, row)


@require_POST
def delete(request: WorkspaceRequest, company_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw it away. In an editor that has kept nothing yet there is nothing to throw away."""
    company = one(Company, id=company_id)
    row = queries.drafts_of(request.user.pk).filter(id=draft_id, company=company).first()
    if row is None:
        return web.done(request)
    return _try(request, lambda: operations.delete_draft(row.id, by=request.user.pk), said=_("Brouillon supprimé."))


@require_POST
def template(request: WorkspaceRequest) -> HttpResponse:
    """The words of a template in the editor; over what was typed only for who says so."""
    form = DraftForm(request.POST, people=(), mailboxes=())
    found = queries.template(request.POST.get("template", ""), language=request.workspace.language)
    if found is None:
        raise Http404
    typed = request.POST.get("body", "").strip()
    context: dict[str, Any] = {"variables": _variables(request), "template": request.POST["template"]}
    if typed and typed != found.body.strip() and request.POST.get("do") != "replace":
        return web.show(request, "outreach/_draft_words.html", {**context, "form": form, "asks": True})
    data = request.POST.copy()
    data["subject"], data["body"] = found.subject or data.get("subject", ""), found.body
    form = DraftForm(data, people=(), mailboxes=())
    response = web.show(request, "outreach/_draft_words.html", {**context, "form": form})
    response["HX-Trigger"] = "written"  # the form keeps it, and the preview follows
    return response


def _again(request: WorkspaceRequest, row: Draft) -> HttpResponse:
    """The editor of a draft that was begun."""
    return _editor(request, row, to=list(row.recipients.values_list("contact_id", flat=True)), tab=uuid7())


def _editor(request: WorkspaceRequest, row: Draft, *, to: list[UUID], tab: UUID) -> HttpResponse:
    people = queries.addressees(row.company_id)
    mailboxes = queries.mailboxes_of(request.user)
    if row.mailbox and row.mailbox not in mailboxes:
        mailboxes.append(row.mailbox)
    form = DraftForm(initial=DraftForm.initial_of(row, to=to), people=people, mailboxes=mailboxes)
    context = {
        "draft": row,
        "form": form,
        "tab": tab,
        "seen": row.tab,
        "templates": queries.templates(request.workspace.language),
        "variables": _variables(request),
        "mailboxes": mailboxes,
        "in_sequences": bool(queries.running([person.id for person in people])),
    }
    return web.show(request, "outreach/draft.html", context)


def _keep(request: WorkspaceRequest, aside: Aside) -> Draft | None:
    """The draft with what is typed, or None with what is against it noted."""
    form = aside.form
    if not form.is_valid():
        aside.problems = form.problems()
        return None
    try:
        return operations.save_draft(
            aside.draft.id,
            form.draft_fields(),
            company_id=aside.draft.company_id,
            hand=_hand(request),
            now=request.clock.now(),
        )
    except Draft.DoesNotExist as missing:
        raise Http404 from missing
    except Conflict as no:
        aside.sent, aside.conflict = no.code == "handed_over", no.message
    except Refused as no:
        aside.problems = [no.message]
    return None


def _aside(request: WorkspaceRequest, aside: Aside, *, status: int = 200) -> HttpResponse:
    if aside.sent and status == 200:
        return HttpResponse(status=204)
    context = aside.context(request)
    context["held"] = [(held.name, [said(reason) for reason in held.reasons]) for held in aside.held]
    return web.show(request, "outreach/_draft_aside.html", context, status=status)


def _form(request: WorkspaceRequest, company_id: UUID) -> DraftForm:
    people = queries.addressees(company_id)
    boxes = queries.mailboxes_of(request.user)
    return DraftForm(request.POST, people=people, mailboxes=boxes)


def _unsaved(company_id: UUID, draft_id: UUID) -> Draft:
    return Draft(id=draft_id, company=one(Company, id=company_id))


def _hand(request: WorkspaceRequest) -> Hand:
    try:
        tab, seen = UUID(request.POST.get("tab", "")), UUID(request.POST.get("seen", ""))
    except ValueError as broken:
        raise Http404 from broken
    return Hand(user_id=request.user.pk, tab=tab, seen=seen, over=request.POST.get("do") == OVERWRITE)


def _seen(request: WorkspaceRequest, draft_id: UUID) -> Draft:
    """The user's own; for managers also what others have handed over."""
    rows = Draft.objects.select_related("company", "mailbox", "author")
    row = one(rows, id=draft_id)
    if row.author_id != request.user.pk and not (request.member.is_manager and row.handed_at):
        raise Http404
    return row


def _asked(request: WorkspaceRequest) -> list[UUID]:
    try:
        return [UUID(text) for text in request.GET.getlist("a")]
    except ValueError as broken:
        raise Http404 from broken


def _variables(request: WorkspaceRequest) -> tuple[tuple[str, Any], ...]:
    return tuple(zip(variables(request.workspace.language), LABELS, strict=True))


def _leaving(handed: Handed, kept: Draft | None) -> str:
    if handed.again:
        return _("Ce message est déjà en route.")
    if kept is not None and kept.send_at is not None:
        return _("E-mail prévu pour le %(when)s.") % {"when": when(localtime(kept.send_at))}
    n = handed.people
    return ngettext("L’e-mail part dans quelques secondes.", "%(n)s e-mails partent dans quelques secondes.", n) % {
        "n": n
    }


def _try(request: WorkspaceRequest, write: Callable[[], object], *, said: str) -> HttpResponse:
    try:
        write()
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=said, refresh=SHOWN)
