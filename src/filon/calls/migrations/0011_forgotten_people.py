"""Rows of forgotten people have no number any more, and events written before have none of anybody."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

# Runs as the owner: the application's role can change no event. Names and numbers stay where they can be erased.
FORGET = """
update timeline_event set data = data - 'phone' || jsonb_build_object('withheld', coalesce(data->>'phone', '') = '')
where kind = 'crm.call_missed' and data ? 'phone';
update timeline_event set data = data - 'phone' - 'label' where kind = 'calls.qualified' and data ?| array['phone', 'label'];
"""


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0010_probe_sentence"),
        ("timeline", "0003_webhook_fan_out"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="prospect", name="one_prospect_per_number"),
        migrations.AddConstraint(
            model_name="prospect",
            constraint=models.UniqueConstraint(
                condition=~Q(phone=""), fields=("campaign", "phone"), name="one_prospect_per_number"
            ),
        ),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
    ]
