"""Row-level security for the tables of this room."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("market", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy(
            "market_routine",
            "market_routineversion",
            "market_routinemember",
            "market_routinescore",
            "market_routinerefresh",
            "market_companytag",
        ),
    ]
