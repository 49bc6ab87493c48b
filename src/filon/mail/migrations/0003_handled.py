from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_row_level_security"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(model_name="message", name="handled_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="message",
            name="handled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(
                    ("direction", "in"),
                    ("handled_at__isnull", True),
                    ("kind__in", ["human", "calendar", "challenge"]),
                ),
                fields=["workspace", "at", "id"],
                name="message_to_handle",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "uncertain")), fields=["workspace", "at", "id"], name="message_uncertain"
            ),
        ),
    ]
