"""Sequences: the list, the models to start from, the editor and its preview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.actions import people
from filon.crm.models import Contact
from filon.crm.queries import reachable
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach import operations
from filon.outreach.models import Sequence
from filon.outreach.operations import SequenceFields
from filon.outreach.preview import EXAMPLE, Scene, previews, sender_of
from filon.outreach.queries.sequences import SEQUENCES, latest_version, sequences, step_fields, users_of
from filon.outreach.samples import samples, variables
from filon.outreach.texts import StepFields, markers_of
from filon.outreach.web.sequence_forms import Editor, steps_of
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

PEOPLE_OFFERED = 30
LABELS = (
    gettext_lazy("Prénom"),
    pgettext_lazy("personne", "Nom"),
    gettext_lazy("Société"),
    gettext_lazy("Fonction"),
    gettext_lazy("Ville"),
    gettext_lazy("Site à promouvoir"),
    gettext_lazy("Mon nom"),
    gettext_lazy("Ma société"),
    gettext_lazy("Lien de désinscription"),
)
"""Of the variables that the editor inserts, in the order of ``samples.variables``."""


@require_GET
def sequence_list(request: HttpRequest) -> HttpResponse:
    archived = request.GET.get("rangees") == "1"
    page = listing.page(sequences(archived=archived), SEQUENCES, request.GET)
    context = {"page": page, "archived": archived}
    return web.show(request, "outreach/sequences.html", context, part="outreach/_sequences.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Choose a model, then write. Nothing is kept before it is saved."""
    models = samples(request.workspace.language)
    sample = models.get(request.GET.get("modele", ""))
    if request.method == "GET" and "modele" not in request.GET:
        return web.show(request, "outreach/samples.html", {"samples": models.values()})
    start = (
        SequenceFields(name=sample.name, steps=sample.steps)
        if sample
        else SequenceFields(name="", steps=(StepFields(),))
    )
    editor = Editor(request.POST or None, fields=start)
    if request.method == "POST" and _pressed_save(request, editor) and editor.is_valid():
        try:
            made = operations.create_sequence(editor.fields(), now=request.clock.now(), by=request.user.pk)
        except Refused as no:
            editor.refuse(no)
        else:
            page = reverse("outreach:sequence", args=[made.id])
            return web.done(request, toast=_("Séquence enregistrée."), redirect=page)
    return _edit(request, editor, action=request.get_full_path())


@require_http_methods(["GET", "POST"])
def sequence(request: WorkspaceRequest, sequence_id: UUID) -> HttpResponse:
    """The editor. Saving a sequence that campaigns run makes a new version."""
    row = one(Sequence, id=sequence_id)
    version = latest_version(row.id)
    stored = SequenceFields(name=row.name, steps=step_fields(version), end_delay_days=version.end_delay_days)
    editor = Editor(request.POST or None, fields=stored)
    if request.method == "POST" and _pressed_save(request, editor) and editor.is_valid():
        try:
            kept = operations.save_sequence(row.id, editor.fields(), now=request.clock.now(), by=request.user.pk)
        except Refused as no:
            editor.refuse(no)
        else:
            said = _("Séquence enregistrée.")
            if kept.number != version.number:
                said = _("Version %(n)s enregistrée : les personnes déjà engagées gardent la leur.") % {
                    "n": kept.number
                }
            return web.done(request, toast=said, redirect=reverse("outreach:sequence", args=[row.id]))
    used = list(users_of(row.id))
    return _edit(request, editor, action=request.path, sequence=row, version=version, used=used)


@require_POST
def preview(request: WorkspaceRequest) -> HttpResponse:
    """What was typed, as a chosen contact will read it."""
    return show_preview(request, steps_of(request.POST))


def show_preview(request: WorkspaceRequest, steps: list[StepFields], **about: str) -> HttpResponse:
    """These mails as the contact that the reader chose will read them; ``about`` is what else a ``Scene`` knows."""
    reader = recipient(request.POST.get("contact", ""))
    mailbox = sender_of(request.user, mailbox_of(request))
    scene = Scene(person=reader, mailbox=mailbox, workspace=request.workspace, now=request.clock.now(), **about)
    context = {"previews": previews(steps, scene), "people": people_offered(), "chosen": str(reader.id)}
    return web.show(request, "outreach/_preview.html", context)


@require_POST
def copy(request: WorkspaceRequest, sequence_id: UUID) -> HttpResponse:
    row = one(Sequence, id=sequence_id)
    made = operations.duplicate_sequence(row.id, now=request.clock.now(), by=request.user.pk)
    return web.done(request, toast=_("Copie prête."), redirect=reverse("outreach:sequence", args=[made.id]))


@require_POST
def archive(request: WorkspaceRequest, sequence_id: UUID) -> HttpResponse:
    """Put away, or back. Campaigns that run it go on."""
    row = one(Sequence, id=sequence_id)
    away = row.archived_at is None
    operations.archive_sequence(row.id, now=request.clock.now() if away else None)
    said = _("« %(name)s » est rangée.") if away else _("« %(name)s » est de retour.")
    return web.done(request, toast=said % {"name": row.name}, undo=request.path if away else "", refresh=("sequence",))


def _pressed_save(request: HttpRequest, editor: Editor) -> bool:
    """Do what another button asks; True when it was the one that saves."""
    button = request.POST.get("do", "save")
    if button == "save":
        return True
    editor.press(button)
    return False


def _edit(request: WorkspaceRequest, editor: Editor, **context: Any) -> HttpResponse:
    failed = request.method == "POST" and request.POST.get("do", "save") == "save"
    context |= {
        "editor": editor,
        "variables": tuple(zip(variables(request.workspace.language), LABELS, strict=True)),
        "markers": markers_of(editor.typed),
        "follow_up": max((i for i, step in enumerate(editor.typed) if step.is_follow_up), default=-1),
    }
    status = 422 if failed else 200
    response = web.show(request, "outreach/sequence.html", context, part="outreach/_editor.html", status=status)
    response["HX-Trigger"] = "written"  # the preview, which stands outside the form, follows
    return response


def recipient(text: str) -> people.Recipient:
    """The contact of the preview: the one chosen, else the first who can be written to, else an example."""
    try:
        found = people.load([UUID(text)])
    except ValueError:
        found = {}
    if not found:
        first = Contact.objects.filter(reachable()).order_by("-updated_at", "-id").values_list("id", flat=True)[:1]
        found = people.load(first)
    return next(iter(found.values()), EXAMPLE)


def people_offered() -> list[tuple[str, str]]:
    """(id, name) of those for whom a preview can be read."""
    rows = Contact.objects.filter(reachable()).select_related("company").order_by("-updated_at", "-id")
    return [
        (str(c.id), f"{c.name} · {c.company.name}" if c.company else c.name)
        for c in rows.defer("search", "extra", "note")[:PEOPLE_OFFERED]
    ]


def mailbox_of(request: WorkspaceRequest) -> Mailbox | None:
    """The user's own mailbox, else any that works."""
    rows = Mailbox.objects.exclude(state=MailboxState.BROKEN).select_related("owner")
    return rows.filter(owner=request.user).first() or rows.first()
