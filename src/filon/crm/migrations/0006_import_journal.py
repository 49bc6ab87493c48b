"""What an import wrote, so that it can be taken back."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("crm", "0005_walks")]
    operations = [
        migrations.AddField("import", "taken_back", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("made", models.JSONField(default=list)),
                ("contacts", models.JSONField(default=dict)),
                ("companies", models.JSONField(default=dict)),
                (
                    "of_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="batches", to="crm.import"
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
            options={"abstract": False},
        ),
        *policy("crm_importbatch"),
    ]
