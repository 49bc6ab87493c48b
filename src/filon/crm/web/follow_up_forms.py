"""Forms of follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from filon.crm.follow_ups.operations import Plan
from filon.crm.follow_ups.states import MEANINGS, Priority
from filon.crm.notes.operations import LONGEST
from filon.tenants.models import User


def day_input(**attrs: str) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class FollowUpForm(forms.Form):
    """[Suivi par +]: the users, the day, the priority (CO-161)."""

    followers = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("relance", "Suivi par"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        error_messages={"required": gettext_lazy("Choisissez une personne au moins.")},
    )
    on = forms.DateField(label=gettext_lazy("Date"), widget=day_input())
    priority = forms.TypedChoiceField(label=gettext_lazy("Priorité"), coerce=int, widget=forms.RadioSelect())

    def __init__(self, *args: Any, users: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self.fields["followers"], [(user.pk, user.name) for user in users])
        told = [(each.value, f"{each.label} : {MEANINGS[each]}") for each in Priority]
        set_choices(self.fields["priority"], told)

    def plan(self) -> Plan:
        values = self.cleaned_data
        return Plan(on=values["on"], followers=tuple(values["followers"]), priority=Priority(values["priority"]))


class MoveForm(forms.Form):
    """Another day, in the list."""

    on = forms.DateField(error_messages={"required": gettext_lazy("Choisissez une date.")})

    @property
    def day(self) -> date | None:
        return self.cleaned_data.get("on") if self.is_valid() else None


class ReasonForm(forms.Form):
    """Why somebody comes back to the company (CO-91)."""

    text = forms.CharField(
        label=gettext_lazy("Votre note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


def set_choices(field: forms.Field, choices: Sequence[tuple[int | str, str]]) -> None:
    """What a field of choices offers."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
