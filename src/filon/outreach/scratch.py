"""A workspace of its own with messages that are due at once and no limits: what drills and measurements run on."""

from __future__ import annotations

import csv
import secrets
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction

from filon.crm.imports import operations as imports
from filon.crm.imports import running, storage
from filon.crm.models import Contact
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.mail.operations import MailboxFields, create_mailbox
from filon.mail.states import Security
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations.enrolling import engage
from filon.outreach.operations.sequences import SequenceFields, create_sequence
from filon.outreach.queries.sequences import latest_version
from filon.outreach.states import CampaignState
from filon.outreach.texts import StepFields
from filon.tenants.models import Workspace
from filon.tenants.operations import create_user, create_workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace

SLUG = "drill"
EVERY_DAY = list(range(7))
PEOPLE_PER_COMPANY = 5
HEADER = ("Prénom", "Nom", "E-mail", "Société", "Fonction", "Ville")

SUBJECT = "{{ prenom }}, une idée pour {{ societe }}"
BODY = """Bonjour {{ prenom }} {{ nom }},

Je vous écris parce que {{ societe }} s’adresse, comme nos clients, à des entreprises qui se décident après plusieurs
échanges. Trouver les bons interlocuteurs et les relancer au bon moment prend souvent plus de temps que la vente.

Voici en une page ce que nous faisons : {{ site }}
Et ce que d’autres en disent : https://maison.example/clients?de=societe

Seriez-vous disponible vingt minutes cette semaine pour que je vous montre ce que cela donnerait à {{ ville }} ?

Bien à vous,
{{ expediteur }}"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How many messages, through which server, from how many mailboxes.

    ``steps`` is how many messages each person is to have; the second one is wanted three days after the first.
    """

    messages: int
    host: str
    port: int
    mailboxes: int = 1
    steps: int = 1


def make(wanted: Wanted) -> Workspace:
    """The workspace, with everything due since midnight. Its slug begins with ``drill``."""
    now = SystemClock().now()
    name = f"{SLUG}-{secrets.token_hex(4)}"
    manager = create_user(NewUser(email=f"{name}@drill.example", password=secrets.token_urlsafe(24)))
    new = NewWorkspace(name=name, slug=name, time_zone="UTC", limits_off=True)
    workspace = create_workspace(new, manager=manager, at=now)
    with scope(workspace.id):
        _people(wanted.messages)
        ids = list(Contact.objects.order_by("id").values_list("id", flat=True))
        share = -(-len(ids) // wanted.mailboxes)
        for number in range(wanted.mailboxes):
            people = ids[number * share : (number + 1) * share]
            with transaction.atomic():
                engage(_campaign(number, wanted, now=now), Audience(contact_ids=tuple(people)), now=now)
    return workspace


def newest() -> Workspace | None:
    return Workspace.objects.filter(slug__startswith=f"{SLUG}-").order_by("-created_at").first()


def _people(count: int) -> None:
    """Invented people, let in as any file of prospects is."""
    with tempfile.NamedTemporaryFile("w+", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_person(number) for number in range(count))
        file.flush()
        with Path(file.name).open("rb") as content:
            kept = imports.upload(File(content, name="drill.csv"), name="drill.csv", now=running.moment())
        running.check_file(kept.id)
        imports.start(kept.id, ignore_errors=True)
        running.write_file(kept.id)
        storage.forget(kept)


def _person(number: int) -> tuple[str, ...]:
    company = number // PEOPLE_PER_COMPANY
    return (
        "Élise",
        f"Martin{number}",
        f"d{number}@atelier{company}.example",
        f"Atelier {company}",
        "Responsable des achats",
        "Angers",
    )


def _campaign(number: int, wanted: Wanted, *, now: datetime) -> Campaign:
    """Launched and approved two days ago, open at any hour of any day."""
    sequence = create_sequence(SequenceFields(name=f"{SLUG} {number}", steps=_steps(wanted.steps)), now=now)
    before = now - timedelta(days=2)
    return Campaign.objects.create(
        name=f"{SLUG} {number}",
        website="https://maison.example/offre",
        state=CampaignState.ACTIVE,
        version=latest_version(sequence.id),
        mailbox=_mailbox(number, wanted, now=now),
        days=EVERY_DAY,
        first_hour=0,
        last_hour=24,
        time_zone="UTC",
        skip_holidays=False,
        launched_at=before,
        approved_at=before,
        created_at=before,
        updated_at=now,
    )


def _steps(count: int) -> list[StepFields]:
    return [StepFields(wait_days=3, subject=SUBJECT, body=BODY) for _ in range(count)]


def _mailbox(number: int, wanted: Wanted, *, now: datetime) -> Mailbox:
    fields = MailboxFields(
        email=f"vente{number}@maison.example",
        from_name="Léa Martin",
        smtp_host=wanted.host,
        smtp_port=wanted.port,
        smtp_security=Security.PLAIN,
        spacing_s=0,
    )
    return create_mailbox(fields, now=now)


def lane_ids() -> list[UUID]:
    """The mailboxes of the open workspace."""
    return list(Mailbox.objects.values_list("id", flat=True))
