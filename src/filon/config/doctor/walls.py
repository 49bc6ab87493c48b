"""Is every tenant table behind row-level security? Asked of the database, not of the source."""

from __future__ import annotations

import psycopg

from filon.config.run.layout import APP_ROLE

BEFORE_ANY_SCOPE = ("tenants_member", "tenants_invitation", "tenants_apikey")
"""They decide which scope to open, so they are read before there is one."""

_UNPROTECTED = """
select c.relname
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
where n.nspname = 'public' and c.relkind in ('r', 'p')
  and c.relname <> all(%(excepted)s)
  and (has_table_privilege(%(role)s, c.oid, 'select') or has_table_privilege(%(role)s, c.oid, 'insert'))
  and not (c.relrowsecurity and exists (
    select from pg_policy p
    where p.polrelid = c.oid
      and pg_get_expr(p.polqual, c.oid) like '%%filon.workspace%%'
      and pg_get_expr(p.polwithcheck, c.oid) like '%%filon.workspace%%'))
order by c.relname
"""

_OPEN_POLICIES = """
select c.relname
from pg_policy p join pg_class c on c.oid = p.polrelid
where p.polpermissive
  and (pg_get_expr(p.polqual, c.oid) not like '%%filon.workspace%%'
       or pg_get_expr(p.polwithcheck, c.oid) not like '%%filon.workspace%%')
order by c.relname
"""


def unprotected_tables(connection: psycopg.Connection[tuple[str]]) -> list[str]:
    """The tables, and parts of partitioned ones, where the application's role sees rows of any workspace."""
    asked = {"role": APP_ROLE, "excepted": list(BEFORE_ANY_SCOPE)}
    rows = connection.execute(_UNPROTECTED, asked).fetchall() + connection.execute(_OPEN_POLICIES).fetchall()
    return sorted({row[0] for row in rows})


def bypasses_security(connection: psycopg.Connection[tuple[bool]]) -> bool:
    """Whether the role of this connection is not bound by row-level security."""
    row = connection.execute(
        "select rolsuper or rolbypassrls or exists (select from pg_class where relname = 'tenants_workspace'"
        " and relowner = pg_roles.oid) from pg_roles where rolname = current_user"
    ).fetchone()
    return row is None or bool(row[0])
