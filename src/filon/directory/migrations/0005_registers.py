"""What public registers tell, and when they were asked."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_parks_news_mistakes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lookup",
                        serialize=False,
                        to="directory.unit",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "En attente"),
                            ("running", "En cours"),
                            ("done", "Terminée"),
                            ("failed", "Échouée"),
                        ],
                        max_length=8,
                    ),
                ),
                ("failure", models.CharField(blank=True, max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("free_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Abroad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=2)),
                ("number", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("name_key", models.CharField(max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=12)),
                ("city", models.CharField(blank=True, max_length=120)),
                ("activity", models.CharField(blank=True, max_length=20)),
                ("website", models.CharField(blank=True, max_length=300)),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["name_key", "id"], name="abroad_by_name", opclasses=["text_pattern_ops", "int8_ops"]
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("country", "number"), name="abroad_once")],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.CharField(choices=[("2", "NAF rév. 2"), ("2025", "NAF 2025")], max_length=4)),
                ("code", models.CharField(max_length=6)),
                ("label", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("revision", "code"), name="activity_once")],
            },
        ),
        migrations.CreateModel(
            name="ActivityLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naf", models.CharField(max_length=6)),
                ("naf25", models.CharField(max_length=6)),
            ],
            options={
                "indexes": [models.Index(fields=["naf25"], name="activity_link_back")],
                "constraints": [models.UniqueConstraint(fields=("naf", "naf25"), name="activity_link_once")],
            },
        ),
        migrations.CreateModel(
            name="DailyChanges",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("cursor", models.CharField(blank=True, max_length=400)),
                ("report", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "day"), name="changes_of_a_day_once")],
            },
        ),
        migrations.CreateModel(
            name="SiteCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=190)),
                ("primary", models.BooleanField(default=False)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directory.category"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("domain", "category"), name="site_category_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)), fields=("domain",), name="one_primary_of_a_site"
                    ),
                ],
            },
        ),
    ]
