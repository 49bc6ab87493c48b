"""People without an address may be on the list, too."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_row_level_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="suppression",
            name="kind",
            field=models.CharField(
                choices=[
                    ("email", "Adresse e-mail"),
                    ("domain", "Domaine"),
                    ("phone", "Téléphone"),
                    ("siren", "SIREN"),
                    ("person", "Personne d’une société"),
                ],
                max_length=8,
            ),
        ),
    ]
