"""Software of companies, their news, mistakes on their sheets; their LinkedIn page, collective agreement and labels."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_public_directory"),
        ("tenants", "0006_address_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="agreement",
            field=models.CharField(blank=True, db_default="", default="", max_length=160),
        ),
        migrations.AddField(
            model_name="company",
            name="labels",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="company",
            name="linkedin_url",
            field=models.URLField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.CreateModel(
            name="SiteLook",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Lecture en cours"),
                            ("read", "Site lu"),
                            ("forbidden", "Le site demande aux robots de ne pas le lire"),
                            ("unreachable", "Site injoignable"),
                            ("refused", "Le site n’a pas donné sa page d’accueil"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="site_look", to="directory.company"
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
            name="Software",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=120)),
                ("vendor", models.CharField(blank=True, max_length=120)),
                (
                    "trade",
                    models.CharField(
                        choices=[
                            ("erp", "ERP"),
                            ("crm", "CRM"),
                            ("people", "RH et paie"),
                            ("finance", "Comptabilité et finance"),
                            ("reports", "Pilotage et statistiques"),
                            ("documents", "Gestion documentaire"),
                            ("teamwork", "Travail collaboratif"),
                            ("shop", "Boutique en ligne"),
                            ("logistics", "Logistique"),
                            ("plant", "Production"),
                            ("security", "Infrastructure et sécurité"),
                            ("site", "Site web"),
                            ("marketing", "Marketing et mesure d’audience"),
                            ("other", "Autre"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
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
            name="Park",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("declared_at", models.DateTimeField(null=True)),
                ("source_url", models.URLField(blank=True, max_length=300)),
                ("seen_at", models.DateTimeField(null=True)),
                ("seen_url", models.URLField(blank=True, max_length=300)),
                ("seen_sign", models.CharField(blank=True, max_length=120)),
                ("lost_at", models.DateTimeField(null=True)),
                (
                    "maintenance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Non renseigné"),
                            ("editor", "Contrat avec l’éditeur"),
                            ("integrator", "Contrat avec l’intégrateur"),
                            ("inside", "Assurée en interne"),
                            ("none", "Aucun contrat"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("maintenance_until", models.DateField(null=True)),
                ("integrator", models.CharField(blank=True, max_length=160)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parks", to="directory.company"
                    ),
                ),
                (
                    "declared_by",
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
                    "software",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parks", to="directory.software"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mistake",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("identity", "Nom, SIREN ou état"),
                            ("address", "Adresse ou établissement"),
                            ("phone", "Téléphone ou site"),
                            ("activity", "Activité, effectif ou chiffres"),
                            ("people", "Dirigeants ou contacts"),
                            ("parks", "Logiciels installés"),
                            ("other", "Autre chose"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                ("reported_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="mistakes", to="directory.company"
                    ),
                ),
                (
                    "reported_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["workspace", "reported_at", "id"],
                        name="mistake_open",
                    ),
                    models.Index(fields=["company", "-reported_at"], name="mistake_of_company"),
                ],
            },
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("press", "Actualité"), ("interest", "Centre d’intérêt")],
                        default="press",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("url", models.URLField(blank=True, max_length=300)),
                ("on", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "added_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="news", to="directory.company"
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
                "indexes": [models.Index(fields=["company", "-on", "-id"], name="news_latest")],
            },
        ),
        migrations.CreateModel(
            name="ParkReview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField()),
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
                    "park",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="directory.park"
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
                "constraints": [
                    models.UniqueConstraint(fields=("park", "author"), name="one_review_each"),
                    models.CheckConstraint(
                        condition=models.Q(("stars__gte", 1), ("stars__lte", 5)), name="review_stars"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="software",
            constraint=models.UniqueConstraint(fields=("workspace", "name_key"), name="software_named_once"),
        ),
        migrations.AddIndex(
            model_name="park",
            index=models.Index(fields=["software", "company"], name="park_by_software"),
        ),
        migrations.AddConstraint(
            model_name="park",
            constraint=models.UniqueConstraint(fields=("company", "software"), name="park_once"),
        ),
        migrations.AddConstraint(
            model_name="park",
            constraint=models.CheckConstraint(
                condition=models.Q(("declared_at__isnull", False), ("seen_at__isnull", False), _connector="OR"),
                name="park_has_evidence",
            ),
        ),
        *policy(
            "directory_software",
            "directory_park",
            "directory_parkreview",
            "directory_sitelook",
            "directory_news",
            "directory_mistake",
        ),
    ]
