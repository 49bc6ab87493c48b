"""Categories of companies as Google Business writes them (OL-57): several for one company, the first one foremost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.directory.public.models import Category, SiteCategory, Unit, UnitCategory
from filon.directory.tables.reading import Report, Row, Table, read
from filon.kernel.errors import Refused
from filon.kernel.text import fold
from filon.kernel.values import InvalidValue, parse_siren

COLUMNS = {
    "siren": ("siren", "siret"),
    "domain": ("domain", "domaine", "website", "site", "site web"),
    "categories": ("categories", "category", "categorie"),
    "primary": ("primary", "primary category", "categorie principale"),
    "code": ("code", "gcid", "name"),
    "label": ("label", "display name", "displayname", "libelle"),
}
BETWEEN = re.compile(r"[;|]")
MOST = 20
"""Categories of one company; Google allows ten."""
BATCH = 2000
SIRET_DIGITS = 14
Wanted = dict[str, list[str]]
"""SIREN or domain → codes of categories, the foremost first."""


def import_categories(path: Path) -> Report:
    """Read a list of categories (``code``, ``label``), or those of companies (``siren`` or ``domain``, ``categories``
    separated by ``;`` or ``|``). What a file says of a company takes the place of what was known. Raises Refused."""
    table, report = read(path, COLUMNS), Report()
    if {"code", "label"} <= table.columns.keys():
        _import_labels(table, report)
        return report
    if "categories" not in table.columns or not {"siren", "domain"} & table.columns.keys():
        raise Refused(
            _("Il faut une colonne « siren » ou « domain », et une colonne « categories »."), code="columns_missing"
        )
    for first in range(0, len(table.rows), BATCH):
        with transaction.atomic():
            _import_rows(table.rows[first : first + BATCH], table, report)
    return report


def code_of(text: str) -> str:
    """The code of a category: ``categories/gcid:dry_cleaner`` is ``gcid:dry_cleaner``, ``Pressing`` is ``pressing``."""
    bare = text.strip().removeprefix("categories/")
    if bare.startswith("gcid:"):
        return bare[:80]
    return re.sub(r"[^a-z0-9]+", "_", fold(bare)).strip("_")[:80]


def _import_labels(table: Table, report: Report) -> None:
    """The last row of a code wins."""
    wanted: dict[str, str] = {}
    for row in table.rows:
        code, label = code_of(row.cells["code"]), row.cells["label"][:200]
        if not code or not label:
            report.refuse(row, table, "code" if label else "label", message=_("Cette case est vide : remplissez-la."))
            continue
        wanted[code] = label
    known = dict(Category.objects.filter(code__in=wanted).values_list("code", "label"))
    changed = [Category(code=code, label=label) for code, label in wanted.items() if known.get(code) != label]
    Category.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=["label"]
    )
    report.written, report.same = len(changed), len(wanted) - len(changed)


def _import_rows(rows: Sequence[Row], table: Table, report: Report) -> None:
    sirens = {row.number: _siren(row.cells.get("siren", "")) for row in rows}
    known = set(Unit.objects.filter(siren__in=set(sirens.values()), diffusible=True).values_list("siren", flat=True))
    by_label = {fold(c.label): c.code for c in Category.objects.all()}
    labels: dict[str, str] = {}
    units: Wanted = {}
    sites: Wanted = {}
    for row in rows:
        codes = _codes(row, by_label=by_label, labels=labels)
        siren, domain = sirens[row.number], _domain(row.cells.get("domain", ""))
        if not codes:
            report.refuse(row, table, "categories", message=_("Aucune catégorie : donnez-en au moins une."))
        elif siren in known:
            units[siren] = codes
        elif domain and not row.cells.get("siren"):
            sites[domain] = codes
        else:
            column = "siren" if row.cells.get("siren") or "domain" not in table.columns else "domain"
            report.refuse(row, table, column, message=_wrong(column, siren))
    Category.objects.bulk_create([Category(code=c, label=t) for c, t in labels.items()], ignore_conflicts=True)
    _write(units, sites)
    report.written += len(units) + len(sites)


def _wrong(column: str, siren: str) -> str:
    if column == "domain":
        return _("Ce n’est pas l’adresse d’un site : écrivez-la comme exemple.fr.")
    if siren:
        return _("L’annuaire public ne connaît ou ne montre pas cette société.")
    return _("Ce n’est pas un numéro SIREN ou SIRET valide.")


def _codes(row: Row, *, by_label: dict[str, str], labels: dict[str, str]) -> list[str]:
    """The codes of a row, the foremost first; ``labels`` gets what the new ones are called."""
    told = [row.cells.get("primary", ""), *BETWEEN.split(row.cells["categories"])]
    codes: dict[str, None] = {}
    for text in (each.strip() for each in told):
        code = by_label.get(fold(text)) or code_of(text)
        if code:
            codes[code] = None
            labels.setdefault(code, _label(text))
    return list(codes)[:MOST]


def _label(text: str) -> str:
    """What a category is called that comes without a name."""
    bare = text.removeprefix("categories/")
    return bare.removeprefix("gcid:").replace("_", " ").capitalize()[:200] if bare.startswith("gcid:") else bare[:200]


def _write(units: Wanted, sites: Wanted) -> None:
    UnitCategory.objects.filter(unit_id__in=units).delete()
    UnitCategory.objects.bulk_create(
        UnitCategory(unit_id=siren, category_id=code, primary=first) for siren, code, first in _each(units)
    )
    SiteCategory.objects.filter(domain__in=sites).delete()
    SiteCategory.objects.bulk_create(
        SiteCategory(domain=domain, category_id=code, primary=first) for domain, code, first in _each(sites)
    )


def _each(wanted: Wanted) -> Iterable[tuple[str, str, bool]]:
    return ((key, code, not n) for key, codes in wanted.items() for n, code in enumerate(codes))


def _siren(text: str) -> str:
    digits = re.sub(r"[\s.]", "", text)
    try:
        return parse_siren(digits[:9] if len(digits) == SIRET_DIGITS else digits)
    except InvalidValue:
        return ""


def _domain(text: str) -> str:
    try:
        return web_address(text)[1]
    except Refused:
        return ""
