"""Projects that came from elsewhere: written once, brought up to date when they come again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from filon.alerts.events import ProjectAdded, ProjectUpdated
from filon.alerts.fields import FIRST_STAGE, LONGEST_TITLE, ProjectFields
from filon.alerts.imports.records import Entry
from filon.alerts.models import AlertService, Project, ProjectContact, ProjectUpdate
from filon.alerts.states import Origin
from filon.alerts.vocabulary import Vocabulary, vocabulary
from filon.crm.models import Contact
from filon.directory.operations import CompanyDraft, Upserted, upsert_companies
from filon.kernel.errors import Refused
from filon.kernel.text import fold
from filon.timeline.events import Published, publish_many

TOLD = ("title", "category", "stage", "context", "needs")
"""What a source may change of a project; where it is silent, what is known stays."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where projects come from. ``name`` is shown beside them, ``by`` is the user who brought them, if any."""

    origin: Origin
    name: str = ""
    by: int | None = None


@dataclass(frozen=True)
class Entered:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


def enter(entries: Sequence[Entry], source: Source, *, now: datetime) -> Entered:
    """Write these projects, in one transaction; rules that want them tell their recipients.

    A project that is known, by its reference, else by company, category and title, gets what its source changed, as an
    update; the same again changes nothing, nor does what its source told before what is known (``told_at``). Two at
    once take turns, so that no project is written twice. Raises Refused while the service is off.
    """
    with transaction.atomic():
        if AlertService.objects.select_for_update().filter(active=True).first() is None:
            raise Refused(_("Le service d’alertes n’est pas actif."), code="service_off")
        batch = _Batch(entries, source, now=now)
        for entry, company in zip(entries, batch.companies, strict=True):
            batch.take(entry, company)
        return batch.write()


class _Batch:
    """The rows of one transaction, gathered so that each table is written once."""

    def __init__(self, entries: Sequence[Entry], source: Source, *, now: datetime) -> None:
        self.source, self.now, self.words = source, now, vocabulary()
        self.companies = upsert_companies([_company(entry) for entry in entries], now=now)
        self.contacts = _contacts(entries)
        self.known = _Known(entries, self.companies)
        self.created: list[Project] = []
        self.updates: list[tuple[Project, ProjectUpdate]] = []
        self.sources: list[ProjectContact] = []
        self.unchanged = 0

    def take(self, entry: Entry, company: Upserted) -> None:
        columns = _columns(entry, company, self.words)
        project = self.known.find(entry, company.id, title_key=str(columns["title_key"]))
        if project is None:
            self._create(entry, company, columns)
        elif not self._update(project, entry, columns):
            self.unchanged += 1

    def write(self) -> Entered:
        """Everything, then its events; the listeners find the rows there."""
        Project.objects.bulk_create(self.created)
        changed = [project for project, _update in self.updates]
        columns = [*TOLD, "title_key", "text_key", "told_at", "updated_at"]
        Project.objects.bulk_update(changed, columns, batch_size=500)
        ProjectUpdate.objects.bulk_create([update for _project, update in self.updates])
        ProjectContact.objects.bulk_create(self.sources, ignore_conflicts=True)
        publish_many(self._events())
        return Entered(len(self.created), len(self.updates), self.unchanged)

    def _create(self, entry: Entry, company: Upserted, columns: Mapping[str, object]) -> None:
        project = Project(
            **columns,
            company_id=company.id,
            origin=self.source.origin,
            source=self.source.name,
            reference=entry.reference,
            told_at=_moment(entry),
            created_by_id=self.source.by,
            created_at=self.now,
            updated_at=self.now,
        )
        self.created.append(project)
        self.known.add(project)
        self._collected(project, entry, update=None)

    def _update(self, project: Project, entry: Entry, columns: Mapping[str, object]) -> bool:
        """Whether the entry changes the project: it says something else, and not something older."""
        told_at = _moment(entry)
        if told_at and project.told_at and told_at <= project.told_at:
            return False
        changed = [name for name in TOLD if getattr(entry, name) and getattr(project, name) != columns[name]]
        if not changed:
            return False
        before = project.stage
        for name in changed:
            setattr(project, name, columns[name])
        project.title_key = fold(project.title)[:LONGEST_TITLE]
        project.text_key = fold(f"{project.context} {project.needs}")
        project.told_at, project.updated_at = told_at or project.told_at, self.now
        update = ProjectUpdate(
            project=project,
            at=self.now,
            by_id=self.source.by,
            stage_before=before,
            stage=project.stage,
            text=project.context if "context" in changed else "",
            origin=self.source.origin,
            source=self.source.name,
        )
        self.updates.append((project, update))
        self._collected(project, entry, update=update)
        return True

    def _collected(self, project: Project, entry: Entry, *, update: ProjectUpdate | None) -> None:
        contact_id = self.contacts.get(entry.contact)
        if contact_id is not None:
            self.sources.append(ProjectContact(project=project, update=update, contact_id=contact_id))

    def _events(self) -> list[Published]:
        added = [
            self._about(p, ProjectAdded(category=p.category, stage=p.stage, origin=p.origin)) for p in self.created
        ]
        updated = [
            self._about(
                p, ProjectUpdated(update_id=u.id, category=p.category, stage_before=u.stage_before, stage=u.stage)
            )
            for p, u in self.updates
        ]
        return [*added, *updated]

    def _about(self, project: Project, event: ProjectAdded | ProjectUpdated) -> Published:
        return Published(
            event=event, at=self.now, company_id=project.company_id, origin_id=project.id, actor_id=self.source.by
        )


class _Known:
    """The projects that the entries may be, held until the transaction ends."""

    def __init__(self, entries: Sequence[Entry], companies: Sequence[Upserted]) -> None:
        self.by_reference: dict[str, Project] = {}
        self.by_name: dict[tuple[UUID, str, str], Project] = {}
        references = {entry.reference for entry in entries if entry.reference}
        unnamed = {c.id for entry, c in zip(entries, companies, strict=True) if not entry.reference}
        wanted = Q(reference__in=references) | Q(company__in=unnamed)
        for project in Project.objects.select_for_update().filter(wanted).defer("search").order_by("id"):
            self.add(project)

    def add(self, project: Project) -> None:
        if project.reference:
            self.by_reference.setdefault(project.reference, project)
        self.by_name.setdefault((project.company_id, project.category, project.title_key), project)

    def find(self, entry: Entry, company_id: UUID, *, title_key: str) -> Project | None:
        if entry.reference:
            return self.by_reference.get(entry.reference)
        return self.by_name.get((company_id, entry.category, title_key))


def _columns(entry: Entry, company: Upserted, words: Vocabulary) -> dict[str, object]:
    fields = ProjectFields(
        category=entry.category,
        stage=entry.stage or FIRST_STAGE,
        title=entry.title,
        context=entry.context,
        needs=entry.needs,
    )
    return fields.columns(words, company_key=company.name_key)


def _company(entry: Entry) -> CompanyDraft:
    return CompanyDraft(name=entry.company, siren=entry.siren, postcode=entry.postcode)


def _contacts(entries: Sequence[Entry]) -> dict[str, UUID]:
    wanted = {entry.contact for entry in entries if entry.contact}
    rows = Contact.objects.filter(email__in=wanted).values_list("email", "id") if wanted else ()
    return dict(rows)


def _moment(entry: Entry) -> datetime | None:
    return datetime.fromisoformat(entry.told_at) if entry.told_at else None
