from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("calls", "0007_webhooks_have_their_secret")]

    operations = [
        migrations.AddField("callsettings", "weights", models.JSONField(default=dict)),
        migrations.AddField("callsettings", "recording_days", models.PositiveSmallIntegerField(default=30)),
        migrations.AddField("callcampaign", "alarm", models.JSONField(default=dict)),
        migrations.AddField("attempt", "erased_at", models.DateTimeField(null=True)),
        migrations.AddIndex("attempt", models.Index(fields=["trunk", "placed_at"], name="attempt_of_trunk")),
        migrations.AddIndex(
            "attempt",
            models.Index(fields=["workspace", "placed_at"], name="attempt_with_audio", condition=~Q(audio="")),
        ),
    ]
