"""Parks of a workspace. Django finds these models through ``directory.models``."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from filon.directory.parks.states import LookOutcome, Maintenance, Trade
from filon.kernel.tenancy import TenantModel


class Software(TenantModel):
    """A piece of software as the workspace names it. ``name_key`` is the folded name, one row for each."""

    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    vendor = models.CharField(max_length=120, blank=True)
    trade = models.CharField(max_length=10, choices=Trade.choices, default=Trade.OTHER)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name_key"], name="software_named_once"),
        ]


class Park(TenantModel):
    """A company runs a piece of software, because somebody declared it, its own site shows it, or both.

    ``declared_at`` and ``source_url`` are of who declared it; ``seen_at``, ``seen_url`` and ``seen_sign`` of the last
    time its site showed it, ``lost_at`` when the site showed it no more. Nobody's word and no trace: no row.
    """

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="parks")
    software = models.ForeignKey(Software, on_delete=models.CASCADE, related_name="parks")
    declared_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    source_url = models.URLField(max_length=300, blank=True)
    seen_at = models.DateTimeField(null=True)
    seen_url = models.URLField(max_length=300, blank=True)
    seen_sign = models.CharField(max_length=120, blank=True)
    lost_at = models.DateTimeField(null=True)
    maintenance = models.CharField(max_length=10, choices=Maintenance.choices, blank=True, default=Maintenance.UNKNOWN)
    maintenance_until = models.DateField(null=True)
    integrator = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "software"], name="park_once"),
            models.CheckConstraint(
                name="park_has_evidence", condition=Q(declared_at__isnull=False) | Q(seen_at__isnull=False)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["software", "company"], name="park_by_software")]


class ParkReview(TenantModel):
    """What a user of the workspace heard or thinks of a park: from 1 to ``MOST_STARS``, and a sentence."""

    MOST_STARS: ClassVar = 5

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    stars = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_STARS)])
    text = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["park", "author"], name="one_review_each"),
            models.CheckConstraint(name="review_stars", condition=Q(stars__gte=1, stars__lte=5)),
        ]

    @property
    def filled(self) -> range:
        """As many as it has stars, for a template to go through."""
        return range(self.stars)


class SiteLook(TenantModel):
    """The last look at a company's own site; one row a company, so that nobody looks twice in a week."""

    company = models.OneToOneField("directory.Company", on_delete=models.CASCADE, related_name="site_look")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=12, choices=LookOutcome.choices, default=LookOutcome.WAITING)
    url = models.URLField(max_length=300, blank=True)
