"""The facts that criteria can ask about a company (A-CO-11): its tags, whom the workspace knows there, what it runs,
what it is called in everyday words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.directory.models import Company
from filon.directory.parks.models import Park, Software
from filon.directory.parks.queries import PRESENT
from filon.directory.parks.states import Trade
from filon.directory.public.models import Category, SiteCategory, UnitCategory
from filon.kernel.text import fold
from filon.market.facts import Choices, Known, Sought, register
from filon.market.models import CompanyTag
from filon.market.personas import LABELS, level_of, named, words_of
from filon.market.states import Tag

CONTACT_CHOICES: Choices = (
    ("any", gettext_lazy("une personne")),
    ("email", gettext_lazy("une personne avec une adresse e-mail")),
    ("phone", gettext_lazy("une personne avec un numéro de téléphone")),
)


LAST_CHARACTER = "\U0010ffff"
"""After all texts with the same beginning, in the order of characters."""
_SOFTWARE = ("id", "name_key", "vendor")


class _Row(NamedTuple):
    """Something that a text names which begins one of ``texts``, folded, or is its ``code``."""

    key: Any
    texts: tuple[str, ...]
    code: str = ""


def register_facts() -> None:
    register("tag", Known(gettext_lazy("Tag dans un flux"), lambda: Tag.choices, tagged))
    register("contact", Known(gettext_lazy("Nous y connaissons"), lambda: CONTACT_CHOICES, acquainted))
    levels: Choices = [(level.value, label) for level, label in LABELS.items()]
    register("level", Known(gettext_lazy("Nous y connaissons quelqu’un qui"), lambda: levels, decided))
    register("job_title", Sought(gettext_lazy("Poste d’une personne connue"), "DSI, directeur informatique", employed))
    register(
        "software", Sought(gettext_lazy("Logiciel utilisé"), "Sage, Odoo", running, fault_of_software)
    )  # fmt: skip
    register("trade", Known(gettext_lazy("Type de logiciel utilisé"), lambda: Trade.choices, equipped))
    register(
        "trade_name",
        Sought(gettext_lazy("Métier (catégorie)"), gettext_lazy("plombier, restaurant"), called, fault_of_category),
    )


def tagged() -> Mapping[str, set[int]]:
    """Tag → SIRENs of the companies that have it in any routine."""
    found: dict[str, set[int]] = {}
    for tag, siren in CompanyTag.objects.exclude(siren=None).values_list("tag", "siren"):
        assert siren is not None
        found.setdefault(tag, set()).add(siren)
    return found


def acquainted() -> Mapping[str, set[int]]:
    """What is known of a person there → SIRENs of the companies; those who left do not count."""
    people = _people()
    return {
        "any": _sirens(people),
        "email": _sirens(people.exclude(email="")),
        "phone": _sirens(people.exclude(phone="", mobile="")),
    }


def decided() -> Mapping[str, set[int]]:
    """How far somebody decides whom the workspace knows there, by their job titles."""
    found: dict[str, set[int]] = defaultdict(set)
    for title, siren in _titles():
        found[level_of(title)].add(siren)
    return found


def employed(titles: Collection[str]) -> Mapping[str, set[int]]:
    """Text → SIRENs of the companies of somebody whose job title it names."""
    holders: dict[str, set[int]] = defaultdict(set)
    for title, siren in _titles():
        holders[title].add(siren)
    of_word = words_of(holders)
    return {sought: set().union(*(holders[title] for title in named(of_word, sought))) for sought in titles}


def running(names: Collection[str]) -> Mapping[str, set[int]]:
    """Text → SIRENs of the companies that run software whose name or vendor begins so, as far as is known."""
    by_name = _found(_software(), names)
    ids = {key for keys in by_name.values() for key in keys}
    users: dict[UUID, set[int]] = defaultdict(set)
    parks = Park.objects.filter(PRESENT, software_id__in=ids, company__siren__isnull=False)
    for software_id, siren in parks.values_list("software_id", "company__siren"):
        users[software_id].add(int(siren or 0))
    return {name: set().union(*(users[key] for key in keys)) for name, keys in by_name.items()}


def equipped() -> Mapping[str, set[int]]:
    """Kind of software → SIRENs of the companies that run some."""
    found: dict[str, set[int]] = defaultdict(set)
    parks = Park.objects.filter(PRESENT, company__siren__isnull=False)
    for trade, siren in parks.values_list("software__trade", "company__siren").distinct():
        found[trade].add(int(siren or 0))
    return found


def called(names: Collection[str]) -> Mapping[str, set[int]]:
    """Text → SIRENs of the units with a category whose label begins so, or whose code it is; a category told of a web
    site is that of the workspace's company with the site."""
    codes = _found(_categories(), names)
    known: dict[str, set[int]] = defaultdict(set)
    asked = {code for each in codes.values() for code in each}
    for code, siren in UnitCategory.objects.filter(category__in=asked).values_list("category_id", "unit_id"):
        known[code].add(int(siren))
    for code, owner in _by_site(asked):
        known[code].add(owner)
    return {name: set().union(*(known[code] for code in each)) for name, each in codes.items()}


