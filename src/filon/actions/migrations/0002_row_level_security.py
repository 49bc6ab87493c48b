"""Row-level security for the tables of this room, and the narrow doors through it."""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy

# One probe of the index for each lane, however many actions wait on it: the recursion jumps from lane to lane.
DUE_LANES = """
with recursive lane as (
    (select workspace_id, channel, lane_id, due_at from actions_action
     where state = 'planned' order by lane_id, due_at, id limit 1)
    union all
    select next.* from lane cross join lateral
        (select workspace_id, channel, lane_id, due_at from actions_action
         where state = 'planned' and lane_id > lane.lane_id order by lane_id, due_at, id limit 1) next
)
select lane.workspace_id, lane.channel, lane.lane_id
from lane join tenants_workspace w on w.id = lane.workspace_id
where lane.due_at <= moment + w.clock_offset
order by lane.due_at
"""

CLAIMS = """
select workspace_id, channel, lane_id, claimed_by, min(lease_until)
from actions_action where state = 'claimed' group by workspace_id, channel, lane_id, claimed_by
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        *policy("actions_action"),
        definer(
            "actions_due_lanes(moment timestamptz)",
            "table (workspace_id uuid, channel varchar, lane_id uuid)",
            DUE_LANES,
        ),
        definer(
            "actions_claims()",
            "table (workspace_id uuid, channel varchar, lane_id uuid, claimed_by varchar, lease_until timestamptz)",
            CLAIMS,
        ),
    ]
