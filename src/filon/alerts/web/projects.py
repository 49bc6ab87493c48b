"""The search engine of alerts, the page of a project, and what is done there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.alerts import operations, service
from filon.alerts.models import Project
from filon.alerts.queries.projects import PROJECTS, followed, history_of, people_of, projects, whole_projects
from filon.alerts.vocabulary import vocabulary
from filon.alerts.web.forms import CorrectionForm, FollowForm, ProjectForm, UpdateForm
from filon.alerts.web.labels import row_of, shown
from filon.crm.queries import people_of as contacts_of
from filon.directory.models import Company
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline.queries import About
from filon.timeline.stream import stream

MINE = "mine"


@require_GET
def project_list(request: WorkspaceRequest) -> HttpResponse:
    """Every project, found by words, category and stage; what to do about it while the service is off."""
    if not service.is_active():
        return web.show(request, "alerts/off.html", {"may_switch": request.member.is_manager})
    words = vocabulary()
    mine = followed(request.user.pk)
    page = listing.page(_rows(request, mine), PROJECTS, request.GET)
    context = {
        "page": page,
        "rows": shown(page.rows, words),
        "categories": words.categories.offered(),
        "stages": words.stages.offered(),
        "mutes": [("yes", _("En silence"))],
        "follows": [words.categories.label(code) for code in sorted(mine)],
        "only_mine": _only_mine(request),
    }
    return web.show(request, "alerts/projects.html", context, part="alerts/_projects.html")


@require_GET
def count(request: WorkspaceRequest) -> HttpResponse:
    rows = listing.narrow(_rows(request, followed(request.user.pk)), PROJECTS, request.GET)
    return web.count(request, listing.count(rows))


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """A project of a company that is named, or of the one whose page was left."""
    company = _company(request)
    people = list(contacts_of(company.id)) if company else []
    form = ProjectForm(request.POST or None, words=vocabulary(), company=company, people=people)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _create(request, form, company))
        if made is not None:
            page = reverse("alerts:project", args=[made.id])
            return web.done(request, toast=_("Projet enregistré."), redirect=page)
    action = reverse("alerts:new") + (f"?company={company.id}" if company else "")
    context = {"form": form, "title": _("Nouveau projet"), "action": action, "company": company}
    return web.show(request, "alerts/project_form.html", context, status=422 if form.errors else 200)


@require_GET
def project(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    """What is known of a project; opening it marks what its reader was told of it as seen (CO-186)."""
    row = _one(project_id)
    operations.mark_project_read(row.id, user_id=request.user.pk, now=request.clock.now())
    words = vocabulary()
    told = history_of(row.id)
    context = {
        "row": row_of(row, words),
        "project": row,
        "told": [(each, words.stages.label(each.update.stage) if each.update else "") for each in told],
        "people": people_of(told),
        "stream": stream(About(origin_id=row.id), request.GET, quiet=("company_id",)),
        "may_delete": request.member.is_manager,
    }
    return web.show(request, "alerts/project.html", context, part="alerts/_project.html")


@require_GET
def timeline(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    """More of what happened."""
    row = _one(project_id)
    context = {
        "stream": stream(About(origin_id=row.id), request.GET, quiet=("company_id",)),
        "more_url": request.path,
    }
    return web.show(request, "timeline/_stream.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    row = _one(project_id)
    form = CorrectionForm(request.POST or None, words=vocabulary(), initial=CorrectionForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        seen, now, by = form.cleaned_data["seen"], request.clock.now(), request.user.pk
        write = form.project_fields()
        if attempt(form, lambda: operations.correct_project(row.id, write, seen=seen, now=now, by=by)):
            return web.done(request, toast=_("Fiche enregistrée."), refresh=("project",))
    context = {"form": form, "title": _("Modifier le projet"), "action": request.path}
    return web.show(request, "alerts/project_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def update(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    """What was learnt, the stage it brought, and from whom (CO-190, CO-191)."""
    row = _one(project_id)
    people = list(contacts_of(row.company_id))
    form = UpdateForm(request.POST or None, words=vocabulary(), stage=row.stage, people=people)
    if request.method == "POST" and form.is_valid():
        now, by = request.clock.now(), request.user.pk
        if attempt(form, lambda: operations.add_update(row.id, form.update_fields(), now=now, by=by)):
            return web.done(request, toast=_("Mise à jour enregistrée."), refresh=("project",))
    context = {"form": form, "title": _("Mettre le projet à jour"), "action": request.path}
    return web.show(request, "alerts/update_form.html", context, status=422 if form.errors else 200)


@require_POST
def mute(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    """[dislike] (CO-203): ``muted`` says what is wanted, so that two clicks at once are one."""
    row = _one(project_id)
    wanted = request.POST.get("muted", "yes") == "yes"
    try:
        operations.mute(row.id, muted=wanted, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    if wanted:
        said = _("Plus personne n’est averti des mises à jour de ce projet.")
    else:
        said = _("Les avis de ce projet sont rétablis.")
    return web.done(request, toast=said, refresh=("project",))


@require_POST
def delete(request: WorkspaceRequest, project_id: UUID) -> HttpResponse:
    row = _one(project_id)
    try:
        operations.delete_project(row.id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("« %(title)s » est supprimé.") % {"title": row.title}
    return web.done(request, toast=said, redirect=reverse("alerts:projects"))


@require_http_methods(["GET", "POST"])
def follow(request: WorkspaceRequest) -> HttpResponse:
    """The categories that a user follows (CO-189)."""
    initial = {"categories": sorted(followed(request.user.pk))}
    form = FollowForm(request.POST if request.method == "POST" else None, words=vocabulary(), initial=initial)
    if form.is_valid():
        operations.follow(request.user.pk, form.cleaned_data["categories"])
        return web.done(request, toast=_("Vos catégories sont enregistrées."), refresh=("project",))
    return web.show(request, "alerts/follow.html", {"form": form}, status=422 if form.errors else 200)


def _create(request: WorkspaceRequest, form: ProjectForm, company: Company | None) -> Project:
    now = request.clock.now()
    service.require()
    company_id = company.id if company else operations.company_called(form.cleaned_data["company_name"], now=now)
    return operations.create_project(company_id, form.project_fields(), now=now, by=request.user.pk)


def _company(request: WorkspaceRequest) -> Company | None:
    named = request.GET.get("company", "")
    return one(Company, id=named) if named else None


def _one(project_id: UUID) -> Project:
    """The project, or 404; while the service is off there is none to see (CO-201)."""
    rows: QuerySet[Project] = whole_projects()
    return one(rows if service.is_active() else rows.none(), id=project_id)


def _rows(request: WorkspaceRequest, mine: set[str]) -> QuerySet[Project]:
    rows: QuerySet[Any] = projects()
    return rows.filter(category__in=mine) if _only_mine(request) else rows


def _only_mine(request: WorkspaceRequest) -> bool:
    return request.GET.get(MINE) == "yes"
