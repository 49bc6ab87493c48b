"""The last test of each line."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0008_defaults_alarm_and_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="TrunkTrial",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=20)),
                ("run", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "En attente"), ("running", "En cours"), ("done", "Terminé")],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("steps", models.JSONField(default=list)),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("started_at", models.DateTimeField()),
                ("given_up_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trunk",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="calls.trunk"),
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
                "constraints": [models.UniqueConstraint(fields=("trunk",), name="one_trial_per_trunk")],
            },
        ),
        *policy("calls_trunktrial"),
    ]
