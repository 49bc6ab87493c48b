"""Wiping the sample workspace, of which nothing has to last."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from filon.demo.logins import SLUG
from filon.kernel.errors import Refused
from filon.tenants.models import Workspace

_WIPE = """
do $wipe$
declare
    wiped constant uuid := '{id}';
    tenant_table text;
begin
    for tenant_table in
        select c.oid::regclass::text from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    loop
        execute format('delete from %s where workspace_id = %L', tenant_table, wiped);
    end loop;
    delete from tenants_workspace where id = wiped;
end
$wipe$
"""


def wipe_sample() -> bool:
    """Delete the sample workspace with every row that belongs to it, its timeline and audit log too; whether there was
    one. Needs the role that owns the tables. Refused for a workspace of that name that is not a sample.
    """
    workspace = Workspace.objects.filter(slug=SLUG).first()
    if workspace is None:
        return False
    if not workspace.is_sample:
        raise Refused(_("L’espace « demo » n’est pas un espace d’exemple : il n’est pas effacé."), code="not_a_sample")
    with connection.cursor() as cursor:
        cursor.execute(wiping(workspace.id))
    return True


def wiping(workspace_id: UUID) -> str:
    """The statement that does it. Foreign keys are checked when it ends, so the tables are emptied in any order."""
    return _WIPE.format(id=workspace_id)
