"""What stands beside the words of a message: the mail as it will be read, and what keeps it from leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from filon.actions import people
from filon.actions.people import Recipient
from filon.mail.models import Mailbox
from filon.outreach.drafts import queries
from filon.outreach.drafts.judging import Held
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.web.forms import DraftForm
from filon.outreach.drafts.wording import lacking
from filon.outreach.preview import EXAMPLE, Preview, Scene, previews, sender_of
from filon.outreach.texts import StepFields
from filon.tenants.middleware import WorkspaceRequest


@dataclass
class Aside:
    """``problems`` are sentences, ``conflict`` says that another editor wrote it. ``asked``: somebody pressed [Envoyer]
    and it does not go to all. ``sent``: it is on its way already."""

    draft: Draft
    form: DraftForm
    problems: Sequence[str] = ()
    conflict: str = ""
    held: Sequence[Held] = ()
    lacking: Sequence[str] = ()
    asked: bool = False
    sent: bool = False
    saved_at: datetime | None = None

    def context(self, request: WorkspaceRequest) -> dict[str, Any]:
        """For the template."""
        to = _ids(request.POST.getlist("to"))
        known = people.load(to)
        chosen = next(iter(_ids([request.POST.get("read_by", "")])), None)
        reader = known.get(chosen) if chosen else None
        reader = reader or next((known[key] for key in to if key in known), None)
        running = queries.running(to)
        return {
            "draft": self.draft,
            "problems": self.problems,
            "conflict": self.conflict,
            "lacking": lacking(self.lacking) if self.lacking else "",
            "asked": self.asked and len(self.held) < len(to),
            "saved_at": self.saved_at,
            "send_at": self.form.cleaned_data.get("send_at") if self.form.is_valid() else None,
            "running": [(_name(known[key]), names) for key, names in running.items() if key in known],
            "ends": request.POST.get("ends_sequences") == "on",
            "titled": bool(request.POST.get("subject", "").strip()),
            "mail": _mail(request, reader or EXAMPLE, self.draft.mailbox),
            "people": [(str(key), _name(known[key])) for key in to if key in known],
            "chosen": str(reader.id) if reader else "",
        }


def _mail(request: WorkspaceRequest, reader: Recipient, mailbox: Mailbox | None) -> Preview:
    typed = request.POST
    if mailbox is None:
        asked = _ids([typed.get("mailbox_id", "")])
        mailbox = Mailbox.objects.filter(id__in=asked).select_related("owner").first()
    scene = Scene(
        person=reader,
        mailbox=sender_of(request.user, mailbox),
        workspace=request.workspace,
        now=request.clock.now(),
        website=typed.get("website", ""),
    )
    return previews([StepFields(subject=typed.get("subject", ""), body=typed.get("body", ""))], scene)[0]


def _name(person: Recipient) -> str:
    return f"{person.first_name} {person.last_name}".strip() or person.email


def _ids(texts: Sequence[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
