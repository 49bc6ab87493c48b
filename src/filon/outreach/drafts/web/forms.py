"""The form of a message written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.models import Contact
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.drafts.models import LONGEST_SUBJECT, Draft
from filon.outreach.drafts.operations import DraftFields
from filon.outreach.drafts.states import Importance

MINUTE = "%Y-%m-%dT%H:%M"
WHOLE = ("to", "subject", "body", "mailbox_id")
"""What a message must have to be sent, and may lack while it is written."""


class PeopleField(forms.MultipleChoiceField):
    """Somebody who has left the choice meanwhile is let through: the policy says why they cannot be written to."""

    def valid_value(self, value: Any) -> bool:
        try:
            UUID(str(value))
        except ValueError:
            return False
        return True


class DraftForm(forms.Form):
    to = PeopleField(label=gettext_lazy("À"), widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}))
    mailbox_id = forms.ChoiceField(label=gettext_lazy("De"))
    subject = forms.CharField(label=gettext_lazy("Objet"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(label=gettext_lazy("Message"), strip=False, widget=forms.Textarea(attrs={"rows": 11}))
    send_at = forms.DateTimeField(
        label=gettext_lazy("Envoyer plus tard"),
        required=False,
        input_formats=[MINUTE],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
    )
    importance = forms.ChoiceField(label=gettext_lazy("Priorité"), choices=Importance.choices)
    website = forms.URLField(
        label=gettext_lazy("Lien à promouvoir"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy("C’est ce que donne la variable {{ site }}."),
    )
    ends_sequences = forms.BooleanField(
        label=gettext_lazy("Arrêter les séquences en cours des destinataires quand ce message part"), required=False
    )

    def __init__(self, *args: Any, people: Sequence[Contact], mailboxes: Sequence[Mailbox], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to, box = self.fields["to"], self.fields["mailbox_id"]
        assert isinstance(to, forms.MultipleChoiceField)
        assert isinstance(box, forms.ChoiceField)
        to.choices = [(str(person.id), person.name) for person in people]
        box.choices = [(str(each.id), _mailbox(each)) for each in mailboxes] or [("", _("Aucune boîte synchronisée"))]
        if self.is_bound:
            for name in WHOLE:
                self.fields[name].required = False

    @classmethod
    def initial_of(cls, draft: Draft, *, to: Sequence[UUID]) -> dict[str, Any]:
        values = {name: getattr(draft, name) for name in cls.base_fields if name not in {"to", "mailbox_id", "send_at"}}
        at = localtime(draft.send_at) if draft.send_at else None
        box = str(draft.mailbox_id) if draft.mailbox_id else None
        return {**values, "to": [str(key) for key in to], "mailbox_id": box, "send_at": at}

    def draft_fields(self) -> DraftFields:
        values = self.cleaned_data
        return DraftFields(
            contact_ids=tuple(UUID(key) for key in values["to"]),
            mailbox_id=UUID(values["mailbox_id"]) if values["mailbox_id"] else None,
            subject=" ".join(values["subject"].split()),
            body=values["body"].rstrip(),
            website=values["website"],
            importance=values["importance"],
            ends_sequences=values["ends_sequences"],
            send_at=values["send_at"],
        )

    def problems(self) -> list[str]:
        """What is wrong with it, a sentence each, with the field that it stands in."""
        return [
            f"{self.fields[name].label} : {message}" if name in self.fields else str(message)
            for name, messages in self.errors.items()
            for message in messages
        ]


def _mailbox(mailbox: Mailbox) -> str:
    owner = mailbox.owner.name if mailbox.owner else mailbox.from_name
    named = f"{owner} <{mailbox.email}>" if owner else mailbox.email
    return (
        named if mailbox.state == MailboxState.CONNECTED else _("%(mailbox)s (non synchronisée)") % {"mailbox": named}
    )
