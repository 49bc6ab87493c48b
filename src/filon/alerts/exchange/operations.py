"""Keys made and believed, alerts given out signed, and signed files let in (A-CO-32)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.alerts import service
from filon.alerts.exchange.document import (
    MAX_BYTES,
    Json,
    envelope,
    moment_of,
    opened,
    project_of,
    text_of,
    written,
)
from filon.alerts.exchange.models import ExchangeKey, TrustedKey
from filon.alerts.exchange.signing import NotAKey, new_pair, read_public, sign
from filon.alerts.imports.checking import Layout, Outcome, check
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.operations import keep
from filon.alerts.imports.records import MANDATORY, Entry, Field
from filon.alerts.models import Project
from filon.alerts.states import Origin
from filon.alerts.vocabulary import Vocabulary, Words, vocabulary
from filon.crm.imports.reading import Row
from filon.crm.imports.strict.operations import name_of
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants import queries as tenants
from filon.tenants.models import User

MOST_PROJECTS = 5_000
LONGEST_PEER = 80


def renew_key(*, now: datetime, by: User | None = None) -> ExchangeKey:
    """Make the workspace's key, or another one: files signed from now on need the new one to be believed."""
    pair = new_pair()
    columns = {"key_id": pair.key_id, "public_key": pair.public, "private_key": pair.private, "created_at": now}
    with transaction.atomic():
        key, _new = ExchangeKey.objects.update_or_create(defaults=columns)
        audit.record("alerts.key_renewed", at=now, actor=by, key=pair.key_id)
    return key


def trust(name: str, text: str, *, now: datetime, by: User | None = None) -> TrustedKey:
    """Believe the files that a key signs; ``text`` is the public key as its owner passed it on.

    Raises Refused for a text that is no key, one that is believed already, the workspace's own, or without a name.
    """
    called = squash(name)[:LONGEST_PEER]
    if not called:
        raise Refused(_("Dites de qui est cette clé."), field="name", code="name_missing")
    try:
        key_id, public = read_public(text)
    except NotAKey:
        sentence = _("Ce n’est pas une clé publique d’échange : copiez-la entière, elle commence par filon-ed25519:")
        raise Refused(sentence, field="key", code="not_a_key") from None
    if ExchangeKey.objects.filter(key_id=key_id).exists():
        raise Refused(_("C’est la clé de votre propre espace."), field="key", code="own_key")
    try:
        with transaction.atomic():
            key = TrustedKey.objects.create(name=called, key_id=key_id, public_key=public, added_by=by, added_at=now)
            audit.record("alerts.key_trusted", called, at=now, actor=by, key=key_id)
    except IntegrityError:
        raise Refused(_("Cette clé est déjà acceptée."), field="key", code="key_known") from None
    return key


def distrust(key_id: UUID, *, now: datetime, by: User | None = None) -> None:
    """Believe the key no more; what it brought stays. Raises TrustedKey.DoesNotExist."""
    with transaction.atomic():
        key = TrustedKey.objects.select_for_update().get(id=key_id)
        audit.record("alerts.key_removed", key.name, at=now, actor=by, key=key.key_id)
        key.delete()


def export(*, now: datetime, categories: Iterable[str] = (), by: User | None = None) -> bytes:
    """The workspace's own projects, newest first, in a signed file; those of other Filons are theirs to give out.

    Contacts, updates and who noted what stay at home. Raises Refused without a key, without a project, or
    with more of them than a file takes.
    """
    service.require()
    key = ExchangeKey.objects.first()
    if key is None:
        raise Refused(_("Créez d’abord la clé de votre espace."), code="key_missing")
    rows = Project.objects.exclude(origin=Origin.EXCHANGE).select_related("company").order_by("-updated_at", "-id")
    wanted = list(categories)
    chosen = rows.filter(category__in=wanted) if wanted else rows
    words = vocabulary()
    projects = [_told(row, words) for row in chosen[: MOST_PROJECTS + 1]]
    if not projects:
        raise Refused(_("Aucun projet de votre équipe à exporter."), code="nothing_to_export")
    if len(projects) > MOST_PROJECTS:
        sentence = _("Plus de %(most)s projets : exportez-les catégorie par catégorie.") % {"most": MOST_PROJECTS}
        raise Refused(sentence, field="categories", code="too_many")
    name = tenants.workspace(current_workspace()).name
    payload = {"made_at": now.isoformat(), "from": name, "projects": projects}
    audit.record("alerts.exported", str(len(projects)), at=now, actor=by)
    return written(payload, key_id=key.key_id, sign=partial(sign, private=key.private_key))


