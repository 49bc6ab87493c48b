"""Which workspaces read and send an address through servers of this machine: they have an account in the sandbox."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer


class Migration(migrations.Migration):
    dependencies = [("demo", "0002_row_level_security"), ("mail", "0001_initial")]
    operations = [
        definer(
            "demo_mailbox_workspaces(wanted varchar)",
            "table (workspace_id uuid)",
            """
            select distinct workspace_id from mail_mailbox
            where lower(email) = wanted and smtp_host in ('127.0.0.1', 'localhost', '::1')
            """,
        ),
    ]
