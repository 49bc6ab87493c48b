"""What people said to being counted, behind the wall of their workspace."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0003_person"),
        ("tenants", "0007_counting"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrackingAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("hash", models.BinaryField(max_length=32)),
                ("answer", models.CharField(choices=[("granted", "Accord"), ("denied", "Refus")], max_length=7)),
                ("wording", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("answered_at", models.DateTimeField()),
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
                "constraints": [models.UniqueConstraint(fields=("workspace", "hash"), name="one_tracking_answer")],
            },
        ),
        *policy("consent_trackinganswer"),
    ]
