"""Mailboxes, and every message that left through one or came into one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.secrets import EncryptedTextField
from filon.kernel.tenancy import TenantModel
from filon.mail.states import (
    FOR_A_PERSON,
    ClickState,
    Direction,
    MailboxState,
    MailKind,
    MessageState,
    Security,
    Trouble,
)

DAILY_CAP = 200
SPACING_S = 90


class Mailbox(TenantModel):
    """A user's own mail account: SMTP to send, IMAP to read. The policy reads its cap and spacing.

    Its moments are the workspace's time, as everything that members read: whoever writes ``checked_at``,
    ``last_sent_at`` or ``created_at`` takes ``clock_for(workspace)``. Only ``read_at`` is the machine's time: it spares
    a real server, for which no sample's clock moves on.
    """

    owner = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    email = models.CharField(max_length=254)
    from_name = models.CharField(max_length=120, blank=True)
    signature = models.TextField(blank=True)
    smtp_host = models.CharField(max_length=253)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, choices=Security.choices, default=Security.STARTTLS)
    smtp_user = models.CharField(max_length=254, blank=True)
    smtp_password = EncryptedTextField(blank=True)
    imap_host = models.CharField(max_length=253, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    imap_user = models.CharField(max_length=254, blank=True)
    imap_password = EncryptedTextField(blank=True)
    daily_cap = models.PositiveIntegerField(default=DAILY_CAP)
    spacing_s = models.PositiveIntegerField(default=SPACING_S)
    connections = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=MailboxState.choices, default=MailboxState.NEW)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True)
    state_detail = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    positions = models.JSONField(default=dict)
    last_sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "email"], name="one_mailbox_per_email")]


class Message(TenantModel):
    """One email, out or in. ``message_id`` is the RFC 5322 identifier without angle brackets.

    An outgoing one belongs to at most one action: sending twice is a constraint error before it is a bug. Each is
    written twice, before and after it leaves, so no index holds what the second time changes (a heap-only update), and
    foreign keys have no index of their own where another one starts with them. ``doubted_at`` is since when nobody
    knows whether it left, else null; ``handled_at`` when a user said that what came in needs nothing more
    (``inbox.operations``).
    """

    workspace = models.ForeignKey(
        "tenants.Workspace", on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="messages", db_index=False)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    state = models.CharField(max_length=10, choices=MessageState.choices)
    message_id = models.CharField(max_length=250)
    in_reply_to = models.CharField(max_length=250, blank=True)
    thread_id = models.UUIDField(null=True)
    action_id = models.UUIDField(null=True)
    origin_id = models.UUIDField(null=True)
    contact = models.ForeignKey(
        "crm.Contact", null=True, on_delete=models.SET_NULL, related_name="messages", db_index=False
    )
    company_id = models.UUIDField(null=True)
    sender = models.CharField(max_length=254, blank=True)
    recipient = models.CharField(max_length=254, blank=True)
    subject = models.TextField(blank=True)
    subject_key = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=MailKind.choices, blank=True)
    verdict = models.JSONField(default=dict)
    smtp_reply = models.TextField(blank=True)
    doubted_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action_id"], name="one_message_per_action"),
            models.UniqueConstraint(
                fields=["mailbox", "direction", "message_id"], name="one_row_per_message", include=["id"]
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "message_id"], name="message_by_id"),
            models.Index(fields=["contact", "-at"], name="message_of_contact"),
            models.Index(fields=["mailbox", "recipient", "-at"], name="message_by_recipient"),
            models.Index(
                fields=["mailbox", "at"], name="message_sent_from", condition=models.Q(direction=Direction.OUT)
            ),
            models.Index(
                fields=["workspace", "at", "id"],
                name="message_to_handle",
                condition=models.Q(direction=Direction.IN, handled_at__isnull=True, kind__in=FOR_A_PERSON),
            ),
            models.Index(
                fields=["workspace", "at", "id"],
                name="message_uncertain",
                condition=models.Q(doubted_at__isnull=False),
            ),
        ]


class Click(TenantModel):
    """That link ``number`` of a message was followed: once, however often it is. ``at`` is the first time."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="clicks", db_index=False)
    number = models.PositiveSmallIntegerField()
    url = models.TextField()
    state = models.CharField(max_length=7, choices=ClickState.choices, default=ClickState.NEW)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "number"], name="one_click_per_link")]


class Opening(TenantModel):
    """That a message was opened, for the first time."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="opening")
    at = models.DateTimeField()
