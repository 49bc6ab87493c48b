"""Row-level security, as migration operations.

``policy(model table)`` turns it on for a table and lets the application's role see and write the rows of the
workspace named by the session setting ``filon.workspace``, nothing else. Outside a scope it sees no row.

The policy is written so that no index serves it: the planner, who does not know the setting, would take each workspace
for an average one and read the whole of a large one by its workspace index instead of a few rows by their key (4,400 µs
a message instead of 8, measured). The managers name the workspace in full, and indexes serve that. ``coalesce`` has the
planner count on half of the rows passing; of an equality it would expect one in as many as there are workspaces, and
read and sort whole lists for the sake of a page. The setting is read in a sub-select: once a statement, not once a row.
"""

from __future__ import annotations

from django.db import migrations

APP_ROLE = "filon_app"
HERE = "nullif(current_setting('filon.workspace', true), '')::uuid"


ROLE = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{APP_ROLE}') then
        create role {APP_ROLE} nologin nosuperuser nobypassrls;
    end if;
end $$;
grant usage on schema public to {APP_ROLE};
alter default privileges in schema public grant select, insert, update, delete on tables to {APP_ROLE};
alter default privileges in schema public grant usage, select on sequences to {APP_ROLE};
do $$ begin
    alter function ts_match_vq(tsvector, tsquery) leakproof;
exception when insufficient_privilege then null;
end $$;
"""
"""Makes the role and its rights. Matching a text search can tell nothing about a row it did not return, but only a
superuser may say so to the planner, which otherwise leaves search indexes unused under row-level security."""


def policy(*tables: str) -> list[migrations.RunSQL]:
    """One operation per table; the workspace column is ``workspace_id``."""
    return [migrations.RunSQL(_enable(table), _disable(table)) for table in tables]


def append_only(table: str) -> migrations.RunSQL:
    """The application's role may add rows to ``table`` and read them, never change or delete one."""
    return migrations.RunSQL(
        f'revoke update, delete, truncate on "{table}" from {APP_ROLE}',
        f'grant update, delete on "{table}" to {APP_ROLE}',
    )


def definer(signature: str, returns: str, body: str) -> migrations.RunSQL:
    """A narrow door through the wall: a SQL function that runs as the owner of the tables.

    For the few questions that no single workspace can answer ("which workspaces have work due?"). Such a
    function returns identifiers only.
    """
    name = signature.split("(", 1)[0]
    create = (
        f"create function {signature} returns {returns} language sql stable security definer "
        f"set search_path = public, pg_temp as $body$ {body} $body$; "
        f"revoke all on function {signature_types(signature)} from public; "
        f"grant execute on function {signature_types(signature)} to {APP_ROLE}"
    )
    return migrations.RunSQL(create, f"drop function {name}")


def signature_types(signature: str) -> str:
    """``f(a int, b text)`` → ``f(int, text)``, as GRANT wants it."""
    name, _, rest = signature.partition("(")
    arguments = [a.strip().split(" ", 1)[1] for a in rest.rstrip(")").split(",") if a.strip()]
    return f"{name}({', '.join(arguments)})"


def _enable(table: str) -> str:
    return (
        f'alter table "{table}" enable row level security; '
        f'create policy workspace on "{table}" to {APP_ROLE} '
        f"using (coalesce(workspace_id = (select {HERE}), false)) with check (workspace_id = {HERE})"
    )


def _disable(table: str) -> str:
    return f'drop policy if exists workspace on "{table}"; alter table "{table}" disable row level security'
