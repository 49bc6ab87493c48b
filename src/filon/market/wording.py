"""Criteria as a salesperson reads them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from filon.market.criteria import Between, Criterion, Fact, Flag, OneOf
from filon.market.facts import label_of, shown_values
from filon.market.fields import FIELDS, Shape

FIRST_DAY = date(1970, 1, 1)


def said(criterion: Criterion) -> str:
    """ "Activité (NAF rév. 2) : 62, 70.22Z", "Effectif : de 10 à 49"."""
    if isinstance(criterion, Fact):
        label = label_of(criterion.field)
        return _values(label, shown_values(criterion), negated=criterion.negated)
    field = FIELDS.get(criterion.field)
    label = str(field.label) if field else criterion.field
    if isinstance(criterion, OneOf):
        return _values(label, criterion.values, negated=criterion.negated)
    if isinstance(criterion, Flag):
        return (_("%(field)s : oui") if criterion.wanted else _("%(field)s : non")) % {"field": label}
    if isinstance(criterion, Between):
        return _bounds(label, criterion, is_date=field is not None and field.shape is Shape.DATE)
    assert_never(criterion)


def day(number: int) -> date:
    """The date of a day counted from 1970; the first or last there is for one beyond."""
    try:
        return FIRST_DAY + timedelta(days=number)
    except OverflowError:
        return date.min if number < 0 else date.max


def _values(label: str, values: tuple[str, ...], *, negated: bool) -> str:
    text = _("%(field)s : sauf %(values)s") if negated else _("%(field)s : %(values)s")
    return text % {"field": label, "values": ", ".join(values)}


def _bounds(label: str, criterion: Between, *, is_date: bool) -> str:
    def shown(number: int | None) -> str:
        if number is None:
            return ""
        return date_format(day(number), "SHORT_DATE_FORMAT") if is_date else str(number)

    text = _("%(field)s : de %(low)s à %(high)s")
    if criterion.high is None:
        text = _("%(field)s : à partir de %(low)s")
    elif criterion.low is None:
        text = _("%(field)s : jusqu’à %(high)s")
    return text % {"field": label, "low": shown(criterion.low), "high": shown(criterion.high)}
