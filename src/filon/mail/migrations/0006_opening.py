"""Opens of our mail, of people who agreed to it, behind the wall of their workspace."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0005_click"),
    ]

    operations = [
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opening", to="mail.message"
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
        *policy("mail_opening"),
    ]
