"""Clicks on links of our mail, behind the wall of their workspace."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0004_written_twice"),
        ("tenants", "0007_counting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Click",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("url", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "À juger"), ("person", "Une personne"), ("program", "Un programme")],
                        default="new",
                        max_length=7,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clicks",
                        to="mail.message",
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
                "constraints": [models.UniqueConstraint(fields=("message", "number"), name="one_click_per_link")],
            },
        ),
        *policy("mail_click"),
    ]
