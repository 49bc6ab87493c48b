from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("calls", "0006_heard_from_outside")]

    operations = [migrations.RemoveField(model_name="callcampaign", name="webhook_secret")]
