"""Newsletters, their issues and who has subscribed, with row-level security."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
import filon.outreach.newsletters.models
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0009_notes"),
        ("mail", "0006_opening"),
        ("outreach", "0005_counts_clicks"),
        ("tenants", "0007_counting"),
        ("kernel", "0001_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Newsletter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English"), ("es", "Español")], default="fr", max_length=2
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=300)),
                ("active", models.BooleanField(default=False)),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=filon.outreach.newsletters.models.weekdays,
                        size=None,
                    ),
                ),
                ("first_hour", models.PositiveSmallIntegerField(default=9)),
                ("last_hour", models.PositiveSmallIntegerField(default=18)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Brouillon"), ("planned", "Programmé"), ("sent", "Envoyé")],
                        default="draft",
                        max_length=7,
                    ),
                ),
                ("send_at", models.DateTimeField(null=True)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
                (
                    "newsletter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="outreach.newsletter",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["newsletter", "-created_at", "-id"], name="issue_newest_first")],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("subscribed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("user", "désinscrit par un utilisateur"),
                            ("recipient", "s’est désinscrit"),
                            ("suppressed", "opposition"),
                            ("contact_left", "a quitté la société"),
                            ("no_email", "sans adresse"),
                            ("bounced", "adresse en erreur"),
                            ("not_public", "société non publique"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subscriptions", to="crm.contact"
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mail.mailbox"
                    ),
                ),
                (
                    "newsletter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="outreach.newsletter",
                    ),
                ),
                (
                    "subscribed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("newsletter", "contact"), name="subscribed_once")],
            },
        ),
        *policy("outreach_newsletter", "outreach_issue", "outreach_subscription"),
    ]
