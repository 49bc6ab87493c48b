"""Imports of projects have the states of every file that follows a model."""

from __future__ import annotations

from django.db import migrations, models

from filon.crm.imports.strict.states import ImportState


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_row_level_security")]

    operations = [
        migrations.AlterField(
            "projectimport",
            "state",
            models.CharField(choices=ImportState.choices, default=ImportState.CHECKED, max_length=8),
        )
    ]
