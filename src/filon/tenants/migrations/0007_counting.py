"""What a workspace counts of its e-mails: nothing, until a manager says otherwise."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0006_address_requests")]

    operations = [
        migrations.AddField(
            "workspace",
            "counts_clicks",
            models.CharField(
                choices=[
                    ("nobody", "De personne : les liens restent tels quels"),
                    ("willing", "De ceux qui ont donné leur accord"),
                    ("unopposed", "De tous ceux qui ne s’y opposent pas"),
                ],
                default="nobody",
                max_length=9,
            ),
        ),
        migrations.AddField("workspace", "counts_opens", models.BooleanField(default=False)),
    ]
