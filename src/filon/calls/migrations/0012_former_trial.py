"""A test keeps the result of the one before; pauses keep a word instead of the name of who paused."""

from __future__ import annotations

from django.db import migrations, models

# Runs as the owner: the application's role can change no event.
WORDS = """
update calls_trunk set state_detail = 'by_user' where state_detail ~ '^(Mise en pause par|Paused by|En pausa por) ';
update timeline_event set data = jsonb_set(data, '{reason}', '"by_user"')
where kind = 'calls.trunk_paused' and data->>'reason' ~ '^(Mise en pause par|Paused by|En pausa por) ';
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0011_forgotten_people")]

    operations = [
        migrations.AddField(model_name="trunktrial", name="former", field=models.JSONField(default=dict)),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
