"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy

OPEN_TRUNKS = """
select distinct c.workspace_id, c.trunk_id
from calls_callcampaign c join tenants_workspace w on w.id = c.workspace_id
where c.state = 'running' and c.trunk_id is not null
  and not exists (select from calls_callsettings s where s.workspace_id = c.workspace_id and s.stopped)
  and exists (
    select from actions_action a
    where a.origin_id = c.id and a.state = 'planned' and a.due_at <= moment + w.clock_offset
  )
"""

HELD = """
select workspace_id, holder, min(lease_until)
from calls_attempt where state in ('placing', 'up') group by workspace_id, holder
"""

LEFT_UP = """
select workspace_id, id from calls_attempt where not hung_up order by placed_at
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial"), ("actions", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("calls_trunk", "calls_callsettings", "calls_callcampaign", "calls_prospect", "calls_attempt"),
        definer("calls_open_trunks(moment timestamptz)", "table (workspace_id uuid, trunk_id uuid)", OPEN_TRUNKS),
        definer("calls_held()", "table (workspace_id uuid, holder varchar, lease_until timestamptz)", HELD),
        definer("calls_left_up()", "table (workspace_id uuid, attempt_id uuid)", LEFT_UP),
    ]
