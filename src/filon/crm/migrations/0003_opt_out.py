from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm", "0002_row_level_security")]

    operations = [
        migrations.AddField(model_name="contact", name="opted_out_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("opted_out_at__isnull", False)),
                fields=["workspace", "-updated_at", "-id"],
                name="contact_opted_out",
            ),
        ),
    ]
