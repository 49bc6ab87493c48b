"""The database, asked directly: it must be tellable what is wrong even when Django cannot start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from filon.config.database import application_url
from filon.config.doctor.findings import Finding, bad, fair, good
from filon.config.doctor.poolers import look_at_pooler
from filon.config.doctor.walls import bypasses_security, unprotected_tables
from filon.config.env import Environment
from filon.config.schema import fingerprint
from filon.config.words import either

OLDEST_SERVER = 150000
LARGEST_SKEW_S = 2.0
BUSY = 0.8
WORKER_SILENT_AFTER_S = 60


def look_at_database(env: Environment) -> Iterator[Finding]:
    """Reachable, recent enough, ours to use but not to bypass, up to date, not short of connections."""
    subject = either(fr="base de données", en="database")
    try:
        connection = psycopg.connect(application_url(env), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        yield bad(
            subject,
            str(error).strip().splitlines()[-1],
            either(
                fr="Vérifiez DATABASE_URL, et que le serveur est démarré.",
                en="Check DATABASE_URL, and that the server is up.",
            ),
        )
        return
    with connection:
        yield _version(connection)
        yield _schema(connection)
        yield _role(connection)
        yield _walls(connection)
        yield look_at_pooler(env)
        yield _room_for_connections(connection)
        yield _skew(connection)
        yield from _workers(connection)


def _version(connection: psycopg.Connection) -> Finding:
    subject = either(fr="version de PostgreSQL", en="PostgreSQL version")
    number = connection.info.server_version
    shown = f"{number // 10000}.{number % 10000}"
    if number < OLDEST_SERVER:
        return bad(
            subject, shown, either(fr="Filon demande PostgreSQL 15 ou plus récent.", en="Filon needs PostgreSQL 15.")
        )
    return good(subject, shown)


def _schema(connection: psycopg.Connection) -> Finding:
    subject = either(fr="tables", en="tables")
    mend = either(fr="Lancez : filon migrate", en="Run: filon migrate")
    try:
        row = connection.execute("select fingerprint from filon_schema").fetchone()
    except psycopg.errors.UndefinedTable:
        return bad(subject, either(fr="pas encore créées", en="not made yet"), mend)
    if row is None or row[0] != fingerprint():
        return bad(subject, either(fr="d’une autre version de Filon", en="of another version of Filon"), mend)
    return good(subject, either(fr="à jour", en="up to date"))


def _role(connection: psycopg.Connection) -> Finding:
    subject = either(fr="rôle", en="role")
    name = connection.info.user
    if bypasses_security(connection):
        return bad(
            subject,
            either(fr=f"{name} passe outre au cloisonnement", en=f"{name} passes through row-level security"),
            either(
                fr="Mettez dans DATABASE_URL un rôle ordinaire, membre de filon_app ; le propriétaire des tables "
                "va dans FILON_OWNER_DATABASE_URL.",
                en="Put an ordinary role, member of filon_app, into DATABASE_URL; the owner of the tables goes into "
                "FILON_OWNER_DATABASE_URL.",
            ),
        )
    return good(subject, either(fr=f"{name} est lié par le cloisonnement", en=f"{name} is bound by row-level security"))


def _walls(connection: psycopg.Connection) -> Finding:
    subject = either(fr="cloisonnement", en="row-level security")
    open_tables = unprotected_tables(connection)
    if open_tables:
        return bad(
            subject,
            either(fr=f"absent de {', '.join(open_tables)}", en=f"missing on {', '.join(open_tables)}"),
            either(fr="Lancez : filon migrate", en="Run: filon migrate"),
        )
    return good(subject, either(fr="sur chaque table", en="on every table"))


def _room_for_connections(connection: psycopg.Connection) -> Finding:
    subject = either(fr="connexions", en="connections")
    row = connection.execute(
        "select (select count(*) from pg_stat_activity where backend_type = 'client backend'),"
        " current_setting('max_connections')::int"
    ).fetchone()
    assert row is not None
    used, most = row
    shown = either(fr=f"{used} sur {most}", en=f"{used} of {most}")
    if used > BUSY * most:
        return fair(
            subject,
            shown,
            either(
                fr="Augmentez max_connections, ou baissez FILON_POOL_SIZE.",
                en="Raise max_connections, or lower FILON_POOL_SIZE.",
            ),
        )
    return good(subject, shown)


def _skew(connection: psycopg.Connection) -> Finding:
    subject = either(fr="heure de la base", en="time of the database")
    asked = datetime.now(UTC)
    row = connection.execute("select clock_timestamp()").fetchone()
    answered = datetime.now(UTC)
    assert row is not None
    apart = max(asked - row[0], row[0] - answered, timedelta()).total_seconds()  # between the two, nothing is wrong
    shown = either(fr=f"{apart:.1f} s d’écart avec cette machine", en=f"{apart:.1f} s apart from this machine")
    if apart > LARGEST_SKEW_S:
        return bad(subject, shown, either(fr="Mettez les deux machines à l’heure.", en="Set both machines right."))
    return good(subject, shown)


def _workers(connection: psycopg.Connection) -> Iterator[Finding]:
    subject = either(fr="travail de fond", en="background work")
    try:
        row = connection.execute(
            "select count(*) from procrastinate_workers where last_heartbeat between"
            # what a dump brought along beats no more: the server of the copy started after it
            " greatest(now() - make_interval(secs => %s), pg_postmaster_start_time()) and now()",
            [WORKER_SILENT_AFTER_S],
        ).fetchone()
        failed = connection.execute(
            "select task_name, count(*) from procrastinate_jobs where status = 'failed' group by 1 order by 2 desc"
        ).fetchall()
    except psycopg.errors.UndefinedTable:
        return  # the tables were found missing above
    assert row is not None
    if row[0]:
        yield good(subject, either(fr=f"{row[0]} en marche", en=f"{row[0]} running"))
    else:
        yield fair(
            subject,
            either(fr="aucun n’est en marche : rien n’est envoyé ni lu", en="none is running: nothing is sent or read"),
            either(fr="Lancez : filon worker (ou filon run)", en="Run: filon worker (or filon run)"),
        )
    for name, count in failed:
        yield fair(
            subject,
            either(fr=f"{count} × {name} en échec", en=f"{count} × {name} failed"),
            either(fr="Le journal de filon worker dit pourquoi.", en="The log of filon worker says why."),
        )
