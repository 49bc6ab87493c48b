"""Projects that companies are known to have, who is told of them, and what a workspace calls their kinds."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

from filon.alerts.exchange.models import ExchangeKey, TrustedKey
from filon.alerts.imports.models import ProjectImport
from filon.alerts.states import Moment, Moments, Origin, WordKind
from filon.kernel.tenancy import TenantModel

__all__ = ["ExchangeKey", "ProjectImport", "TrustedKey"]  # Django looks for models here


class Project(TenantModel):
    """An identified project of a company (CO-187, CO-188). ``category`` and ``stage`` are codes of ``vocabulary``.

    ``reference`` is its name where it comes from, "" for the team's own; ``source`` says where that is. ``told_at`` is
    when its source last changed it. Muted, nobody is told of its updates (CO-203). ``*_key`` columns hold folded text.
    """

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="projects")
    company_key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=160)
    title_key = models.CharField(max_length=160)
    category = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    context = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    text_key = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.TEAM)
    source = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=160, blank=True)
    told_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    muted_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    muted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("title_key", Left("company_key", 100), Left("text_key", 2000), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "reference"], name="one_project_per_reference", condition=~models.Q(reference="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-updated_at", "-id"], name="project_by_update"),
            models.Index(fields=["workspace", "-created_at", "-id"], name="project_by_creation"),
            models.Index(fields=["workspace", "company_key", "id"], name="project_by_company"),
            GinIndex(fields=["search"], name="project_search", fastupdate=False),
        ]

    @property
    def muted(self) -> bool:
        return self.muted_at is not None


class ProjectUpdate(TenantModel):
    """What was learnt of a project after its creation (CO-191). Without a change of stage both stages are the same."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField()
    by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    stage_before = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.TEAM)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["project", "-at", "-id"], name="project_update_newest")]


class ProjectContact(TenantModel):
    """Somebody from whom the information was collected (CO-191): at the creation, or at ``update``."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="collected_from")
    update = models.ForeignKey(ProjectUpdate, null=True, on_delete=models.CASCADE, related_name="collected_from")
    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "update", "contact"], name="one_source_per_information", nulls_distinct=False
            ),
        ]


class AlertWord(TenantModel):
    """A category or a stage as this workspace has it: one of its own, or another word for one of ``vocabulary``."""

    kind = models.CharField(max_length=8, choices=WordKind.choices)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "kind", "code"], name="one_word_per_code"),
        ]


class CategoryFollow(TenantModel):
    """A category that a user follows (CO-189)."""

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "user", "category"], name="one_follow_per_category"),
        ]


class AlertService(TenantModel):
    """Whether the workspace has access to alerts (CO-201); one row at most, none means no."""

    active = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="one_alert_service")]


class AlertRule(TenantModel):
    """Who is told of which projects (CO-192…200). What is empty is not filled in yet: the rule does nothing.

    ``routine_id`` is a routine that ``audiences`` knows, or knew; ``tags`` say which of its companies are meant.
    """

    title = models.CharField(max_length=120, blank=True)
    routine_id = models.UUIDField(null=True)
    tags = ArrayField(models.CharField(max_length=10), default=list)
    categories = ArrayField(models.CharField(max_length=40), default=list)
    moments = models.CharField(max_length=7, choices=Moments.choices, blank=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class RuleRecipient(TenantModel):
    """A user whom the rule tells (CO-200)."""

    rule = models.ForeignKey(AlertRule, on_delete=models.CASCADE, related_name="recipients")
    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rule", "user"], name="one_place_in_a_rule")]


class ProjectNotice(TenantModel):
    """What one user is told of a project; ``titles`` are those of the rules that say so (CO-196)."""

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="notices")
    update = models.ForeignKey(ProjectUpdate, null=True, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=7, choices=Moment.choices)
    titles = ArrayField(models.CharField(max_length=120), default=list)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "project", "update"], name="one_notice_per_information", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "user", "at"], name="notice_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]
