"""The issues of a newsletter: written, read beforehand, sent, followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.actions.states import State
from filon.kernel import listing
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import read_at, refused
from filon.outreach.newsletters import operations, queries
from filon.outreach.newsletters.models import Issue, Newsletter
from filon.outreach.newsletters.states import IssueState
from filon.outreach.newsletters.web.forms import IssueForm, SendForm
from filon.outreach.newsletters.web.newsletters import step
from filon.outreach.newsletters.wording import sentences
from filon.outreach.samples import variables
from filon.outreach.texts import StepFields, markers_of
from filon.outreach.web.sequences import LABELS, show_preview
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def issue_list(request: HttpRequest, newsletter_id: UUID) -> HttpResponse:
    """Step 2: the issues, with where each one stands."""
    row = one(Newsletter, id=newsletter_id)
    page = listing.page(row.issues.all(), queries.ISSUES, request.GET)
    counted = queries.progress(page.rows)
    context = {"page": page, "rows": [(issue, counted[issue.id]) for issue in page.rows]}
    return step(request, row, 2, context, part="outreach/newsletters/_issues.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    row = one(Newsletter, id=newsletter_id)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.issue_fields()
        made = _kept(form, lambda: operations.write_issue(row.id, fields, now=request.clock.now(), by=request.user.pk))
        if made is not None:
            return web.done(request, toast=_("Brouillon enregistré."), redirect=_page(made))
    return _editor(request, row, form)


@require_http_methods(["GET", "POST"])
def issue(request: WorkspaceRequest, newsletter_id: UUID, issue_id: UUID) -> HttpResponse:
    """A draft in the editor; an issue that was handed over, with where it stands."""
    row = _issue(newsletter_id, issue_id)
    if row.state != IssueState.DRAFT and request.method == "GET":
        return _standing(request, row)
    form = IssueForm(request.POST or None, initial=IssueForm.initial_of(row))
    conflict = ""
    if request.method == "POST" and form.is_valid():
        fields = form.issue_fields()
        try:
            kept = _kept(
                form,
                lambda: operations.change_issue(row.id, fields, now=request.clock.now(), seen=read_at(request)),
            )
        except Conflict as no:
            if no.code != "changed_meanwhile":
                return web.done(request, toast=no.message, tone="bad", redirect=_page(row))
            kept, conflict = None, no.message
        if kept is not None:
            return web.done(request, toast=_("Brouillon enregistré."), redirect=_page(row))
    return _editor(request, row.newsletter, form, issue=row, conflict=conflict)


@require_POST
def preview(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """What was typed, as a chosen contact will read it."""
    row = one(Newsletter, id=newsletter_id)
    words = StepFields(
        subject=request.POST.get("subject", "").strip() or _("(sans objet)"), body=request.POST.get("body", "")
    )
    return show_preview(request, [words], website=row.website, language=row.language, newsletter=row.name)


@require_http_methods(["GET", "POST"])
def send(request: WorkspaceRequest, newsletter_id: UUID, issue_id: UUID) -> HttpResponse:
    """When it leaves, and for how many (CO-123)."""
    row = _issue(newsletter_id, issue_id)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        try:
            people = operations.plan_issue(row.id, now=request.clock.now(), at=at, by=request.user.pk)
        except Refused as no:
            form.add_error("at" if no.field == "at" else None, no.message)
        else:
            said = ngettext("Le numéro part pour %(n)s inscrit.", "Le numéro part pour %(n)s inscrits.", people)
            return web.done(request, toast=said % {"n": people}, redirect=_page(row))
    subscribers = queries.counted([row.newsletter_id])[row.newsletter_id][0]
    context = {"form": form, "issue": row, "newsletter": row.newsletter, "subscribers": subscribers}
    status = 422 if form.errors else 200
    return web.show(request, "outreach/newsletters/send.html", context, status=status)


@require_POST
def cancel(request: WorkspaceRequest, newsletter_id: UUID, issue_id: UUID) -> HttpResponse:
    """[Annuler l'envoi]: what has not left does not leave."""
    row = _issue(newsletter_id, issue_id)
    try:
        back = operations.cancel_issue(row.id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("Envoi annulé : rien n’est parti, le numéro est de nouveau un brouillon.")
    if not back:
        said = _("Envoi arrêté : ce qui n’était pas encore parti ne partira pas.")
    return web.done(request, toast=said, redirect=_page(row))


@require_POST
def copy(request: WorkspaceRequest, newsletter_id: UUID, issue_id: UUID) -> HttpResponse:
    row = _issue(newsletter_id, issue_id)
    made = operations.copy_issue(row.id, now=request.clock.now(), by=request.user.pk)
    return web.done(request, toast=_("Copie prête."), redirect=_page(made))


@require_POST
def delete(request: WorkspaceRequest, newsletter_id: UUID, issue_id: UUID) -> HttpResponse:
    row = _issue(newsletter_id, issue_id)
    try:
        operations.delete_issue(row.id)
    except Refused as no:
        return refused(request, no)
    page = reverse("outreach:newsletter_issues", args=[row.newsletter_id])
    return web.done(request, toast=_("Brouillon supprimé."), redirect=page)


def _issue(newsletter_id: UUID, issue_id: UUID) -> Issue:
    row = one(Issue.objects.select_related("newsletter"), id=issue_id)
    if row.newsletter_id != newsletter_id:
        raise Http404
    return row


def _page(row: Issue) -> str:
    return reverse("outreach:issue", args=[row.newsletter_id, row.id])


def _kept(form: IssueForm, write: Callable[[], Issue]) -> Issue | None:
    """What was written, or None with the mistake beside its field. A conflict is the caller's."""
    try:
        return write()
    except Conflict:
        raise
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return None


def _editor(
    request: WorkspaceRequest, row: Newsletter, form: IssueForm, *, issue: Issue | None = None, conflict: str = ""
) -> HttpResponse:
    typed = StepFields(subject=str(form["subject"].value() or ""), body=str(form["body"].value() or ""))
    codes = zip(variables(row.language), LABELS, strict=True)
    context: dict[str, Any] = {
        "newsletter": row,
        "issue": issue,
        "form": form,
        "conflict": conflict,
        "stamp": issue.updated_at.isoformat() if issue else "",
        "variables": tuple(codes),
        "markers": markers_of([typed]),
    }
    status = 422 if form.errors or conflict else 200
    return web.show(request, "outreach/newsletters/issue.html", context, status=status)


def _standing(request: HttpRequest, row: Issue) -> HttpResponse:
    """Where an issue stands: how many mails, and each of them with why not (yet)."""
    page = listing.page(queries.mails(row), queries.PROGRESS, request.GET)
    people = queries.names_of([action.subject_id for action in page.rows])
    rows = [(action, people.get(action.subject_id), sentences(action.reasons)) for action in page.rows]
    context = {
        "newsletter": row.newsletter,
        "issue": row,
        "progress": queries.progress([row])[row.id],
        "page": page,
        "rows": rows,
        "states": [(state.value, state.label) for state in State],
    }
    part = "outreach/newsletters/_mails.html"
    return web.show(request, "outreach/newsletters/standing.html", context, part=part)
