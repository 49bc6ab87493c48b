"""Companies. Those here are private to a workspace; a SIREN links one to the public directory."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from filon.directory.news.models import News
from filon.directory.parks.models import Park, ParkReview, SiteLook, Software
from filon.directory.public import models as public
from filon.directory.quality.models import Mistake
from filon.kernel.tenancy import TenantModel

# Django looks for models here
__all__ = ["Company", "Mistake", "News", "Park", "ParkReview", "SiteLook", "Software", "public"]


class Company(TenantModel):
    """A company known to the workspace. ``name_key`` is the folded name, the key of de-duplication and search.

    ``agreement`` is its collective agreement and ``labels`` what it is certified for, as somebody wrote them (A-CO-8).
    """

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    siren = models.CharField(max_length=9, null=True, blank=True)  # noqa: DJ001 a unique key needs NULL for unknown
    siret = models.CharField(max_length=14, blank=True)
    domain = models.CharField(max_length=190, blank=True)
    website = models.URLField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    city_key = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, default="FR")
    linkedin_url = models.URLField(max_length=300, blank=True, default="", db_default="")
    agreement = models.CharField(max_length=160, blank=True, default="", db_default="")
    labels = models.CharField(max_length=200, blank=True, default="", db_default="")
    extra = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("name_key", "domain", "city_key", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "siren"], name="one_company_per_siren"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "name_key", "id"], name="company_by_name"),
            models.Index(fields=["workspace", "-updated_at", "-id"], name="company_by_update"),
            models.Index(fields=["workspace", "domain"], name="company_by_domain", condition=~models.Q(domain="")),
            GinIndex(fields=["search"], name="company_search", fastupdate=False),
        ]
