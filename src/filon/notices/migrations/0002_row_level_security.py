"""Row-level security for the tables of this room."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy(
            "notices_notice",
            "notices_noticepreference",
            "notices_noticedelay",
            "notices_noticesender",
            "notices_presence",
        ),
    ]
