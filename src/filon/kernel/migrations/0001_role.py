"""The role of the running application exists, and is granted its rights, before the first table does."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import ROLE


class Migration(migrations.Migration):
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
        ("account", "0001_initial"),
        ("mfa", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(ROLE, migrations.RunSQL.noop)]
