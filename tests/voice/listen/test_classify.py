"""From samples to a verdict that explains itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.voice.listen.sounds import Samples, chain, french_ringing, noisy, quiet, tone
from tests.voice.sip.peers import binary

from filon.voice.corpus.music import play
from filon.voice.corpus.parts import Say
from filon.voice.corpus.speak import speak
from filon.voice.corpus.voices import Voice
from filon.voice.listen import known
from filon.voice.listen.classify import Listener, Verdict
from filon.voice.listen.decision import LIGHT, NATURES, Limits
from filon.voice.listen.ears import Ears
from filon.voice.listen.features import FRAME, describe_clip


def verdict(samples: Samples, limits: Limits = LIGHT) -> Verdict:
    listener = Listener(limits)
    listener.push(describe_clip(samples))
    return listener.finish()


def said(text: str, *, speaker: str = "fr+m3", volume: float = 1.0) -> Samples:
    binary("espeak-ng")
    return (speak(Say(text, Voice("espeak-ng", speaker))) * 32767 * volume).astype(np.int16)


@cache
def receptionist() -> Samples:
    return chain(
        quiet(0.6),
        said("Tuilerie Garnier, bonjour."),
        quiet(2.6),
        said("Allô ?"),
        quiet(2.2),
        said("Allô, oui ?"),
        quiet(3),
    )


@cache
def machine() -> Samples:
    return chain(
        quiet(0.5),
        said("Vous êtes bien chez Tuilerie Garnier. Nous sommes absents. Merci de nous laisser un message."),
        quiet(0.6),
        tone(1000, seconds=0.5),
        quiet(5),
    )


BUSY = chain(*[chain(tone(440, seconds=0.5), quiet(0.5)) for _ in range(8)])
FAX = chain(quiet(1), tone(2100, seconds=3), quiet(1))
SIT = chain(quiet(0.4), *[tone(f, seconds=0.33) for f in (950, 1400, 1800)], quiet(2))


NATURE_OF: dict[str, tuple[Callable[[], Samples], str]] = {
    "receptionist": (receptionist, "human"),
    "machine": (machine, "voicemail"),
    "busy": (lambda: BUSY, "busy"),
    "fax": (lambda: FAX, "fax"),
    "sit": (lambda: SIT, "unassigned"),
    "quiet": (lambda: quiet(16), "silence"),
    "ringing": (lambda: french_ringing(4), "ringback"),
}


@pytest.mark.parametrize("name", NATURE_OF)
def test_the_nature_of_what_answers(name: str) -> None:
    sound, nature = NATURE_OF[name]
    samples = sound()

    heard = verdict(noisy(samples, snr=30) if samples.any() else samples)

    assert heard.nature == nature
    assert heard.decided_at <= len(samples) / 8000
    assert heard.evidence
    assert all(0 <= each.at <= heard.decided_at and each.name for each in heard.evidence)


@given(arrays(np.int16, st.integers(0, 9000)), st.integers(1, 12))
@settings(max_examples=25, deadline=None)
def test_any_samples_of_any_length_get_a_verdict(samples: np.ndarray, times: int) -> None:
    heard = verdict(np.tile(samples, times))

    assert heard.nature in NATURES
    assert 0 <= heard.confidence <= 1


def test_the_trees_wait_for_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    soon = verdict(receptionist()).decided_at
    monkeypatch.setattr(known, "SURE", 2.0)

    assert soon <= known.SETTLED_S < verdict(receptionist()).decided_at


def test_ringing_before_the_answer_is_not_the_answer_and_is_counted() -> None:
    heard = verdict(noisy(chain(french_ringing(2), receptionist()), snr=30))

    assert heard.nature == "human"
    assert abs(heard.ring_s - 6.5) < 0.1
    assert heard.decided_at > 8


@pytest.mark.parametrize("volume", [0.08, 0.5, 3.0])
def test_loudness_changes_nothing(volume: float) -> None:
    # Three times louder, it still fits into 16 bits; twelve times softer, its noise is still more than their steps.
    softer = noisy(machine(), snr=26) / 3
    louder, usual = (verdict((softer * v).astype(np.int16)) for v in (volume, 1.0))

    assert (louder.nature, louder.decided_at) == (usual.nature, usual.decided_at)


def test_a_verdict_is_the_same_however_the_frames_arrive() -> None:
    rows = describe_clip(machine())
    listener, alone = Listener(), None
    for start in range(0, len(rows), 7):
        alone = listener.push(rows[start : start + 7]) or alone

    assert alone == Listener().push(rows)


def test_calls_heard_together_are_judged_as_if_alone() -> None:
    calls = {"a": receptionist(), "b": machine(), "c": BUSY}
    ears: Ears[str] = Ears()
    reached: dict[str, Verdict] = {}
    for key in calls:
        ears.open(key)

    for at in range(0, max(map(len, calls.values())), FRAME):
        reached |= ears.push({key: sound[at : at + FRAME] for key, sound in calls.items() if at < len(sound)})

    for key, sound in calls.items():
        expected = verdict(sound)
        assert (reached.get(key) or ears.close(key)) == expected


def test_a_call_that_is_over_is_ignored() -> None:
    ears: Ears[str] = Ears()

    assert ears.push({"gone": quiet(1)}) == {}
    assert ears.close("gone") is None


def test_ringing_is_no_verdict_before_the_cap() -> None:
    listener = Listener(Limits(cap_s=30))
    rows = describe_clip(french_ringing(8))

    assert listener.push(rows[: 29 * 50]) is None
    heard = listener.push(rows[29 * 50 : 31 * 50])
    assert heard is not None
    assert (heard.nature, heard.decided_at) == ("ringback", 30.0)


@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.0, 5.0, 9.0])
def test_a_line_on_which_nothing_was_heard_is_silent_whenever_it_ends(seconds: float) -> None:
    listener = Listener()
    listener.push(describe_clip(np.zeros(int(8000 * seconds), np.int16)))
    assert listener.finish().nature == "silence"


MENU = "Pour un devis, tapez 1. Pour la comptabilité, tapez 2. Pour le magasin, tapez 3. Pour une livraison, tapez 4."


@pytest.mark.parametrize(
    ("words", "nature", "fact"),
    [
        (
            MENU,
            "ivr",
            "speech_in_all",
        ),
        ("Ne quittez pas, merci.", "music", "only_music"),
    ],
)
def test_music_that_never_ends_is_a_menus_when_many_words_came_before(words: str, nature: str, fact: str) -> None:
    tune = (play("strings", seconds=15, seed=4) * 32767).astype(np.int16)
    never_asked = Limits(earliest_s=60, latest_s=60)

    heard = verdict(noisy(chain(quiet(0.4), said(words), quiet(0.4), tune), snr=35), never_asked)

    assert (heard.nature, heard.evidence[0].name) == (nature, fact)
