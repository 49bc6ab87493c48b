"""Who uses Filon: people, their workspaces, and what lets them in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.kernel.ids import uuid7
from filon.kernel.tenancy import TenantModel
from filon.tenants.states import CountedClicks, Language, Role, Theme
from filon.tenants.storage import PHOTOS, photo_storage


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. Belongs to workspaces through Member; owns no tenant data itself."""

    email = models.EmailField(_("adresse e-mail"), unique=True)
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)
    photo = models.FileField(storage=photo_storage, upload_to=PHOTOS, blank=True)
    language = models.CharField(_("langue"), max_length=2, choices=Language.choices, default=Language.FRENCH)
    time_zone = models.CharField(_("fuseau horaire"), max_length=60, default="Europe/Paris")
    theme = models.CharField(_("thème"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name or self.email


class Workspace(models.Model):
    """A tenant. ``clock_offset`` is zero except in a sample workspace, whose clock can be moved on.

    ``counts_clicks`` and ``counts_opens`` say what of its e-mails may be counted; ``consent.tracking`` decides of whom.
    ``plan_name`` and ``seats`` (how many members it may have, None for no limit) are the host's: `filon plan`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    language = models.CharField(_("langue"), max_length=2, choices=Language.choices, default=Language.FRENCH)
    time_zone = models.CharField(_("fuseau horaire"), max_length=60, default="Europe/Paris")
    country = models.CharField(_("pays"), max_length=2, default="FR")
    is_sample = models.BooleanField(default=False)
    clock_offset = models.DurationField(default=timedelta(0))
    limits_off = models.BooleanField(default=False)
    locks_email = models.BooleanField(_("seuls les responsables changent les adresses de connexion"), default=False)
    four_eyes = models.BooleanField(_("une deuxième personne responsable valide chaque campagne"), default=False)
    counts_clicks = models.CharField(max_length=9, choices=CountedClicks.choices, default=CountedClicks.NOBODY)
    counts_opens = models.BooleanField(default=False)
    plan_name = models.CharField(max_length=80, blank=True)
    seats = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def plan(self) -> str:
        """The name of the plan, in the host's words, else what a workspace of one's own server has."""
        if self.plan_name:
            return self.plan_name
        return gettext("Auto-hébergé, sans limite") if self.seats is None else gettext("Auto-hébergé")


class Member(models.Model):
    """A user in a workspace. Read before a scope is open (it decides the scope), hence not a TenantModel."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "user"], name="one_member_per_user")]

    @property
    def is_manager(self) -> bool:
        return self.role == Role.MANAGER


class Invitation(models.Model):
    """An address asked to join. Found by the hash of its token before a scope is open."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    token_hash = models.BinaryField(unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)


class EmailChange(models.Model):
    """A login address on its way to another: done once the old and the new mailbox have both agreed (A-ST-19)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="email_changes")
    old_email = models.EmailField()
    new_email = models.EmailField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    old_confirmed_at = models.DateTimeField(null=True)
    new_confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                name="one_open_email_change",
                condition=models.Q(done_at=None, cancelled_at=None),
            ),
        ]


class AddressRequest(TenantModel):
    """A member asks those who look after the workspace for another login address, which it reserves to them (ST-5)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    new_email = models.EmailField()
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_open_address_request", condition=models.Q(closed_at=None)
            ),
        ]


class ApiKey(models.Model):
    """A program's way in. Only the hash of the key is kept; ``prefix`` lets a person recognise it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    key_hash = models.BinaryField(unique=True)
    scopes = ArrayField(models.CharField(max_length=20), default=list)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class AuditEntry(TenantModel):
    """Who did what to the workspace itself. Append-only for the application's role."""

    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["workspace", "-at", "-id"], name="audit_newest_first")]
