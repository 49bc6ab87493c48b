"""The people a workspace talks to, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

from filon.consent.hashing import person_of
from filon.crm.follow_ups.models import Follower, FollowUp, ReplyRule
from filon.crm.imports.models import ImportBatch
from filon.crm.notes.models import Note
from filon.crm.states import Automation, ContactStatus, EmailState, ImportState, LegalBasis, OffReason
from filon.crm.tasks.models import Task
from filon.crm.unlocked import Unlocking
from filon.kernel.tenancy import TenantModel

WALKED = ("search", "email_state", "phone", "mobile")
"""What a search asks of a row and what hides it: in the index of an order, so that a walk reads the index alone."""


__all__ = [
    "Contact",
    "FollowUp",
    "Follower",
    "Import",
    "ImportBatch",
    "ImportProblem",
    "Note",
    "Opportunity",
    "ReplyRule",
    "Task",
    "Unlocking",
]


class Contact(TenantModel):
    """A person of the workspace (carte orange; grise once LEFT). ``*_key`` columns hold folded text.

    ``name_key`` is "last first", the sort key of lists; ``email`` is the normalised address or empty. ``opted_out_at``
    lets a list find who asked for silence everywhere; whether somebody may be written to, ``consent`` alone decides.
    ``search`` has the beginnings of long texts only: with them it fits into an index page whatever the script.
    """

    company = models.ForeignKey("directory.Company", null=True, on_delete=models.SET_NULL, related_name="contacts")
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    name_key = models.CharField(max_length=210, blank=True)
    company_key = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_state = models.CharField(max_length=12, choices=EmailState.choices, default=EmailState.UNKNOWN)
    phone = models.CharField(max_length=20, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    linkedin_url = models.URLField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=8, choices=ContactStatus.choices, default=ContactStatus.ACTIVE)
    source = models.CharField(max_length=120, blank=True)
    legal_basis = models.CharField(max_length=20, choices=LegalBasis.choices, default=LegalBasis.LEGITIMATE_INTEREST)
    informed_at = models.DateTimeField(null=True)
    opted_out_at = models.DateTimeField(null=True)
    owner = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    extra = models.JSONField(default=dict)
    created_by_import = models.ForeignKey("crm.Import", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector(Left("name_key", 60), Left("company_key", 100), Left("email", 120), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "email"], name="one_contact_per_email", condition=~models.Q(email="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "name_key", "id"], name="contact_by_name", include=WALKED),
            models.Index(fields=["workspace", "company_key", "id"], name="contact_by_company", include=WALKED),
            models.Index(fields=["workspace", "-updated_at", "-id"], name="contact_by_update", include=WALKED),
            models.Index(fields=["workspace", "status", "-updated_at", "-id"], name="contact_by_status"),
            models.Index(fields=["company", "name_key"], name="contact_in_company"),
            models.Index(
                fields=["workspace", "-updated_at", "-id"],
                name="contact_opted_out",
                condition=models.Q(opted_out_at__isnull=False),
            ),
            models.Index(
                fields=["workspace", "-updated_at", "-id"],
                name="contact_bounced",
                condition=models.Q(email_state=EmailState.HARD_BOUNCE),
            ),
            GinIndex(fields=["search"], name="contact_search", fastupdate=False),
        ]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email or self.phone

    @property
    def person(self) -> str:
        """How the opposition list names the person beside address and numbers; "" where company or name is unknown."""
        siren = self.company.siren if self.company else None
        return person_of(siren, self.first_name, self.last_name) if siren and self.last_name else ""


class Opportunity(TenantModel):
    """A company engaged in a campaign (A-OL-14). A human reply of anyone there turns its automation off (OL-88)."""

    origin_id = models.UUIDField()
    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="opportunities")
    automation = models.CharField(max_length=3, choices=Automation.choices, default=Automation.ON)
    off_reason = models.CharField(max_length=14, choices=OffReason.choices, blank=True)
    off_at = models.DateTimeField(null=True)
    off_by_contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "origin_id", "company"], name="one_opportunity_per_company"),
        ]


class Import(TenantModel):
    """A file of prospects on its way in: uploaded → checked → running → done | failed | reverted."""

    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/", blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    mapping = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    ignore_errors = models.BooleanField(default=False)
    rows = models.IntegerField(default=0)
    rows_done = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    duplicates = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    failure = models.TextField(blank=True)
    taken_back = models.JSONField(default=dict)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workspace", "-created_at", "-id"], name="import_newest_first")]


class ImportProblem(TenantModel):
    """One reason why one row was refused: where it is, what is wrong, how to mend it."""

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    row = models.IntegerField()
    column = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=40)
    message = models.TextField()
    hint = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["of_import", "row", "id"], name="problem_by_row")]
