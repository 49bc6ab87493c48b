"""Campaigns of the scenario Full: people at numbers, what the switchboard said of them, the seconds that justify it."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0014_one_form_of_imports"),
        ("crm", "0011_reply_rule"),
        ("directory", "0005_registers"),
        ("tenants", "0007_counting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Extract",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("person", "Prospect"), ("email", "E-mail"), ("phone", "Téléphone")], max_length=6
                    ),
                ),
                ("start", models.FloatField()),
                ("end", models.FloatField()),
                ("quote", models.TextField(blank=True)),
                ("audio", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "person",
                    models.CharField(
                        choices=[
                            ("untouched", "Non abordé"),
                            ("validated", "Validé"),
                            ("modified", "Modifié"),
                            ("invalidated", "Invalidé"),
                            ("ambiguous", "Ambigu"),
                        ],
                        default="untouched",
                        max_length=12,
                    ),
                ),
                (
                    "person_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "N’y travaille pas, ou plus"),
                            ("other_service", "Le numéro est celui d’un autre service"),
                            ("unknown", "Inconnu du standard"),
                            ("refused", "Le standard n’en donne pas"),
                            ("wrong", "Faux, sans autre proposition"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "email",
                    models.CharField(
                        choices=[
                            ("untouched", "Non abordé"),
                            ("validated", "Validé"),
                            ("modified", "Modifié"),
                            ("invalidated", "Invalidé"),
                            ("ambiguous", "Ambigu"),
                        ],
                        default="untouched",
                        max_length=12,
                    ),
                ),
                (
                    "email_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "N’y travaille pas, ou plus"),
                            ("other_service", "Le numéro est celui d’un autre service"),
                            ("unknown", "Inconnu du standard"),
                            ("refused", "Le standard n’en donne pas"),
                            ("wrong", "Faux, sans autre proposition"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        choices=[
                            ("untouched", "Non abordé"),
                            ("validated", "Validé"),
                            ("modified", "Modifié"),
                            ("invalidated", "Invalidé"),
                            ("ambiguous", "Ambigu"),
                        ],
                        default="untouched",
                        max_length=12,
                    ),
                ),
                (
                    "phone_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "N’y travaille pas, ou plus"),
                            ("other_service", "Le numéro est celui d’un autre service"),
                            ("unknown", "Inconnu du standard"),
                            ("refused", "Le standard n’en donne pas"),
                            ("wrong", "Faux, sans autre proposition"),
                        ],
                        max_length=16,
                    ),
                ),
                ("new_first_name", models.CharField(blank=True, max_length=100)),
                ("new_last_name", models.CharField(blank=True, max_length=100)),
                ("new_job_title", models.CharField(blank=True, max_length=160)),
                ("new_email", models.CharField(blank=True, max_length=254)),
                ("new_phone", models.CharField(blank=True, max_length=20)),
                (
                    "doubt",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("person", "Prospect"), ("email", "E-mail"), ("phone", "Téléphone")], max_length=6
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "barrier",
                    models.CharField(
                        blank=True,
                        choices=[("human", "Barrage humain"), ("not_allowed", "Barrage non habilité")],
                        max_length=12,
                    ),
                ),
                ("objected", models.BooleanField(default=False)),
                ("put_through", models.BooleanField(default=False)),
                (
                    "advice",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("turns", models.JSONField(default=list)),
                ("comment", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(null=True)),
                ("applied", models.JSONField(default=dict)),
                ("applied_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="prospect",
            name="one_prospect_per_number",
        ),
        migrations.AddField(
            model_name="callcampaign",
            name="ask_email",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="callcampaign",
            name="caller_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="callcampaign",
            name="purpose",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="prospect",
            name="email",
            field=models.CharField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="prospect",
            name="external_id",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="prospect",
            name="first_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="prospect",
            name="job_title",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="prospect",
            name="last_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="prospect",
            name="person_key",
            field=models.CharField(blank=True, max_length=210),
        ),
        migrations.AddField(
            model_name="prospect",
            name="siret",
            field=models.CharField(blank=True, max_length=14),
        ),
        migrations.AlterField(
            model_name="prospect",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("person_validated", "Prospect validé"),
                    ("person_email_validated", "Prospect et mail validé"),
                    ("person_validated_email_invalidated", "Prospect validé et mail invalidé"),
                    ("person_validated_email_modified", "Prospect validé et mail modifié"),
                    ("email_validated", "Mail validé"),
                    ("person_modified", "Prospect modifié"),
                    ("person_email_modified", "Prospect modifié et mail modifié"),
                    ("email_modified", "Mail modifié"),
                    ("person_invalidated_email_modified", "Prospect invalidé et mail modifié"),
                    ("email_invalidated", "Mail invalidé"),
                    ("person_invalidated", "Prospect invalidé"),
                    ("barrier_human", "Barrage humain"),
                    ("barrier_not_allowed", "Barrage non habilité"),
                    ("no_answer", "Non décroché"),
                    ("ivr", "SVI"),
                    ("voicemail", "Répondeur"),
                    ("silence", "Silence"),
                    ("unassigned", "Non assigné"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="prospect",
            constraint=models.UniqueConstraint(
                condition=models.Q(("phone", ""), _negated=True),
                fields=("campaign", "phone", "person_key"),
                name="one_prospect_per_number",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="attempt",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="calls.attempt"),
        ),
        migrations.AddField(
            model_name="extract",
            name="row",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extracts",
                to="calls.prospect",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="workspace",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenants.workspace"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="attempt",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="calls.attempt"),
        ),
        migrations.AddField(
            model_name="qualification",
            name="changed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="row",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="qualification", to="calls.prospect"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="workspace",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenants.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="extract",
            index=models.Index(
                condition=models.Q(("audio", ""), _negated=True),
                fields=["workspace", "created_at"],
                name="extract_with_audio",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.UniqueConstraint(fields=("row", "field"), name="one_extract_per_field"),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start")), ("start__gte", 0)), name="an_extract_lasts"
            ),
        ),
        *policy("calls_qualification"),
        *policy("calls_extract"),
    ]