def fault_of_software(names: Collection[str]) -> str:
    """The sentence about the first of these texts with which no software begins; "" when there is none."""
    missing = _missing(_software(), names)
    return _("Aucun logiciel connu ne commence par « %(value)s ».") % {"value": missing} if missing else ""


def fault_of_category(names: Collection[str]) -> str:
    """The same for categories."""
    missing = _missing(_categories(), names)
    return _("Aucune catégorie de l’annuaire ne commence par « %(value)s ».") % {"value": missing} if missing else ""


def _software() -> list[_Row]:
    return [_Row(key, (name, fold(vendor))) for key, name, vendor in Software.objects.values_list(*_SOFTWARE)]


def _categories() -> list[_Row]:
    return [_Row(code, (fold(label),), code) for code, label in Category.objects.values_list("code", "label")]


def _found(rows: Sequence[_Row], names: Collection[str]) -> dict[str, set[Any]]:
    """Text → the keys of the rows that it names. The rows are put in order once, however many texts there are."""
    sorted_rows = sorted((text, row.key) for row in rows for text in row.texts)
    texts = [text for text, _key in sorted_rows]
    codes = {row.code: row.key for row in rows if row.code}
    found = {}
    for name in names:
        start = fold(name)
        first, last = bisect_left(texts, start), bisect_left(texts, start + LAST_CHARACTER)
        found[name] = {key for _text, key in sorted_rows[first:last]} | ({codes[name]} if name in codes else set())
    return found


def _missing(rows: Sequence[_Row], names: Collection[str]) -> str:
    """The first text that names nothing."""
    return next((name for name, keys in _found(rows, names).items() if not keys), "")


def _by_site(codes: Collection[str]) -> Iterable[tuple[str, int]]:
    """(category, SIREN) of the workspace's companies by their domains: of sites, only theirs are read."""
    companies = Company.objects.filter(siren__isnull=False).exclude(domain="")
    told = SiteCategory.objects.filter(category__in=codes, domain__in=companies.values("domain"))
    sites: dict[str, list[str]] = defaultdict(list)
    for domain, code in told.values_list("domain", "category_id"):
        sites[domain].append(code)
    owners = companies.filter(domain__in=list(sites)).values_list("domain", "siren")
    return [(code, int(siren or 0)) for domain, siren in owners for code in sites[domain]]


def _people() -> QuerySet[Contact]:
    return Contact.objects.filter(status=ContactStatus.ACTIVE, company__siren__isnull=False)


def _titles() -> list[tuple[str, int]]:
    """(job title, SIREN) of everybody known."""
    rows = _people().exclude(job_title="").values_list("job_title", "company__siren").distinct()
    return [(title, int(siren or 0)) for title, siren in rows]


def _sirens(people: QuerySet[Contact]) -> set[int]:
    found: Iterable[str | None] = people.values_list("company__siren", flat=True).distinct()
    return {int(siren) for siren in found if siren}
