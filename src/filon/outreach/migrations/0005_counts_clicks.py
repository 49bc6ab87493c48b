"""A campaign may leave its links as they are where the workspace counts clicks."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0004_access_and_rounds")]

    operations = [
        migrations.AddField("campaign", "counts_clicks", models.BooleanField(default=True)),
    ]
