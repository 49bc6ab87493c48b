"""The form of a routine: what it is called, who works it, and as many criteria as it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.kernel.errors import Refused
from filon.market.checking import Fault
from filon.market.criteria import (
    HIGHEST_SCORE,
    LARGEST_NUMBER,
    LONGEST_VALUE,
    MANDATORY_POINTS,
    MOST_CRITERIA,
    MOST_VALUES,
    Between,
    Criterion,
    Fact,
    Flag,
    OneOf,
    Scoring,
    Weight,
    Weighted,
)
from filon.market.facts import FACTS, Known, Sought
from filon.market.fields import FIELDS, Shape
from filon.market.operations import RoutineFields
from filon.market.wording import FIRST_DAY, day
from filon.tenants.models import User

KINDS = ("mandatory", "weighting")
FACT = "fact"
SOUGHT = "sought"
LONGEST_LINE = 2_000


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A criterion as it stands in the form, whatever it is worth."""

    field: str = "naf"
    values: str = ""
    chosen: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    negated: bool = False
    weight: str = Weight.NOTABLE.value

    @property
    def shape(self) -> str:
        if known := FACTS.get(self.field):
            return FACT if isinstance(known, Known) else SOUGHT
        return FIELDS[self.field].shape.value if self.field in FIELDS else ""

    def criterion(self) -> Criterion:
        if self.shape == FACT:
            return Fact(field=self.field, values=self.chosen, negated=self.negated)
        if self.shape == SOUGHT:
            return Fact(field=self.field, values=self._listed(), negated=self.negated)
        if self.shape == Shape.FLAG.value:
            return Flag(field=self.field, wanted=not self.negated)
        if self.shape in {Shape.NUMBER.value, Shape.PEOPLE.value, Shape.DATE.value}:
            return Between(field=self.field, low=_number(self.low), high=_number(self.high))
        return OneOf(field=self.field, values=self._listed(), negated=self.negated)

    def _listed(self) -> tuple[str, ...]:
        values = (value.strip()[:LONGEST_VALUE] for value in self.values.replace(";", ",").split(","))
        return tuple(v for v in values if v)[:MOST_VALUES]


def typed_of(criterion: Criterion, weight: Weight = Weight.NOTABLE) -> Typed:
    """How a stored criterion stands in the form."""
    made = Typed(field=criterion.field, weight=weight.value)
    if isinstance(criterion, OneOf) or (isinstance(criterion, Fact) and made.shape == SOUGHT):
        return replace(made, values=", ".join(criterion.values), negated=criterion.negated)
    if isinstance(criterion, Fact):
        return replace(made, chosen=criterion.values, negated=criterion.negated)
    if isinstance(criterion, Flag):
        return replace(made, negated=not criterion.wanted)
    is_date = made.shape == Shape.DATE.value
    return replace(made, low=_shown(criterion.low, is_date=is_date), high=_shown(criterion.high, is_date=is_date))


