"""How the emails of a sequence will read, for a real person, before anything is saved or sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from filon.actions.people import Recipient
from filon.mail.models import Mailbox
from filon.mail.rendering import VARIABLES, MessageValues, TemplateFaults
from filon.outreach.composing import Manner, compiled, full_name, variables_of
from filon.outreach.models import Step
from filon.outreach.texts import StepFields
from filon.tenants.models import User, Workspace

SITE = "https://votre-site.example"
"""Stands for the site to promote while no campaign says which."""

EXAMPLE = Recipient(
    id=UUID(int=0), email="claire.martin@exemple.example", first_name="Claire", last_name="Martin",
    job_title="Directrice commerciale", city="Lyon", status="active", email_state="unknown", company_id=None,
    company="Fonderie Exemple", siren=None, country="FR", postcode=None, masked=False, source="", informed=False,
)  # fmt: skip
"""Who receives the preview while there is no contact yet."""

FRENCH = {variable.name: variable.french for variable in VARIABLES}


@dataclass(frozen=True)
class Preview:
    """One email. ``missing`` are variables that this person lacks, ``faults`` mistakes, in sentences."""

    position: int
    to: str
    subject: str = ""
    text: str = ""
    missing: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """Who writes to whom, and when. ``language`` and ``newsletter`` are those of ``composing.Manner``."""

    person: Recipient
    mailbox: Mailbox
    workspace: Workspace
    now: datetime
    website: str = ""
    language: str = ""
    newsletter: str = ""


def previews(steps: Sequence[StepFields], scene: Scene) -> list[Preview]:
    """Every email in order; an email of the same thread answers the subject of the one before."""
    shown = []
    thread = ""
    for position, step in enumerate(steps):
        preview = _preview(step, scene, position=position, thread=thread)
        thread = preview.subject or thread
        shown.append(preview)
    return shown


def sender_of(user: User, mailbox: Mailbox | None) -> Mailbox:
    """The mailbox that signs: the given one, else an unsaved one in the user's name."""
    return mailbox or Mailbox(email=user.email, from_name=user.name, owner=user)


def _preview(step: StepFields, scene: Scene, *, position: int, thread: str) -> Preview:
    row = Step(subject=step.subject, body=step.body, same_thread=step.same_thread and position > 0)
    website = scene.website or ("" if scene.newsletter else SITE)
    values = variables_of(scene.person, website=website, language=scene.language or scene.workspace.language)
    informs = position == 0 and not scene.person.informed
    manner = Manner(informs=informs, language=scene.language, newsletter=scene.newsletter)
    to = f"{full_name(values)} <{scene.person.email}>".strip()
    try:
        message = compiled(row, mailbox=scene.mailbox, workspace=scene.workspace, manner=manner)
    except TemplateFaults as wrong:
        return Preview(position, to, faults=tuple(fault.sentence() for fault in wrong.faults))
    way_out = f"{settings.PUBLIC_URL}/desabonnement/exemple"
    missing = message.missing({**values, "unsubscribe_link": way_out})
    raw = message.render(
        MessageValues(
            to=scene.person.email or "destinataire@exemple.example",
            to_name=full_name(values),
            message_id="apercu@filon.example",
            date=scene.now,
            variables=_filled(values, missing),
            unsubscribe_url=way_out,
            thread_subject=thread or _("(objet du premier e-mail)"),
        )
    )
    mail = message_from_bytes(raw, policy=SMTP)
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    named = tuple(FRENCH.get(name, name) for name in missing)
    return Preview(position, to, str(mail["Subject"]), text.replace("\r\n", "\n").strip(), named, message.markers)


def _filled(values: Mapping[str, str], missing: Sequence[str]) -> dict[str, str]:
    """The variables, with what is missing shown as a hole."""
    return {**values, **{name: SITE if name == "website" else f"[{FRENCH.get(name, name)} ?]" for name in missing}}
