"""Rows for tests, each with as much as it needs to be valid. Open a workspace scope before making tenant rows."""

from __future__ import annotations

from collections.abc import Sequence as Many
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from filon.calls.full.models import Extract, Qualification
from filon.calls.full.people import person_key
from filon.calls.models import Attempt, CallCampaign, Prospect, Trunk
from filon.calls.states import Scenario, Status, TrunkKind
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.kernel.text import fold
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailboxState, MessageState, Security
from filon.outreach.models import Campaign, Sequence, SequenceVersion, Step
from filon.tenants.models import Member, User, Workspace
from filon.tenants.states import Role

MADE_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PASSWORD = "un mot de passe solide"
_number = count(1)


def make_workspace(**fields: Any) -> Workspace:
    n = next(_number)
    return Workspace.objects.create(**{"name": f"Atelier {n}", "slug": f"atelier-{n}", **fields})


def make_user(**fields: Any) -> User:
    n = next(_number)
    given = {"password": make_password(fields.pop("password"))} if "password" in fields else {}
    names = {"email": f"u{n}@equipe.example", "first_name": "Léa", "last_name": f"N{n}"}
    return User.objects.create(**{**names, "password": _hash_of_password(), **given, **fields})


@cache
def _hash_of_password() -> str:
    """Once a process: the hasher is meant to be slow."""
    return make_password(PASSWORD)


def make_member(workspace: Workspace, *, role: str = Role.MEMBER, **user: Any) -> Member:
    with scope(workspace.id):
        return Member.objects.create(workspace=workspace, user=make_user(**user), role=role)


def make_manager(workspace: Workspace, **user: Any) -> Member:
    return make_member(workspace, role=Role.MANAGER, **user)


def make_company(**fields: Any) -> Company:
    name = fields.pop("name", f"Fonderie {next(_number)}")
    return Company.objects.create(
        **{"name": name, "name_key": fold(name), "created_at": MADE_AT, "updated_at": MADE_AT, **fields}
    )


def make_contact(**fields: Any) -> Contact:
    """A contact with an address and a company, unless told otherwise (``email=""``, ``company=None``)."""
    n = next(_number)
    given = {"first_name": "Jeanne", "last_name": f"Roux{n}", "email": f"jeanne{n}@client{n}.example", **fields}
    if "company" not in given:
        given["company"] = make_company()
    company = given["company"]
    return Contact.objects.create(
        **{
            "name_key": fold(f"{given['last_name']} {given['first_name']}"),
            "company_key": company.name_key if company else "",
            "created_at": MADE_AT,
            "updated_at": MADE_AT,
            **given,
        }
    )


def make_mailbox(**fields: Any) -> Mailbox:
    n = next(_number)
    return Mailbox.objects.create(
        **{
            "email": f"vente{n}@maison.example",
            "from_name": "Léa Martin",
            "smtp_host": "127.0.0.1",
            "smtp_port": 2525,
            "smtp_security": Security.PLAIN,
            "state": MailboxState.CONNECTED,
            "created_at": MADE_AT,
            **fields,
        }
    )


def make_version(*bodies: str, waits: tuple[int, ...] = (), **fields: Any) -> SequenceVersion:
    """A sequence of one version with a step per body; ``waits`` in selected days, 3 between steps by default."""
    sequence = Sequence.objects.create(name=f"Suite {next(_number)}", created_at=MADE_AT, updated_at=MADE_AT)
    version = SequenceVersion.objects.create(sequence=sequence, number=1, created_at=MADE_AT, **fields)
    for position, body in enumerate(bodies or ("Bonjour {{ prenom | Madame, Monsieur }},",)):
        wait = waits[position] if waits else (3 if position else 0)
        Step.objects.create(
            version=version,
            key=f"s{position + 1}",
            position=position,
            wait_days=wait,
            subject="Votre atelier",
            body=body,
        )
    return version


def make_campaign(**fields: Any) -> Campaign:
    """A draft with a mailbox and a one-step sequence; pass ``mailbox`` and ``version`` to share them."""
    given = dict(fields)
    given.setdefault("mailbox", None)
    given["mailbox"] = given["mailbox"] or make_mailbox()
    given["version"] = given.get("version") or make_version()
    return Campaign.objects.create(
        **{
            "name": f"Campagne {next(_number)}",
            "website": "https://maison.example",
            "created_at": MADE_AT,
            "updated_at": MADE_AT,
            **given,
        }
    )


