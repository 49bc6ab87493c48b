from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0004_four_eyes")]

    operations = [
        migrations.AddField("workspace", "plan_name", models.CharField(blank=True, default="", max_length=80), False),
        migrations.AddField("workspace", "seats", models.PositiveIntegerField(null=True)),
    ]
