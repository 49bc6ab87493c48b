"""Which scenario a number gets, and what a user may write."""

from __future__ import annotations

import logging
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.demo.switchboards.library import Library, load_library, national
from filon.demo.switchboards.scenario import Scenario, parse_scenario
from filon.demo.switchboards.sounds import render
from filon.demo.switchboards.steps import parse_step
from filon.demo.switchboards.values import BadScenario
from filon.voice.listen.audio.wav import write_wav
from filon.voice.listen.classify import Listener
from filon.voice.listen.features import describe_clip

LIBRARY = load_library()
SOUNDING = [scenario for scenario in LIBRARY.scenarios.values() if scenario.speaks or scenario.code == 480]

WHAT = st.sampled_from(["when", "say"])
BOMB = "a: &a [x]\n" + "".join(f"{n}: &{n} [{','.join(['*' + m] * 9)}]\n" for m, n in ("ab", "bc", "cd", "de", "ef"))
"""A few lines whose aliases stand for tens of thousands of values."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, text: str) -> Library:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return load_library([folder])


@pytest.mark.parametrize("scenario", [s for s in SOUNDING if s.name != "hold_music"], ids=lambda s: s.name)
def test_every_scenario_is_heard_as_what_it_is(scenario: Scenario) -> None:
    steps = scenario.speaks or scenario.early
    if not steps:
        assert scenario.hears == "no_answer"
        return
    listener = Listener()
    listener.push(describe_clip(render(steps, scenario, chance=random.Random(scenario.name))))
    assert listener.finish().nature == scenario.hears


def test_a_scenario_has_its_own_number_in_both_ways_of_writing_it() -> None:
    for number in ("0199000021", "+33199000021", "33199000021"):
        assert LIBRARY.choose(number)[0].name == "voicemail"
    assert len({s.number for s in LIBRARY.scenarios.values()}) == len(LIBRARY.scenarios)


@given(st.integers(0, 9999))
def test_the_same_number_does_the_same_every_time(last: int) -> None:
    number = f"026191{last:04}"
    (one, first), (two, second) = LIBRARY.choose(number), LIBRARY.choose(number)
    assert (one, first.random()) == (two, second.random())


def test_the_default_mixture_is_the_shares_and_a_host_names_another() -> None:
    numbers = [f"026191{last:04}" for last in range(2_000)]
    drawn = Counter(LIBRARY.choose(number)[0].name for number in numbers)
    share = LIBRARY.scenarios["receptionist"].share / sum(LIBRARY.shares().values())
    assert drawn["receptionist"] / len(numbers) == pytest.approx(share, abs=0.03)
    machines = {LIBRARY.choose(number, "machines.practice.test")[0].name for number in numbers}
    assert machines == set(LIBRARY.mixtures["machines"])


def test_a_user_adds_a_scenario_with_a_sound_file_and_a_mixture_of_it(folder: Path) -> None:
    write_wav(folder / "hello.wav", (8_000 * np.sin(np.arange(4_000) / 3)).astype(np.int16))
    library = written(folder, "mine:\n  hears: human\n  speaks: [wav hello.wav]\nmixtures:\n  all_mine: {mine: 1}\n")
    scenario, chance = library.choose("0261910001", "all_mine.practice.test")
    assert scenario.name == "mine"
    assert np.abs(render(scenario.speaks, scenario, chance=chance)).max() > 7_000


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("not: a mapping", "line 1, not", "expected fields"),
        ("mine:\n  title: x\n", "mine.hears", "one of human"),
        ("mine:\n  hears: people\n", "line 2, mine.hears", "one of human"),
        ("\nmine:\n  hears: human\n  speaks:\n  - wait 1\n  - hum 3\n", "line 6, mine.speaks[2]", "wait 0.5 2"),
        ("mine:\n  hears: human\n  speaks: [wav ../secret.wav]\n", "line 3, mine.speaks[1]", "a plain name"),
        ("mine:\n  hears: human\n  speaks: [wav missing.wav]\n", "line 3, mine.speaks[1]", ""),
        ("mine:\n  hears: human\n  speaks: [prompt missing]\n", "line 3, mine.speaks[1]", "one of accueil_court"),
        ("mine:\n  hears: human\n  speaks: [wait 999]\n", "line 3, mine.speaks[1]", "from 0 to 120"),
        ("mine:\n  hears: human\n  speaks: wait 1\n", "line 3, mine.speaks", "a dash"),
        ("mine:\n  hears: human\n  code: 200\n", "line 3, mine.code", "from 400 to 699"),
        ("mine:\n  hears: human\n  rings: [3, soon]\n", "line 3, mine.rings", "a number"),
        ("mine:\n  hears: human\n  keys:\n    1: nobody\n", "line 4, mine.keys.1", "one of"),
        ("mine:\n  hears: human\n  keys: {a: hello}\n", "line 3, mine.keys.a", "0 to 9"),
        ("mine:\n  hears: human\n  mood: x\n", "line 3, mine.mood", "one of code"),
        ("mine:\n  hears: human\n  voice: x\n", "line 3, mine.voice", "en+m2"),
        ("mine:\n  hears: human\n  voice: fr-zz\n  speaks: [say Oui]\n", "line 4, mine.speaks[1]", "another voice"),
        ("mine:\n  hears: human\n  voice: fr+../f3\n", "line 3, mine.voice", "en+m2"),
        ("mine:\n  hears: human\n  speaks: [voice -x]\n", "line 3, mine.speaks[1]", "en+m2"),
        ("mine:\n  hears: human\n  hangs_up: maybe\n", "line 3, mine.hangs_up", "true or false"),
        ("mine:\n  hears: human\n  noise: 9000\n", "line 3, mine.noise", "[8, 60]"),
        ("mine:\n  hears: human\n  finds: Status!\n", "line 3, mine.finds", "a status such as"),
        ("mine:\n  hears: human\n  talks: nothing\n", "line 3, mine.talks", "there is no mixture nothing"),
        ("mine:\n  hears: human\n  talks: dead\n", "line 3, mine.talks", "has no turns"),
        ("mine:\n  hears: human\n  turns: say Oui\n", "line 3, mine.turns", "a list of turns"),
        ("mine:\n  hears: human\n  turns:\n  - say Oui\n  - - wait 1\n    - hum\n", "line 6, mine.turns[2][2]", "say"),
        ("mine:\n  hears: human\n  turns: [[interrupt soon]]\n", "line 3, mine.turns[1][1]", "a number"),
        ("mine:\n  hears: human\n  turns: [[interrupt 1, hum]]\n", "line 3, mine.turns[1][2]", "is not a step"),
        ("mine:\n  hears: human\n  turns: [[wait 1, interrupt 1]]\n", "line 3, mine.turns[1][2]", "is not a step"),
        ("mine:\n  hears: human\n  turns: [{when: later, say: say Oui}]\n", "mine.turns[1].when", "when: spoken"),
        ("mine:\n  hears: human\n  turns: [{if: spoken}]\n", "mine.turns[1].if", "when and say"),
        ("mine:\n  hears: human\n  turns: [{when: silence 3}]\n", "mine.turns[1].say", "a list of steps"),
        ("mine:\n  hears: human\n  turns: [[wav missing.wav]]\n", "line 3, mine.turns[1]", ""),
        ("mine:\n  hears: human\nmine:\n  hears: human\n", "line 3, mine", "keep one"),
        ("Mine:\n  hears: human\n", "line 1, Mine", "small letters"),
        ("mixtures:\n  none:\n    receptionist: 0\n", "line 2, mixtures.none", "above zero"),
        ("mixtures:\n  none:\n    receptionist: -1\n", "line 3, mixtures.none.receptionist", "zero or more"),
        ("mixtures:\n  none:\n    nobody: 1\n", "line 3, mixtures.none.nobody", "there is no scenario"),
        ("mine: [\n", "line 2", "not YAML"),
        ("mine: !!python/object/apply:os.getpid []\n", "line 1, mine", "expected fields"),
        (BOMB, "f", "without aliases"),
        ("a: &a [*a]\n", "a", ""),
        ("[" * 5000, "mine.yaml", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_left_out_and_the_log_says_where_and_how_to_mend_it(
    folder: Path, text: str, place: str, mend: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        library = written(folder, text)
    assert library == LIBRARY
    assert "mine.yaml is left out: mine.yaml" in caplog.text
    (fault,) = library.faults
    assert place in fault
    assert mend in fault


def test_a_conversation_is_read_with_its_voices_and_what_lets_each_turn_begin(folder: Path) -> None:
    mine = """mine:
  hears: human
  voice: fr+f3
  finds: person_validated
  turns:
    - [interrupt 1.5, say Ne quittez pas., music 5, voice fr+m3, say Je vous écoute.]
    - say Oui.
    - {when: silence 4, say: [wait 1, say Vous êtes là.]}
