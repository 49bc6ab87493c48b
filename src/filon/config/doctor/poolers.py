"""Is a pooler handing the sessions of the database to one client after another?

The workspace of a request is a setting of the session, so a pooler in transaction or statement mode would let one
workspace read another. Nothing on the wire tells its mode; its doings do.
"""

from __future__ import annotations

import secrets
from typing import Any, Protocol

import psycopg

from filon.config.database import application_url
from filon.config.doctor.findings import Finding, bad, good
from filon.config.env import Environment
from filon.config.words import either

ASK = "select pg_backend_pid(), current_setting('filon.probe', true)"


class Client(Protocol):
    """As much of a connection in autocommit as the question takes."""

    def execute(self, query: Any, params: Any = None, /) -> Any: ...


def look_at_pooler(env: Environment) -> Finding:
    """Asked with two connections; raises psycopg.OperationalError when there are none to be had."""
    subject = either(fr="sessions", en="sessions")
    url = application_url(env)
    with (
        psycopg.connect(url, autocommit=True, connect_timeout=10, prepare_threshold=None) as one,
        psycopg.connect(url, autocommit=True, connect_timeout=10, prepare_threshold=None) as other,
    ):
        shared = sessions_are_shared(one, other)
    if shared:
        return bad(
            subject,
            either(
                fr="un pooler en mode transaction se tient devant la base : les espaces ne sont plus cloisonnés",
                en="a pooler in transaction mode stands before the database: workspaces are not kept apart",
            ),
            either(
                fr="Passez-le en mode session, ou donnez à DATABASE_URL l’adresse du serveur.",
                en="Put it into session mode, or give DATABASE_URL the server's own address.",
            ),
        )
    return good(subject, either(fr="chacune à sa connexion", en="each to its own connection"))


def sessions_are_shared(one: Client, other: Client) -> bool:
    """Whether a client meets another session than its own, or its session was another's before.

    ``one`` leaves a mark in its session. If ``other`` finds it, the session has changed hands. Else ``other`` keeps its
    session busy with a transaction, and ``one`` must still be in the session that it was in.
    """
    mark = secrets.token_hex(8)
    pid, _none = one.execute(ASK).fetchone()
    one.execute("select set_config('filon.probe', %s, false)", [mark])
    other.execute("begin")
    try:
        if other.execute(ASK).fetchone()[1] == mark:
            return True
        return bool(one.execute(ASK).fetchone() != (pid, mark))
    finally:
        other.execute("rollback")
