"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import policy


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("consent_suppression"),
    ]
