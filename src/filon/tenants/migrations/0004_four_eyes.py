from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_entrance")]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="four_eyes",
            field=models.BooleanField(
                default=False, verbose_name="une deuxième personne responsable valide chaque campagne"
            ),
        ),
    ]
