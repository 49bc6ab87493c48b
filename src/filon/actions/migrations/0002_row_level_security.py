"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("actions_action"),
        definer(
            "actions_due_lanes(moment timestamptz)",
            "table (workspace_id uuid, channel varchar, lane_id uuid)",
            """
            select distinct a.workspace_id, a.channel, a.lane_id
            from actions_action a join tenants_workspace w on w.id = a.workspace_id
            where a.state = 'planned' and a.due_at <= moment + w.clock_offset
            """,
        ),
        definer(
            "actions_stale_workspaces(moment timestamptz)",
            "table (workspace_id uuid)",
            "select distinct workspace_id from actions_action where state = 'claimed' and lease_until <= moment",
        ),
    ]
