"""The commands `filon backup` and `filon restore`."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from filon.config.backup import archive, postgres
from filon.config.database import owner_url
from filon.config.env import Environment, environment
from filon.config.keys import KeyRing, fingerprint_key
from filon.config.run.cluster import clear_refusal
from filon.config.run.layout import CannotRun, locate
from filon.config.schema import fingerprint, recorded
from filon.config.words import either

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
def backup(*, file: Path) -> None:
    """Write database and files into one archive FILE, while Filon runs. The keys are not in it: copy them apart."""
    env = environment()
    if file.exists():
        raise CannotRun(either(fr=f"{file} existe déjà.", en=f"{file} exists already."))
    with _server(env), clear_refusal(file.parent), tempfile.TemporaryDirectory(dir=file.parent or None) as held:
        staged = Path(held)
        _stage(env.data / "media", staged / "media")  # before the dump: a photo replaced meanwhile is in it
        postgres.dump(owner_url(env), to=staged / archive.DUMP)
        _stage(env.data / "media", staged / "media")  # and what came while it was made
        archive.write(file, manifest=_manifest(env), dump=staged / archive.DUMP, media=staged / "media")
    size = file.stat().st_size / 1024**2
    click.echo(
        either(
            fr=f"{file} : {size:.1f} Mo. Gardez à part les clés, sans lesquelles elle ne se lit pas en entier : "
            f"{_where_keys_are(env)}",
            en=f"{file}: {size:.1f} MB. Keep the keys apart, without which it cannot be read in full: "
            f"{_where_keys_are(env)}",
        )
    )


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace the data that is here.")
@click.option("--other-keys", is_flag=True, help="Restore although the keys are lost: secrets must be entered again.")
def restore(*, file: Path, force: bool, other_keys: bool) -> None:
    """Put the database and the files of an archive FILE in the place of those here. Stop Filon first."""
    env = environment()
    if not file.is_file():
        raise CannotRun(either(fr=f"{file} n’existe pas.", en=f"{file} does not exist."))
    manifest = archive.read_manifest(file)
    if not other_keys:
        archive.check_keys(manifest, secrets=_secrets(env), fingerprints=_fingerprints(env))
    with clear_refusal(env.data), _server(env):
        _may_replace(env, force=force)
        with tempfile.TemporaryDirectory(dir=env.data) as held:
            unpacked = Path(held)
            archive.unpack(file, unpacked)
            postgres.restore(owner_url(env), dump=unpacked / archive.DUMP)
            postgres.forget_workers(owner_url(env))
            _replace(env.data / "media", by=unpacked / archive.MEDIA, aside=unpacked / "former")
        current = recorded(owner_url(env)) == fingerprint()
    click.echo(either(fr=f"Restauré : l’état du {manifest.made_at}.", en=f"Restored: the state of {manifest.made_at}."))
    if not current:
        click.echo(
            either(fr="D’une autre version ; lancez : filon migrate", en="Of another version; run: filon migrate")
        )


def _may_replace(env: Environment, *, force: bool) -> None:
    if others := postgres.others_connected(owner_url(env)):
        raise CannotRun(
            either(
                fr=f"{others} connexions utilisent la base : arrêtez filon run, web et worker d’abord.",
                en=f"{others} connections use the database: stop filon run, web and worker first.",
            )
        )
    if postgres.holds_data(owner_url(env)) and not force:
        raise CannotRun(
            either(
                fr="Cette installation contient déjà des données : --force les remplace, pour toujours.",
                en="This installation holds data already: --force replaces it, for ever.",
            )
        )


@contextlib.contextmanager
def _server(env: Environment) -> Iterator[None]:
    """Have the database up, if it is ours; nothing is migrated."""
    with clear_refusal(env.data):
        env.make_data_folder()
    if not env.embedded:
        yield
        return
    from filon.config.run.postgres import ensure_database, running

    with running(locate(env.data / "postgres")) as cluster:
        ensure_database(cluster)
        yield


def _stage(media: Path, target: Path) -> None:
    """Collect the files, by links where the disk is the same; what goes meanwhile is left out, its row went too."""
    target.mkdir(exist_ok=True)
    for file in sorted(path for path in media.rglob("*") if path.is_file()):
        place = target / file.relative_to(media)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            continue
        with contextlib.suppress(FileNotFoundError):
            try:
                os.link(file, place)
            except OSError:
                shutil.copy2(file, place)


def _replace(folder: Path, *, by: Path, aside: Path) -> None:
    if folder.exists():
        folder.rename(aside)
    by.rename(folder)


def _manifest(env: Environment) -> archive.Manifest:
    return archive.Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        schema=recorded(owner_url(env)),
        secrets=[archive.mark_of(key) for key in _secrets(env)],
        fingerprints=archive.mark_of(_fingerprints(env)),
    )


def _secrets(env: Environment) -> list[str]:
    return [key.get_secret_value() for key in env.secret_keys] or list(KeyRing(env.data / "keys" / "secrets"))


def _fingerprints(env: Environment) -> str:
    return env.fingerprint_key.get_secret_value() if env.fingerprint_key else fingerprint_key(env.data / "keys")


def _where_keys_are(env: Environment) -> str:
    named = [
        name
        for name, given in (
            ("FILON_SECRET_KEYS", env.secret_keys),
            ("FILON_FINGERPRINT_KEY", env.fingerprint_key),
            ("FILON_SECRET_KEY", env.secret_key),
        )
        if given
    ]
    return ", ".join([str(env.data / "keys"), *named] if len(named) < 3 else named)
