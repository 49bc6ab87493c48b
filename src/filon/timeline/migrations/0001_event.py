"""The timeline, partitioned by month, readable and appendable by the application and nothing more."""

from __future__ import annotations

from django.db import migrations, models

import filon.kernel.ids
from filon.kernel.rls import APP_ROLE, append_only, policy

TABLE = f"""
create table timeline_event (
    id uuid not null,
    workspace_id uuid not null references tenants_workspace (id) on delete cascade,
    at timestamptz not null,
    kind varchar(60) not null,
    company_id uuid,
    contact_id uuid,
    origin_id uuid,
    actor_id bigint,
    data jsonb not null default '{{}}',
    primary key (id, at)
) partition by range (at);
create index timeline_workspace on timeline_event (workspace_id, at desc, id desc);
create index timeline_company on timeline_event (company_id, at desc, id desc) where company_id is not null;
create index timeline_contact on timeline_event (contact_id, at desc, id desc) where contact_id is not null;
create index timeline_origin on timeline_event (origin_id, kind, at desc) where origin_id is not null;
create table timeline_event_rest partition of timeline_event default;
revoke all on timeline_event_rest from {APP_ROLE};
"""

# Through the partitions themselves the parent's policy would not apply, hence the revokes.
# Runs as the owner: the application's role cannot create tables. A month that already has rows in the
# default partition keeps them there.
PARTITIONS = f"""
create function timeline_make_partitions(first date, months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $body$
declare
    month date;
    name text;
    made int := 0;
begin
    for i in 0 .. months - 1 loop
        month := (date_trunc('month', first) + make_interval(months => i))::date;
        name := 'timeline_event_' || to_char(month, 'YYYYMM');
        if to_regclass(name) is null
           and not exists (select from timeline_event_rest where at >= month and at < month + interval '1 month') then
            execute format('create table %I partition of timeline_event for values from (%L) to (%L)',
                           name, month, month + interval '1 month');
            execute format('revoke all on %I from {APP_ROLE}', name);
            made := made + 1;
        end if;
    end loop;
    return made;
end $body$;
revoke all on function timeline_make_partitions(date, int) from public;
grant execute on function timeline_make_partitions(date, int) to {APP_ROLE};
select timeline_make_partitions((current_date - interval '1 month')::date, 15);
"""  # noqa: S608 built from constants


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenants", "0001_initial"), ("kernel", "0001_role")]
    operations = [
        migrations.RunSQL(
            TABLE,
            "drop table timeline_event",
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "workspace",
                            models.ForeignKey(
                                editable=False, on_delete=models.CASCADE, related_name="+", to="tenants.workspace"
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=filon.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("kind", models.CharField(max_length=60)),
                        ("company_id", models.UUIDField(null=True)),
                        ("contact_id", models.UUIDField(null=True)),
                        ("origin_id", models.UUIDField(null=True)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("data", models.JSONField(default=dict)),
                    ],
                    options={"db_table": "timeline_event", "ordering": ["-at", "-id"], "managed": False},
                )
            ],
        ),
        migrations.RunSQL(PARTITIONS, "drop function timeline_make_partitions"),
        *policy("timeline_event"),
        append_only("timeline_event"),
    ]
