"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("demo_sandboxaccount", "demo_sandboxmail", "demo_sandboxreaction"),
        definer(
            "demo_account(wanted varchar)",
            "table (workspace_id uuid, account_id uuid, password varchar)",
            "select workspace_id, id, password from demo_sandboxaccount where address = wanted",
        ),
        definer(
            "demo_due_workspaces(moment timestamptz)",
            "table (workspace_id uuid)",
            """
            select distinct r.workspace_id from demo_sandboxreaction r join tenants_workspace w on w.id = r.workspace_id
            where r.delivered_at is null and r.due_at <= moment + w.clock_offset
            """,
        ),
    ]
