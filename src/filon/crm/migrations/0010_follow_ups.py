"""Follow-ups and who follows."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import filon.crm.follow_ups.models
import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0009_notes"),
        ("directory", "0005_registers"),
        ("tenants", "0007_counting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("due_on", models.DateField()),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=[(1, "Haute"), (2, "Normale"), (3, "Faible")], default=2),
                ),
                (
                    "place",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("priority"), "*", models.Value(100000)
                            ),
                            "+",
                            filon.crm.follow_ups.models.DayNumber("due_on"),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("automatic", models.BooleanField(default=False)),
                ("set_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "closing",
                    models.CharField(
                        blank=True, choices=[("handled", "Traitée"), ("deleted", "Supprimée")], max_length=7
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="directory.company"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.note"
                    ),
                ),
                (
                    "set_by",
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
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="crm.followup"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["workspace", "place", "id"], name="follow_up_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("company",), name="one_open_follow_up"
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(fields=("follow_up", "user"), name="one_follower_once"),
        ),
        *policy("crm_followup", "crm_follower"),
    ]