"""
    hold, yes, there = written(folder, mine).scenarios["mine"].turns
    assert (hold.when, hold.seconds, [step.verb for step in hold.steps]) == ("interrupt", 1.5, ["say", "music", "say"])
    assert [step.voice for step in (hold.steps[0], hold.steps[2], *yes.steps)] == ["fr+f3", "fr+m3", "fr+m3"]
    assert (yes.when, there.when, there.seconds) == ("spoken", "silence", 4)


def test_a_number_needs_no_quotes_and_a_null_is_as_if_it_were_not_there(folder: Path) -> None:
    library = written(folder, "mine:\n  hears: human\n  number: 0199000099\n  code: ~\n")
    assert library.choose("+33199000099")[0].name == "mine"
    assert library.scenarios["mine"].code == 0


@given(st.text(max_size=60))
def test_any_line_is_a_step_or_refused(line: str) -> None:
    try:
        step = parse_step(line)
    except ValueError:
        return
    assert step.verb in ("wait", "music", "tone", "prompt", "wav", "say", "voice")


@given(
    st.dictionaries(
        st.sampled_from(["hears", "finds", "speaks", "turns", "voice", "noise", "code", "keys", "rings", "share"]),
        st.none() | st.text() | st.integers() | st.lists(st.text(max_size=9) | st.dictionaries(WHAT, st.text())),
    )
)
def test_any_table_is_a_scenario_or_refused(fields: dict[str, object]) -> None:
    try:
        scenario = parse_scenario("any", fields, folder=Path())
    except BadScenario:
        return
    assert scenario.hears == fields["hears"]


def test_national_writes_numbers_as_people_do() -> None:
    assert national("+33 1 99 00 00 01") == "0199000001"
    assert national("+441632960001") == "441632960001"
