"""Row-level security for the tables of this room."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("capture", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("capture_site", "capture_session", "capture_pageview"),
    ]
