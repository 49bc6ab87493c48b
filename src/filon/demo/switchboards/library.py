"""The scenarios that there are, and which one a called number gets."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from filon.demo.switchboards.reading import Source, read
from filon.demo.switchboards.scenario import NAME, Scenario, parse_scenario
from filon.demo.switchboards.sounds import prompt, recorded, spoken
from filon.demo.switchboards.steps import Step
from filon.demo.switchboards.values import BadScenario

log = logging.getLogger(__name__)
SHIPPED = Path(__file__).parent / "library"
MIXTURES = "mixtures"
"""The entry of a file that holds mixtures and no scenario."""

DEFAULT = "default"
ENDINGS = (".yaml", ".yml")
DOMAIN = "practice.test"
"""A trunk whose domain is `NAME.practice.test` gets the mixture NAME."""


@dataclass
class Library:
    """Scenarios by name, and mixtures: weights of scenarios, by name too.

    ``sources`` are where each was read, ``faults`` what was left out of the user's files, a sentence each.
    """

    scenarios: dict[str, Scenario] = field(default_factory=dict)
    mixtures: dict[str, dict[str, float]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict, compare=False)
    faults: list[str] = field(default_factory=list, compare=False)

    def choose(self, number: str, host: str = "") -> tuple[Scenario, random.Random]:
        """What this number does, and the chance of its details: the same at every call.

        A scenario's own number wins; then the mixture that the host names, or the default one.
        """
        called = national(number)
        mixture = host.removesuffix(f".{DOMAIN}") if host.endswith(f".{DOMAIN}") else DEFAULT
        chance = random.Random(hashlib.sha256(f"{mixture}:{called}".encode()).digest())  # noqa: S311 practice
        for scenario in self.scenarios.values():
            if scenario.number and scenario.number == called:
                return scenario, chance
        weights = self.mixtures.get(mixture) or self.mixtures.get(DEFAULT) or self.shares()
        return self._drawn(weights, chance), chance

    def talker(self, scenario: Scenario, chance: random.Random) -> Scenario:
        """Who talks on behalf of a scenario: somebody of the mixture that it names."""
        return self._drawn(self.mixtures[scenario.talks], chance)

    def shares(self) -> dict[str, float]:
        """The mixture that the scenarios themselves make."""
        return {scenario.name: scenario.share for scenario in self.scenarios.values() if scenario.share}

    def check(self) -> None:
        """Every sound is there, every key and every mixture leads somewhere. Raises `BadScenario`, its place told."""
        try:
            for name, weights in self.mixtures.items():
                self._lead_somewhere({each: each for each in weights}, MIXTURES, name)
            for scenario in self.scenarios.values():
                self._lead_somewhere(scenario.keys, scenario.name, "keys")
                self._talk_of_something(scenario)
                for place, step in scenario.sounds():
                    _check_sound(step, scenario, *place)
        except BadScenario as fault:
            raise BadScenario(self.told(fault)) from None

    def _drawn(self, weights: Mapping[str, float], chance: random.Random) -> Scenario:
        names = sorted(weights)
        (name,) = chance.choices(names, [weights[each] for each in names])
        return self.scenarios[name]

    def _talk_of_something(self, scenario: Scenario) -> None:
        """A mixture that a scenario talks by is there, and everybody in it has something to say."""
        if not scenario.talks:
            return
        place = (scenario.name, "talks")
        if scenario.talks not in self.mixtures:
            raise BadScenario(
                f"there is no mixture {scenario.talks}: one of {', '.join(sorted(self.mixtures))}", *place
            )
        for name in self.mixtures[scenario.talks]:
            if not self.scenarios[name].turns:
                raise BadScenario(f"{name} of that mixture has no turns to say", *place)

    def told(self, fault: BadScenario) -> str:
        """The fault with its file, line and field."""
        key = ".".join(str(step) for step in fault.place[:2]) if fault.place[:1] == (MIXTURES,) else fault.place[0]
        return f"{self.sources[str(key)].at(fault.place)}: {fault}"

    def _lead_somewhere(self, targets: Mapping[str, str], *place: str) -> None:
        for key, name in targets.items():
            if name not in self.scenarios:
                raise BadScenario(
                    f"there is no scenario {name}: one of {', '.join(sorted(self.scenarios))}", *place, key
                )


def national(number: str) -> str:
    """A number as people in France write it: digits, 0 instead of the country's 33."""
    digits = "".join(character for character in number if character.isdigit())
    return f"0{digits[2:]}" if digits.startswith("33") and len(digits) == 11 else digits


def load_library(folders: Iterable[Path] = ()) -> Library:
    """What comes with Filon, then the `*.yaml` of the user's folders; the same name replaces.

    A file of the user that cannot be used is left out: the log says where it is wrong and how to mend it, and so do
    ``faults``. A fault in ours raises `BadScenario`.
    """
    library = Library()
    for path in _files(SHIPPED):
        _add(library, path)
    library.check()
    for path in [path for folder in folders for path in _files(folder)]:
        tried = replace(library, scenarios={**library.scenarios}, mixtures={**library.mixtures})
        tried.sources = {**library.sources}
        try:
            _add(tried, path)
            tried.check()
        except BadScenario as fault:
            library.faults.append(str(fault))
            log.warning("%s is left out: %s", path.name, fault)
        else:
            library = tried
    return library


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in ENDINGS)


def _add(library: Library, path: Path) -> None:
    entries, source = read(path)
    try:
        for name, fields in entries.items():
            if name == MIXTURES:
                for key, weights in _fields(fields, name).items():
                    library.mixtures[key] = _mixture(key, weights)
                    library.sources[f"{MIXTURES}.{key}"] = source
            else:
                library.scenarios[name] = parse_scenario(name, _fields(fields, name), folder=path.parent)
                library.sources[name] = source
    except BadScenario as fault:
        raise BadScenario(f"{source.at(fault.place)}: {fault}") from None


def _fields(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadScenario("expected fields, indented below the name", name)
    return value


def _mixture(name: str, weights: Any) -> dict[str, float]:
    place = (MIXTURES, name)
    if not NAME.fullmatch(name):
        raise BadScenario("a name has small letters, digits and _ only, and begins with a letter", *place)
    if not isinstance(weights, Mapping):
        raise BadScenario("expected scenarios, each with its weight, such as voicemail: 2", *place)
    found: dict[str, float] = {}
    for key, weight in weights.items():
        try:
            found[key] = float(weight)
        except (TypeError, ValueError):
            found[key] = -1.0
        if not 0 <= found[key] < float("inf"):
            raise BadScenario("a weight is a number, zero or more", *place, key)
    if not sum(found.values()):
        raise BadScenario("one weight at least must be above zero", *place)
    return found


def _check_sound(step: Step, scenario: Scenario, *place: str | int) -> None:
    try:
        for name in step.what:
            if step.verb == "prompt":
                prompt(name)
            elif step.verb == "wav":
                recorded(scenario.folder / name)
            elif step.verb == "say" and scenario.folder != SHIPPED:
                spoken(name, voice=step.voice)
    except BadScenario as fault:
        raise BadScenario(str(fault), scenario.name, *place) from None