def make_sent(contact: Contact, **fields: Any) -> Message:
    """A message that left for the contact, from ``mailbox`` (one is made unless given)."""
    given = dict(fields)
    mailbox = given.pop("mailbox", None) or make_mailbox()
    return Message.objects.create(
        **{
            "mailbox": mailbox,
            "direction": Direction.OUT,
            "state": MessageState.SENT,
            "message_id": f"{next(_number)}@maison.example",
            "contact": contact,
            "company_id": contact.company_id,
            "recipient": contact.email,
            "subject": "Votre atelier",
            "subject_key": "votre atelier",
            "at": MADE_AT,
            **given,
        }
    )


def make_trunk(**fields: Any) -> Trunk:
    """A trunk of the practice switchboards: nothing leaves this machine."""
    n = next(_number)
    return Trunk.objects.create(
        **{
            "name": f"Ligne {n}",
            "kind": TrunkKind.PRACTICE,
            "host": "127.0.0.1",
            "port": 5060,
            "caller": "+33199000000",
            "created_at": MADE_AT,
            **fields,
        }
    )


def make_call_campaign(**fields: Any) -> CallCampaign:
    """A paused Light campaign with the recommended settings."""
    given = dict(fields)
    given["trunk"] = given.get("trunk") or make_trunk()
    return CallCampaign.objects.create(
        **{"name": f"Standards {next(_number)}", "created_at": MADE_AT, "updated_at": MADE_AT, **given}
    )


def make_full_campaign(**fields: Any) -> CallCampaign:
    """A paused Full campaign, in the name of nobody real."""
    return make_call_campaign(**{"scenario": Scenario.FULL, "caller_name": "Acier Martin", **fields})


def make_person(campaign: CallCampaign | None = None, **fields: Any) -> Prospect:
    """A row of a Full campaign: a person at a number."""
    n = next(_number)
    given = {"first_name": "Jeanne", "last_name": f"Essai {n}", "email": f"jeanne.essai{n}@exemple.example", **fields}
    key = person_key(given["first_name"], given["last_name"])
    return make_prospect(campaign or make_full_campaign(), **{"label": "", "person_key": key, **given})


def make_qualified(row: Prospect | None = None, *, extracts: Many[str] = (), **said: Any) -> Prospect:
    """A row of Full whose call is over, and what was said in it; an extract of each of these fields."""
    row = row or make_person()
    row.status = row.status or Status.PERSON_EMAIL_MODIFIED
    row.state, row.nature, row.level, row.score, row.attempts_made = "done", "human", 2, 90, 1
    row.hold_s, row.finished_at = 4.0, MADE_AT
    row.save()
    attempt = make_attempt(row)
    modified = {"person": "modified", "new_first_name": "Claire", "new_last_name": "Martin"}
    given = said or {**modified, "email": "modified", "new_email": "claire.martin@exemple.example"}
    Qualification.objects.create(row=row, attempt=attempt, created_at=MADE_AT, **given)
    for name in extracts:
        make_extract(row, name, end=2, quote="…", audio=f"calls/{row.workspace_id}/{attempt.id}-{name}.wav")
    return Prospect.objects.select_related("qualification", "campaign").get(id=row.id)


def make_attempt(row: Prospect) -> Attempt:
    """The call of a row at which somebody answered; it is over."""
    return Attempt.objects.create(
        prospect=row, campaign=row.campaign, phone=row.phone, number=1, action_id=uuid7(), state="over",
        placed_at=MADE_AT, ended_at=MADE_AT, nature="human",
    )  # fmt: skip


def make_extract(row: Prospect, field: str, **fields: Any) -> Extract:
    """The seconds of the row's call in which a field changed."""
    given = {"start": 0.5, "end": 2.25, "audio": "calls/extract.wav", "created_at": MADE_AT, **fields}
    return Extract.objects.create(row=row, attempt=row.qualification.attempt, field=field, **given)


def make_prospect(campaign: CallCampaign | None = None, **fields: Any) -> Prospect:
    """A row that waits for its first call, with a number kept for fiction."""
    n = next(_number)
    return Prospect.objects.create(
        **{
            "campaign": campaign or make_call_campaign(),
            "position": n,
            "phone": f"+33199{n:06d}",
            "kind": "fixed_line",
            "label": f"Standard {n}",
            "created_at": MADE_AT,
            **fields,
        }
    )
