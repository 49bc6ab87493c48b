"""The form of a sequence: its name and as many emails as it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from filon.kernel.errors import Refused
from filon.outreach.models import END_DELAY_DAYS
from filon.outreach.operations import SequenceFields
from filon.outreach.texts import LONGEST_WAIT_DAYS, MOST_STEPS, USUAL_WAIT_DAYS, StepFields, faults, tidy

PREFIX = "steps"


class HeadForm(forms.Form):
    name = forms.CharField(label=_("Nom de la séquence"), max_length=120)
    end_delay_days = forms.IntegerField(
        label=_("Terminée sans réponse après (jours)"), min_value=0, max_value=LONGEST_WAIT_DAYS, initial=END_DELAY_DAYS
    )


class StepForm(forms.Form):
    """One email. ``is_follow_up`` is set by a button of its own (OL-39)."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    is_follow_up = forms.BooleanField(required=False, widget=forms.HiddenInput)
    wait_days = forms.IntegerField(label=_("jours d’envoi plus tard"), initial=USUAL_WAIT_DAYS, required=False)
    same_thread = forms.BooleanField(label=_("Répondre dans la même conversation"), required=False)
    subject = forms.CharField(label=_("Objet"), max_length=300)
    body = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 8}))

    def step(self) -> StepFields:
        """What was typed, whatever it is worth: ``texts.faults`` judges it."""
        values = {name: self._value(name) for name in self.fields}
        wait = str(values["wait_days"] or "").strip()
        return StepFields(
            key=str(values["key"] or ""),
            wait_days=int(wait) if wait.lstrip("-").isdecimal() else USUAL_WAIT_DAYS,
            subject=str(values["subject"] or ""),
            body=str(values["body"] or ""),
            same_thread=bool(values["same_thread"]),
            is_follow_up=str(values["is_follow_up"]) == "True",
        )

    def full_clean(self) -> None:
        """Nothing is wrong by itself: ``texts.faults`` judges the whole sequence, ``add_error`` notes it here."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))


class Editor:
    """The whole form: ``head`` and ``steps``, from what is stored, from what was typed, or after a button."""

    def __init__(self, data: QueryDict | None, *, fields: SequenceFields) -> None:
        initial = {"name": fields.name, "end_delay_days": fields.end_delay_days}
        self.head = HeadForm(data, initial=initial)
        self.typed = list(fields.steps) if data is None else steps_of(data)
        self.steps = self._forms(self.typed)

    def _forms(self, steps: Sequence[StepFields]) -> list[StepForm]:
        return [StepForm(_as_data(step, i), prefix=f"{PREFIX}-{i}") for i, step in enumerate(steps)]

    def press(self, button: str) -> None:
        """Add, remove, move an email or choose the follow-up step, keeping everything that was typed."""
        what, _dash, number = button.partition("-")
        self.typed = changed(self.typed, what, int(number) if number.isdecimal() else 0)
        self.steps = self._forms(self.typed)

    def is_valid(self) -> bool:
        """Whether it may be kept; if not, every mistake stands beside its field."""
        found = faults(tidy(self.typed))
        for fault in found:
            self.steps[fault.position].add_error(fault.field, fault.sentence)
        return self.head.is_valid() and not found

    def fields(self) -> SequenceFields:
        values = self.head.cleaned_data
        return SequenceFields(name=values["name"], end_delay_days=values["end_delay_days"], steps=tuple(self.typed))

    def refuse(self, no: Refused) -> None:
        self.head.add_error(no.field if no.field in self.head.fields else None, no.message)


def steps_of(data: Mapping[str, Any]) -> list[StepFields]:
    """The emails of a posted form, in order."""
    found = []
    for i in range(MOST_STEPS):
        if f"{PREFIX}-{i}-body" not in data:
            break
        found.append(StepForm(data, prefix=f"{PREFIX}-{i}").step())
    return found


def changed(steps: Sequence[StepFields], what: str, at: int) -> list[StepFields]:
    """The steps after a button."""
    after = list(steps)
    if what == "add" and len(after) < MOST_STEPS:
        after.append(StepFields(same_thread=bool(after)))
    elif not 0 <= at < len(after):
        return after
    elif what == "remove" and len(after) > 1:
        after.pop(at)
    elif what == "up" and at > 0:
        after[at - 1], after[at] = after[at], after[at - 1]
    elif what == "down" and at + 1 < len(after):
        after[at + 1], after[at] = after[at], after[at + 1]
    elif what == "follow":
        after = [replace(step, is_follow_up=i == at) for i, step in enumerate(after)]
    return after


def _as_data(step: StepFields, i: int) -> dict[str, Any]:
    """A step as a browser would post it."""
    values = {
        "key": step.key,
        "is_follow_up": str(step.is_follow_up),
        "wait_days": str(step.wait_days),
        "subject": step.subject,
        "body": step.body,
    }
    ticked = {"same_thread": "on"} if step.same_thread else {}
    return {f"{PREFIX}-{i}-{name}": value for name, value in {**values, **ticked}.items()}
