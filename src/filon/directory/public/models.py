"""The public directory: one for the installation, no workspace's own. A workspace's company is linked by its SIREN.

What its subject has not left public (``diffusible`` false, art. R. 123-232-1 C. com.) is not here at all: the importer
drops name, address and people before anything is written, and the constraints refuse them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from filon.directory.public.states import LookupState, Revision


class Digits(models.CharField):  # type: ignore[type-arg]  # generic for the type checker only
    """A number of fixed length kept as text. Not ``varchar``: Django would add a second index to each for LIKE.

    ``bpchar`` is ``char`` by the name that holds any length when Django leaves the length out, as for arrays of rows.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return f"bpchar({self.max_length})"


class Unit(models.Model):
    """A legal unit of SIRENE. ``digest`` tells whether a file says anything new; ``sample`` marks invented ones."""

    siren = Digits(max_length=9, primary_key=True)
    active = models.BooleanField()
    diffusible = models.BooleanField()
    opted_out_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=120)
    acronym = models.CharField(max_length=60)
    brand = models.CharField(max_length=300)
    legal = models.CharField(max_length=4)
    naf = models.CharField(max_length=6)
    naf25 = models.CharField(max_length=6)
    headcount = models.CharField(max_length=2)
    headcount_year = models.SmallIntegerField(null=True)
    category = models.CharField(max_length=3)
    ess = models.BooleanField(null=True)
    mission = models.BooleanField(null=True)
    employer = models.BooleanField(null=True)
    created_on = models.DateField(null=True)
    processed_at = models.DateTimeField(null=True)
    head_nic = models.CharField(max_length=5)
    digest = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unit_masked",
                condition=Q(diffusible=True) | Q(name="", first_name="", last_name="", acronym="", brand=""),
            ),
        ]


class Establishment(models.Model):
    """A place of a unit, found by the unit's SIREN because the SIRET begins with it. ``head`` is the head office."""

    siret = Digits(max_length=14, primary_key=True)
    head = models.BooleanField()
    active = models.BooleanField()
    diffusible = models.BooleanField()
    brand = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=120)
    city_code = models.CharField(max_length=5)
    country = models.CharField(max_length=120)
    naf = models.CharField(max_length=6)
    naf25 = models.CharField(max_length=6)
    headcount = models.CharField(max_length=2)
    created_on = models.DateField(null=True)
    processed_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    digest = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="establishment_masked",
                condition=Q(diffusible=True)
                | Q(
                    brand="",
                    address="",
                    postcode="",
                    city="",
                    city_code="",
                    country="",
                    latitude=None,
                    longitude=None,
                ),
            ),
        ]

    @property
    def siren(self) -> str:
        return str(self.siret)[:9]


class Officer(models.Model):
    """Somebody who runs a unit, from a legal source: the white card of everybody (CO-31). A unit may run another."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="officers")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=120)
    company_siren = models.CharField(max_length=9)
    company_name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    source = models.CharField(max_length=40)
    learnt_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "last_name", "first_name", "company_siren", "role"], name="officer_once"
            ),
        ]


class Finance(models.Model):
    """What a unit published of one year, in euros."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="finances")
    year = models.SmallIntegerField()
    turnover = models.BigIntegerField(null=True)
    net_result = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year"], name="finance_once_a_year")]


class Category(models.Model):
    """A trade as people look for it (``gcid:dry_cleaner``), with what it is called."""

    code = models.CharField(max_length=80, primary_key=True)
    label = models.CharField(max_length=200)


class UnitCategory(models.Model):
    """A unit has several categories; one of them may be the first (OL-58)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    primary = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "category"], name="unit_category_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(primary=True), name="one_primary_category"),
        ]


class SiteCategory(models.Model):
    """A category told of a web site: that of whichever company has the ``domain``, here or in a workspace."""

    domain = models.CharField(max_length=190)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    primary = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["domain", "category"], name="site_category_once"),
            models.UniqueConstraint(fields=["domain"], condition=Q(primary=True), name="one_primary_of_a_site"),
        ]


class Abroad(models.Model):
    """A company of another country, under the number by which its own register knows it."""

    country = models.CharField(max_length=2)
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    activity = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=300, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["country", "number"], name="abroad_once")]
        indexes: ClassVar = [
            models.Index(fields=["name_key", "id"], name="abroad_by_name", opclasses=["text_pattern_ops", "int8_ops"])
        ]


class Activity(models.Model):
    """A code of the French nomenclature of activities, as INSEE words it. ``revision``: ``states.Revision``."""

    revision = models.CharField(max_length=4, choices=Revision.choices)
    code = models.CharField(max_length=6)
    label = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "code"], name="activity_once")]


class ActivityLink(models.Model):
    """NAF rev. 2 and NAF 2025: a code of one may have become several of the other."""

    naf = models.CharField(max_length=6)
    naf25 = models.CharField(max_length=6)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["naf", "naf25"], name="activity_link_once")]
        indexes: ClassVar = [models.Index(fields=["naf25"], name="activity_link_back")]


class Lookup(models.Model):
    """That somebody asked the register about a unit: what came of it, and when. ``failure`` is a code of errors."""

    unit = models.OneToOneField(Unit, primary_key=True, on_delete=models.CASCADE, related_name="lookup")
    state = models.CharField(max_length=8, choices=LookupState.choices)
    failure = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)


class Service(models.Model):
    """A public service that counts what one installation asks: the moment from which it may be asked again."""

    name = models.CharField(max_length=40, primary_key=True)
    free_at = models.DateTimeField()


class DailyChanges(models.Model):
    """What INSEE changed on a day, of one kind of rows: the page to ask for next, and what has been written so far."""

    kind = models.CharField(max_length=20)
    day = models.DateField()
    cursor = models.CharField(max_length=400, blank=True)
    report = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "day"], name="changes_of_a_day_once")]


class DirectoryImport(models.Model):
    """One file on its way into the directory. ``mark`` is where to go on after a stop; ``report`` counts what it did.

    ``fingerprint`` recognises the file when the command is given it again.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    mark = models.BigIntegerField(default=0)
    report = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
