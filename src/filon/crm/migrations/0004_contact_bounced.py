from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm", "0003_opt_out")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("email_state", "hard_bounce")),
                fields=["workspace", "-updated_at", "-id"],
                name="contact_bounced",
            ),
        ),
    ]
