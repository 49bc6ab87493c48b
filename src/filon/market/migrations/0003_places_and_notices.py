"""The order of suspects as one number; notices of those that come to a score."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("market", "0002_row_level_security"),
        ("tenants", "0006_address_requests"),
        ("kernel", "0001_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SuspectNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("threshold", models.PositiveSmallIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("siren", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="routinescore",
            name="suspect_by_score",
        ),
        migrations.AddField(
            model_name="routinescore",
            name="place",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(
                        django.db.models.functions.comparison.Cast("raw", models.BigIntegerField()),
                        "*",
                        models.Value(1073741824),
                    ),
                    "-",
                    models.F("siren"),
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="routinescore",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", True)),
                fields=["routine", "-place", "-id"],
                name="suspect_by_place",
            ),
        ),
        migrations.AddField(
            model_name="suspectnotice",
            name="routine",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="market.routine"
            ),
        ),
        migrations.AddField(
            model_name="suspectnotice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="suspectnotice",
            name="workspace",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenants.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="suspectnotice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["workspace", "user", "at"],
                name="suspect_notice_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspectnotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("read_at__isnull", True)),
                fields=("routine", "user"),
                name="one_unread_suspect_notice",
            ),
        ),
        *policy("market_suspectnotice"),
    ]
