"""`filon voice say` and `filon voice transcribe`: to hear and to try what calls speak and understand with."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from filon.voice.listen.audio.wav import NotAWav, read_wav, write_wav
from filon.voice.speech.practice import practice_recogniser
from filon.voice.speech.recognisers import recogniser_from
from filon.voice.speech.transcript import Hints, RecogniserDown, Transcriber
from filon.voice.speech.voices import voice_from

LANGUAGES = click.Choice(["fr", "en", "es"])


@click.command()
@click.argument("text")
@click.option("--language", type=LANGUAGES, default="fr", show_default=True)
@click.option("--voice", "spec", default=lambda: os.environ.get("FILON_VOICE", ""), help="Instead of FILON_VOICE.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="WAV, 8 kHz.")
def say(*, text: str, language: str, spec: str, out: Path) -> None:
    """Say a sentence as calls do."""
    try:
        sound = voice_from(spec).say(text, language=language)
    except ValueError as refusal:
        raise click.BadParameter(str(refusal), param_hint="FILON_VOICE") from None
    if sound is None:
        click.echo("Nothing was said: the text is empty, or the voice does not answer.", err=True)
        sys.exit(1)
    write_wav(out, sound)
    click.echo(f"{out}: {len(sound) / 8000:.1f} s")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", type=LANGUAGES, default="fr", show_default=True)
@click.option(
    "--recogniser", "spec", default=lambda: os.environ.get("FILON_RECOGNISER", ""), help="Instead of FILON_RECOGNISER."
)
@click.option(
    "--phrase", "phrases", multiple=True, help="What may be said; without a recogniser, nothing else is understood."
)
@click.option("--word", "words", multiple=True, help="A name that should not be missed.")
@click.option("--json", "as_json", is_flag=True, help="Words and times, too.")
def transcribe(
    *, file: Path, language: str, spec: str, phrases: tuple[str, ...], words: tuple[str, ...], as_json: bool
) -> None:
    """Write down what is said in a recording (WAV)."""
    recogniser = _recogniser(spec, phrases)
    try:
        heard = recogniser.transcribe(read_wav(file), language=language, hints=Hints(phrases, words))
    except (NotAWav, RecogniserDown) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    told = {"recogniser": recogniser.name, **asdict(heard)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else heard.text)


def _recogniser(spec: str, phrases: tuple[str, ...]) -> Transcriber:
    try:
        named = recogniser_from(spec)
    except ValueError as refusal:
        raise click.BadParameter(str(refusal), param_hint="FILON_RECOGNISER") from None
    if named is None and not phrases:
        raise click.UsageError(
            "Name a recogniser (FILON_RECOGNISER), or the phrases that the one of practice may hear."
        )
    return named or practice_recogniser()
