"""Forms of notes. A call is told by the person and the number that were called (CO-81, CO-84)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.models import Contact
from filon.crm.notes.operations import LONGEST, NoteFields
from filon.crm.notes.states import NoteKind
from filon.directory.models import Company
from filon.kernel.ui.templatetags.ui import phone

SWITCHBOARD = "standard"
NUMBERS = ("mobile", "phone")


def _text() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "autofocus": True})
    return forms.CharField(label=gettext_lazy("Votre note"), max_length=LONGEST, widget=widget)


class NoteForm(forms.Form):
    text = _text()
    contact = forms.ChoiceField(label=gettext_lazy("À propos de"), required=False)

    def __init__(self, *args: object, people: Sequence[Contact], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, passed on
        self.fields["contact"].choices = [  # type: ignore[attr-defined]  # a ChoiceField has choices
            ("", _("Toute la société")),
            *((str(person.id), person.name) for person in people),
        ]

    def note_fields(self) -> NoteFields:
        chosen = self.cleaned_data["contact"]
        return NoteFields(text=self.cleaned_data["text"], contact_id=UUID(chosen) if chosen else None)


class CallForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("Personne et numéro"))
    text = _text()

    def __init__(self, *args: object, company: Company, people: Sequence[Contact], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as above
        self.numbers = numbers_of(company, people)
        unknown = _("autre numéro")
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # as above
            (key, f"{name} · {phone(number) if number else unknown}") for key, (name, number) in self.numbers.items()
        ]

    @property
    def number(self) -> str:
        """The number to click: of the choice, else of the first one."""
        wanted = self["to"].value() or next(iter(self.numbers))
        return self.numbers.get(str(wanted), ("", ""))[1]

    def note_fields(self) -> NoteFields:
        key = self.cleaned_data["to"]
        person, _colon, _which = key.partition(":")
        return NoteFields(
            kind=NoteKind.CALL,
            text=self.cleaned_data["text"],
            contact_id=UUID(person) if person != SWITCHBOARD else None,
            phone=self.numbers[key][1],
        )


class ChangeForm(forms.Form):
    text = _text()


def numbers_of(company: Company, people: Sequence[Contact]) -> dict[str, tuple[str, str]]:
    """Key of a choice → (whom it calls, number in E.164). Somebody without a number can have been called all the same:
    from another telephone, at another number."""
    found = {SWITCHBOARD: (_("Standard"), company.phone)}
    for person in people:
        known = {f"{person.id}:{which}": (person.name, getattr(person, which)) for which in NUMBERS}
        with_number = {key: told for key, told in known.items() if told[1]}
        found |= with_number or {f"{person.id}:": (person.name, "")}
    return found
