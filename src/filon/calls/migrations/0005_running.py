"""The door through which a dialer finds the workspaces that call."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer

RUNNING = "select distinct workspace_id from calls_callcampaign where state = 'running'"


class Migration(migrations.Migration):
    dependencies = [("calls", "0004_fairness"), ("kernel", "0001_role")]
    operations = [definer("calls_running_workspaces()", "table (workspace_id uuid)", RUNNING)]