class HeadForm(forms.Form):
    """CO-140, CO-149, CO-150."""

    title = forms.CharField(label=gettext_lazy("Titre"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    users = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Utilisateurs"), queryset=User.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )  # fmt: skip
    default_for = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Faire de cette routine l’offre par défaut pour :"), queryset=User.objects.none(),
        required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )  # fmt: skip
    notice_above = forms.IntegerField(
        label=gettext_lazy("Prévenir dès qu’une société atteint le score de"), required=False,
        min_value=MANDATORY_POINTS, max_value=HIGHEST_SCORE,
    )  # fmt: skip
    follow_ups_win = forms.BooleanField(
        label=gettext_lazy("Une relance fait aussi un prospect d’un client"), required=False
    )

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("users", "default_for"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = users
            field.label_from_instance = _name  # type: ignore[assignment, method-assign]  # as Django documents it


def _name(user: User) -> str:
    return user.name


@dataclass(frozen=True)
class Row:
    """A criterion of the form with what is wrong with it."""

    place: str
    typed: Typed
    error: str = ""

    @property
    def example(self) -> str:
        known = FACTS.get(self.typed.field)
        if isinstance(known, Sought):
            return str(known.example)
        return str(FIELDS[self.typed.field].example) if self.typed.field in FIELDS else ""

    @property
    def offered(self) -> list[tuple[str, Any]]:
        known = FACTS.get(self.typed.field)
        return list(known.choices()) if isinstance(known, Known) else []


class Editor:
    """The whole form, from what is stored, from what was typed, or after a button."""

    def __init__(self, data: QueryDict | None, *, users: Any, scoring: Scoring, initial: dict[str, Any]) -> None:
        self.head = HeadForm(data, users=users, initial=initial)
        self.typed = _stored(scoring) if data is None else {kind: typed_rows(data, kind) for kind in KINDS}
        self.errors: dict[str, str] = {}
        self.conflict = ""

    def press(self, button: str) -> None:
        """ "add-mandatory", "remove-weighting-2"; anything else draws the form again."""
        what, _dash, where = button.partition("-")
        kind, _dash, number = where.partition("-")
        rows = self.typed.get(kind)
        if rows is None:
            return
        if what == "add" and len(rows) < MOST_CRITERIA:
            rows.append(Typed())
        elif what == "remove" and number in (places := [str(place) for place in range(len(rows))]):
            rows.pop(places.index(number))

    def scoring(self) -> Scoring:
        return Scoring(
            mandatory=tuple(row.criterion() for row in self.typed["mandatory"]),
            weighting=tuple(
                Weighted(criterion=row.criterion(), weight=Weight(row.weight)) for row in self.typed["weighting"]
            ),
        )

    def fields(self) -> RoutineFields:
        values = self.head.cleaned_data
        chosen = {name: [user.pk for user in values[name]] for name in ("users", "default_for")}
        return RoutineFields(
            title=values["title"], description=values["description"], notice_above=values["notice_above"],
            follow_ups_win=values["follow_ups_win"], scoring=self.scoring(), **chosen,
        )  # fmt: skip

    def mark(self, faults: Iterable[Fault]) -> None:
        """Put each fault beside its criterion."""
        for fault in faults:
            self.errors.setdefault(fault.place, fault.sentence)

    def refuse(self, no: Refused) -> None:
        if no.code == "changed_meanwhile":
            self.conflict = no.message
        elif no.field in self.head.fields:
            self.head.add_error(no.field, no.message)
        else:
            self.errors.setdefault(no.field, no.message)

    def rows(self, kind: str) -> list[Row]:
        places = ((f"{kind}-{n}", row) for n, row in enumerate(self.typed[kind]))
        return [Row(place, row, self.errors.get(place, "")) for place, row in places]

    @property
    def mandatory(self) -> list[Row]:
        return self.rows("mandatory")

    @property
    def weighting(self) -> list[Row]:
        return self.rows("weighting")

    @property
    def error(self) -> str:
        """What is wrong with the criteria as a whole."""
        return self.errors.get("mandatory", "")


def typed_rows(data: Mapping[str, Any], kind: str) -> list[Typed]:
    """The criteria of one kind in a posted form, in order."""
    found = []
    for n in range(MOST_CRITERIA):
        prefix = f"{kind}-{n}-"
        if f"{prefix}field" not in data:
            break
        found.append(_typed(data, prefix))
    return found


def choices() -> list[tuple[str, list[tuple[str, Any]]]]:
    """What criteria can be about, in two groups."""
    return [
        (_("Annuaire"), [(name, field.label) for name, field in FIELDS.items()]),
        (_("Chez vous"), [(name, known.label) for name, known in FACTS.items()]),
    ]


def _typed(data: Mapping[str, Any], prefix: str) -> Typed:
    def text(name: str) -> str:
        return str(data.get(prefix + name, ""))[:LONGEST_LINE].strip()

    listed = data.getlist(f"{prefix}chosen") if isinstance(data, QueryDict) else []
    weight = text("weight")
    return Typed(
        field=text("field"), values=text("values"), chosen=tuple(str(each) for each in listed[:MOST_VALUES]),
        low=text("low"), high=text("high"), negated=text("negated") == "1",
        weight=weight if weight in {each.value for each in Weight} else Weight.NOTABLE.value,
    )  # fmt: skip


def _stored(scoring: Scoring) -> dict[str, list[Typed]]:
    mandatory: Sequence[Criterion] = scoring.mandatory
    return {
        "mandatory": [typed_of(each) for each in mandatory],
        "weighting": [typed_of(each.criterion, each.weight) for each in scoring.weighting],
    }


def _number(text: str) -> int | None:
    """A whole number, or the days of a date; None for anything else."""
    try:
        return (date.fromisoformat(text) - FIRST_DAY).days
    except ValueError:
        digits = text.replace(" ", "").replace("\u202f", "")
    bare = digits.removeprefix("-")
    if not (bare.isascii() and bare.isdecimal()) or len(digits) > 11:
        return None
    return max(-LARGEST_NUMBER, min(LARGEST_NUMBER, int(digits)))


def _shown(number: int | None, *, is_date: bool) -> str:
    if number is None:
        return ""
    return day(number).isoformat() if is_date else str(number)