def receive(content: File[bytes], *, now: datetime, by: int | None = None) -> ProjectImport:
    """Check a signed file and let it in as any import; one with faulty projects waits for a yes.

    Raises Refused, field ``file``, when it is no such file, when nobody believes its key, or when the signature does
    not hold: nothing is imported then.
    """
    service.require()
    if (content.size or 0) > MAX_BYTES:
        sentence = _("Ce fichier dépasse %(limit)s Mo. Exportez-le en plusieurs fois.") % {"limit": MAX_BYTES >> 20}
        raise Refused(sentence, field="file", code="too_big")
    sealed = envelope(content.read())
    key = TrustedKey.objects.filter(key_id=sealed.key_id[:16]).first() if len(sealed.key_id) == 16 else None
    if key is None:
        sentence = _("Ce fichier est signé par une clé que votre espace n’accepte pas : %(key)s. Rien n’est importé.")
        raise Refused(sentence % {"key": sealed.key_id[:16]}, field="file", code="unknown_key")
    projects = opened(sealed, public=key.public_key)
    name = name_of(content) if content.name else key.name
    names = [field.value for field in Field]
    layout = Layout(fields=list(Field), names=names, words=vocabulary(), mandatory=(*MANDATORY, Field.REFERENCE))
    import_ = ProjectImport(name=name, origin=Origin.EXCHANGE, source=key.name, created_at=now, created_by_id=by)
    return keep(import_, _outcomes(projects, layout=layout, key_id=key.key_id, now=now), layout=layout)


def _outcomes(projects: list[Json], *, layout: Layout, key_id: str, now: datetime) -> Iterator[Outcome]:
    """What becomes of each project of the file, by its place, from 1."""
    rows = [Row(n, _cells(project, layout.words, key_id=key_id)) for n, project in enumerate(projects, start=1)]
    for outcome in check(rows, layout):
        if isinstance(outcome, Entry):
            yield outcome._replace(told_at=moment_of(projects[outcome.row - 1], now=now))
        else:
            yield outcome


def _cells(project: Json, words: Vocabulary, *, key_id: str) -> list[str]:
    """In the order of ``Field``. The reference names the key, so that nobody can speak for another's projects: a
    project without one would be taken for ours of the same company and title."""
    own = text_of(project, "id")
    found = {
        Field.COMPANY: text_of(project, "company", "name"),
        Field.SIREN: text_of(project, "company", "siren"),
        Field.POSTCODE: text_of(project, "company", "postcode"),
        Field.TITLE: text_of(project, "title"),
        Field.CATEGORY: _word(project, "category", words.categories),
        Field.STAGE: _word(project, "stage", words.stages),
        Field.CONTEXT: text_of(project, "context"),
        Field.NEEDS: text_of(project, "needs"),
        Field.REFERENCE: f"{key_id}:{own}" if own else "",
    }
    return [found.get(field, "") for field in Field]


def _word(project: Json, name: str, words: Words) -> str:
    """The code where this workspace has it, else the label, which it may have under a code of its own."""
    code = text_of(project, name, "code")
    return code if words.find(code) else text_of(project, name, "label") or code


def _told(row: Project, words: Vocabulary) -> Json:
    columns = {
        "id": str(row.id),
        "changed_at": row.updated_at.isoformat(),
        "name": row.company.name,
        "siren": row.company.siren or "",
        "postcode": row.company.postcode,
        **{name: getattr(row, name) for name in ("title", "category", "stage", "context", "needs")},
    }
    return project_of(columns, labels=(words.categories.label(row.category), words.stages.label(row.stage)))
