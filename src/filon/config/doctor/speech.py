"""What telephone campaigns that talk understand and speak with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from filon.config.doctor.findings import Finding, bad, good
from filon.config.env import Environment
from filon.config.words import either


def look_at_speech(env: Environment) -> Iterator[Finding]:
    """Do FILON_RECOGNISER and FILON_VOICE name something that is here? No model is loaded, no server is asked."""
    from filon.voice.speech.recognisers import recogniser_from
    from filon.voice.speech.voices import voice_from

    if env.recogniser:
        yield _named("FILON_RECOGNISER", env.recogniser.get_secret_value(), recogniser_from)
    if env.voice:
        yield _named("FILON_VOICE", env.voice.get_secret_value(), voice_from)


def _named(variable: str, spec: str, made: Callable[[str], object]) -> Finding:
    try:
        found = made(spec)
    except ValueError as refusal:
        return bad(
            variable,
            either(fr="n’indique rien d’utilisable", en="names nothing that can be used"),
            either(fr=f"{refusal} ; voir docs/telephony.md", en=f"{refusal}; see docs/telephony.md"),
        )
    return good(variable, str(getattr(found, "name", either(fr="aucune", en="none"))))
