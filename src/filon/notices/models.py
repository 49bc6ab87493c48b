"""What each user is told, through which channels they want it, and when they were last there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filon.kernel.tenancy import TenantModel
from filon.notices.states import MailState

HOURS = 48
"""A-CO-18: how long a notice counts as not dealt with."""


class Notice(TenantModel):
    """Something that one user is told. ``key`` names what happened: told twice, nobody has a second notice of it.

    It is about a company, a contact and an origin (a campaign, a routine, a project), as an event is, and holds their
    identifiers only: names are looked up for who reads. ``data`` is what its sentence needs. ``in_app``: it is under
    the flag; ``mail`` says what becomes of its e-mail, ``mail_at`` since when.
    """

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    key = models.UUIDField()
    company_id = models.UUIDField(null=True)
    contact_id = models.UUIDField(null=True)
    origin_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    in_app = models.BooleanField(default=True)
    handled_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=MailState.choices, default=MailState.NONE, blank=True)
    mail_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "workspace", "kind", "key"], name="one_notice_per_occurrence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "user", "-at", "-id"], name="notice_newest_first"),
            models.Index(fields=["workspace", "user"], name="notice_to_mail", condition=Q(mail="waiting")),
        ]


class NoticePreference(TenantModel):
    """Through which channels a user wants the notices of a kind (CO-180, CO-183); without a row, the kind's own.

    ``always``: by e-mail also while they are in Filon (A-CO-20).
    """

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    in_app = models.BooleanField()
    by_mail = models.BooleanField()
    always = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "user", "kind"], name="one_preference_per_kind"),
        ]


class NoticeDelay(TenantModel):
    """[Temps en heure avant que les notifications soient considérées comme traitées] (CO-186), as a user chose it."""

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField(default=HOURS)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "user"], name="one_delay_per_user")]


class NoticeSender(TenantModel):
    """The name that e-mails of notices come from (A-CO-33); one row at most, none means Filon's own."""

    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="one_notice_sender")]


class Presence(TenantModel):
    """When a user last did something in Filon, to the minute (A-CO-20)."""

    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "user"], name="one_presence_per_user")]
