"""What a command does before its own work: have the database there, up to date, and Django set up."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

from filon.config.database import application_url
from filon.config.env import environment
from filon.config.run.cluster import clear_refusal
from filon.config.run.layout import CannotRun, locate
from filon.config.run.lifeline import PREPARED
from filon.config.schema import fingerprint, migrate_in_child, recorded
from filon.config.words import either

P = ParamSpec("P")
R = TypeVar("R")


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database answers and is up to date for the length of the block.

    The embedded one is started if nobody else uses it, and stopped when the last user leaves. One named by
    `DATABASE_URL` is never migrated behind its administrator's back: `CannotRun` says to do it.
    """
    env = environment()
    prepared = bool(os.environ.get(PREPARED))
    with clear_refusal(env.data):
        env.make_data_folder()
    if env.embedded:
        from filon.config.run.postgres import ensure_database, running

        with running(locate(env.data / "postgres")) as cluster:
            if not prepared:
                ensure_database(cluster)
                if recorded(application_url(env)) != fingerprint():
                    migrate_in_child(verbosity=0)
            yield
    elif prepared:
        yield
    else:
        if recorded(application_url(env)) != fingerprint():
            raise CannotRun(
                either(
                    fr="La base de données n’est pas à jour. Lancez : filon migrate",
                    en="The database is not up to date. Run: filon migrate",
                )
            )
        yield


@contextlib.contextmanager
def django() -> Iterator[None]:
    """As `database`, and Django may be used."""
    with database():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
        from django import setup

        setup()
        yield


def with_django(command: Callable[P, R]) -> Callable[P, R]:
    """Decorator of a command that uses the database."""

    @functools.wraps(command)
    def opened(*args: P.args, **kwargs: P.kwargs) -> R:
        with django():
            return command(*args, **kwargs)

    return opened
