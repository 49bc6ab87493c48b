"""A database address, as Django wants it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from filon.config.env import Environment
from filon.config.run.layout import APP_ROLE, OWNER_ROLE, locate

ENGINE = "filon.kernel.postgres"
WAIT_FOR_CONNECTION_S = 10
IDLE_CONNECTION_S = 300


def application_url(env: Environment) -> str:
    """The address under which processes work: a role that row-level security binds."""
    return env.database_url or locate(env.data / "postgres").url(role=APP_ROLE)


def owner_url(env: Environment) -> str:
    """The address under which tables are made: `filon migrate` only."""
    return env.owner_database_url or env.database_url or locate(env.data / "postgres").url(role=OWNER_ROLE)


def django_database(url: str, *, pool_size: int, template: str = "") -> dict[str, Any]:
    """Turn an address into an entry of `DATABASES`.

    Under ASGI every request has a thread of its own, so connections are shared by a pool and never kept by a thread;
    a pool of 0 gives each thread its own connection (workers, tests).
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = unquote(parts.hostname or "") or query.pop("host", "")
    options: dict[str, Any] = dict(query)
    if pool_size:
        options["pool"] = {
            "min_size": min(2, pool_size),
            "max_size": pool_size,
            "timeout": WAIT_FOR_CONNECTION_S,
            "max_idle": IDLE_CONNECTION_S,
        }
    return {
        "ENGINE": ENGINE,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pool_size else None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": "test_filon", "TEMPLATE": template or None},
    }
