"""What is wrong with a scoring, in sentences, before it is asked or kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from filon.directory.public.activities import named
from filon.directory.public.states import Revision
from filon.kernel.errors import Refused
from filon.market.criteria import MOST_CRITERIA, Between, Criterion, Fact, Flag, OneOf, Scoring
from filon.market.facts import FACTS, Sought
from filon.market.fields import FIELDS, Shape
from filon.market.resolve import Codes, code_ranges

FITTING = {
    Shape.CODES: OneOf, Shape.POSTCODES: OneOf,
    Shape.NUMBER: Between, Shape.DATE: Between, Shape.PEOPLE: Between, Shape.FLAG: Flag,
}  # fmt: skip

REVISIONS = {"naf": Revision.NAF, "naf25": Revision.NAF25}
MOST_MEANT = 4


@dataclass(frozen=True)
class Fault:
    """``place`` as ``Scoring.every`` names it, or "mandatory" for what is missing there."""

    place: str
    sentence: str


def faults(scoring: Scoring, codes: Codes) -> list[Fault]:
    """Everything that keeps a scoring from being asked; [] when nothing does."""
    found = []
    if not scoring.mandatory:
        found.append(Fault("mandatory", _("Ajoutez au moins un critère obligatoire : c’est lui qui fait le marché.")))
    if max(len(scoring.mandatory), len(scoring.weighting)) > MOST_CRITERIA:
        found.append(Fault("mandatory", _("Un flux compte au plus vingt critères de chaque sorte.")))
    for place, criterion in scoring.every():
        if sentence := fault_of(criterion, codes):
            found.append(Fault(place, sentence))
    return found


def refuse_faults(scoring: Scoring, codes: Codes) -> None:
    """Raises Refused with the first fault, whose field is its place."""
    for fault in faults(scoring, codes):
        raise Refused(fault.sentence, field=fault.place, code="criterion")


def fault_of(criterion: Criterion, codes: Codes) -> str:
    """The first thing wrong with one criterion, or ""."""
    if isinstance(criterion, Fact):
        return _fault_of_fact(criterion)
    field = FIELDS.get(criterion.field)
    if field is None or not isinstance(criterion, FITTING[field.shape]):
        return _("Ce critère n’existe plus : supprimez-le.")
    if isinstance(criterion, OneOf):
        return _fault_of_values(criterion, codes)
    if isinstance(criterion, Between):
        return _fault_of_bounds(criterion)
    return ""


def _fault_of_fact(criterion: Fact) -> str:
    known = FACTS.get(criterion.field)
    if known is None:
        return _("Ce critère n’existe plus : supprimez-le.")
    if isinstance(known, Sought):
        return _fault_of_texts(criterion.values, known)
    if not criterion.values:
        return _("Choisissez au moins une valeur.")
    offered = {value for value, _label in known.choices()}
    if not offered.issuperset(criterion.values):
        return _("Une des valeurs choisies n’existe plus.")
    return ""


def _fault_of_texts(texts: tuple[str, ...], known: Sought) -> str:
    if not texts:
        return _("Écrivez ce que vous cherchez.")
    return known.fault(texts)


def _fault_of_values(criterion: OneOf, codes: Codes) -> str:
    if not criterion.values:
        return _("Indiquez au moins un code.")
    for value in criterion.values:
        if not code_ranges(OneOf(field=criterion.field, values=(value,)), codes):
            unknown = _("Aucun code de l’annuaire ne commence par « %(value)s ».") % {"value": value}
            return f"{unknown} {_meant(criterion.field, value, codes)}".strip()
    return ""


def _meant(field: str, value: str, codes: Codes) -> str:
    """The codes whose names have the word that stands where a code should, or ""."""
    if field not in REVISIONS:
        return ""
    found = named(value, REVISIONS[field])
    there = [f"{code} ({label})" for code, label in found.items() if code in codes.get(field, ())]
    return _("Peut-être : %(codes)s.") % {"codes": ", ".join(there[:MOST_MEANT])} if there else ""


def _fault_of_bounds(criterion: Between) -> str:
    if criterion.low is None and criterion.high is None:
        return _("Indiquez au moins une limite.")
    if criterion.low is not None and criterion.high is not None and criterion.low > criterion.high:
        return _("La limite basse dépasse la limite haute.")
    return ""
