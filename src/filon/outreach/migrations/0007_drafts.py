"""Messages written by hand and who they are for, with row-level security."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0009_notes"),
        ("directory", "0005_registers"),
        ("mail", "0006_opening"),
        ("outreach", "0006_newsletters"),
        ("kernel", "0001_role"),
        ("tenants", "0007_counting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField(blank=True)),
                ("website", models.URLField(blank=True, max_length=300)),
                (
                    "importance",
                    models.CharField(
                        choices=[("normal", "Normale"), ("high", "Haute"), ("low", "Faible")],
                        default="normal",
                        max_length=6,
                    ),
                ),
                ("ends_sequences", models.BooleanField(default=False)),
                ("send_at", models.DateTimeField(null=True)),
                ("handed_at", models.DateTimeField(null=True)),
                ("rounds", models.PositiveSmallIntegerField(default=0)),
                ("tab", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="directory.company"
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mail.mailbox"
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
        ),
        migrations.CreateModel(
            name="DraftRecipient",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.contact"),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="outreach.draft",
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
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["company", "-updated_at"], name="draft_of_company"),
        ),
        migrations.AddConstraint(
            model_name="draftrecipient",
            constraint=models.UniqueConstraint(fields=("draft", "contact"), name="written_to_once"),
        ),
        *policy("outreach_draft", "outreach_draftrecipient"),
    ]
