"""Every event that an endpoint wants becomes a delivery in the statement that writes the event.

By a trigger, and not by a listener: it costs publishers no round trip where nobody listens, and no way of writing an
event goes round it.
"""

from __future__ import annotations

from django.db import migrations

from filon.kernel.rls import definer, policy

FAN_OUT = """
create function timeline_webhook_fan_out() returns trigger
language plpgsql set search_path = public, pg_temp as $body$
begin
    insert into timeline_webhookdelivery (
        id, workspace_id, endpoint_id, event_id, event_at, kind, state, attempts_made, next_at, last_error, created_at
    )
    select gen_random_uuid(), n.workspace_id, e.id, n.id, n.at, n.kind, 'waiting', 0, clock_timestamp(), '',
           clock_timestamp()
    from arrived n
    join timeline_webhookendpoint e on e.workspace_id = n.workspace_id and e.state = 'active'
    where case when n.kind = 'timeline.webhook_tested' then n.origin_id = e.id
               else (e.origin_id is null or e.origin_id = n.origin_id)
                    and (e.kinds = '{}' or n.kind = any (e.kinds)) end
    on conflict (endpoint_id, event_id) do nothing;
    return null;
end $body$;
create trigger timeline_webhooks after insert on timeline_event
    referencing new table as arrived for each statement execute function timeline_webhook_fan_out();
"""

BACK = """
drop trigger timeline_webhooks on timeline_event;
drop function timeline_webhook_fan_out();
"""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0002_webhooks"), ("kernel", "0001_role")]
    operations = [
        *policy("timeline_webhookendpoint", "timeline_webhookdelivery", "timeline_webhookattempt"),
        migrations.RunSQL(FAN_OUT, BACK),
        definer(
            "timeline_due_webhooks(moment timestamptz, most int)",
            "table (workspace_id uuid, endpoint_id uuid)",
            "select e.workspace_id, e.id from timeline_webhookendpoint e"
            " where e.state = 'active' and (e.rests_until is null or e.rests_until <= moment)"
            " and exists (select from timeline_webhookdelivery d"
            "  where d.endpoint_id = e.id and d.state = 'waiting' and d.next_at <= moment)"
            " order by e.turn_at nulls first limit most",
        ),
    ]
