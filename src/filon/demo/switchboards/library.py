"""The scenarios that there are, and which one a called number gets."""

from __future__ import annotations

import hashlib
import logging
import random
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filon.demo.switchboards.scenario import NAME, BadScenario, Scenario, Step, parse_scenario
from filon.demo.switchboards.sounds import prompt, recorded, spoken

log = logging.getLogger(__name__)
SHIPPED = Path(__file__).parent / "library"
MIXTURES = "mixtures"
"""The table of a file that holds mixtures and no scenario."""

DEFAULT = "default"
DOMAIN = "practice.test"
"""A trunk whose domain is `NAME.practice.test` gets the mixture NAME."""

MOST_BYTES = 200_000


@dataclass
class Library:
    """Scenarios by name, and mixtures: weights of scenarios, by name too."""

    scenarios: dict[str, Scenario] = field(default_factory=dict)
    mixtures: dict[str, dict[str, float]] = field(default_factory=dict)

    def choose(self, number: str, host: str = "") -> tuple[Scenario, random.Random]:
        """What this number does, and the chance of its details: the same at every call.

        A scenario's own number wins; then the mixture that the host names, or the default one.
        """
        called = national(number)
        mixture = host.removesuffix(f".{DOMAIN}") if host.endswith(f".{DOMAIN}") else DEFAULT
        weights = self.mixtures.get(mixture) or self.mixtures.get(DEFAULT) or self.shares()
        chance = random.Random(hashlib.sha256(f"{mixture}:{called}".encode()).digest())  # noqa: S311 practice
        for scenario in self.scenarios.values():
            if scenario.number and scenario.number == called:
                return scenario, chance
        names = sorted(weights)
        (name,) = chance.choices(names, [weights[each] for each in names])
        return self.scenarios[name], chance

    def shares(self) -> dict[str, float]:
        """The mixture that the scenarios themselves make."""
        return {scenario.name: scenario.share for scenario in self.scenarios.values() if scenario.share}

    def check(self) -> None:
        """Every sound is there, every key and every mixture leads somewhere. Raises `BadScenario`."""
        named = {f"mixture {name}": set(weights) for name, weights in self.mixtures.items()}
        named |= {f"scenario {scenario.name}": set(scenario.keys.values()) for scenario in self.scenarios.values()}
        for where, names in named.items():
            if missing := names - set(self.scenarios):
                raise BadScenario(f"{where}: there is no scenario {', '.join(sorted(missing))}")
        for scenario in self.scenarios.values():
            for step in (*scenario.early, *scenario.speaks):
                _check_sound(step, scenario)


def national(number: str) -> str:
    """A number as people in France write it: digits, 0 instead of the country's 33."""
    digits = "".join(character for character in number if character.isdigit())
    return f"0{digits[2:]}" if digits.startswith("33") and len(digits) == 11 else digits


def load_library(folders: Iterable[Path] = ()) -> Library:
    """What comes with Filon, then the `*.toml` of the user's folders; the same name replaces.

    A file of the user that cannot be used is left out, and the log says why. A fault in ours raises `BadScenario`.
    """
    library = Library()
    for path in sorted(SHIPPED.glob("*.toml")):
        _add(library, path)
    library.check()
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            tried = Library(dict(library.scenarios), dict(library.mixtures))
            try:
                _add(tried, path)
                tried.check()
            except BadScenario as fault:
                log.warning("%s is left out: %s", path.name, fault)
            else:
                library = tried
    return library


def _add(library: Library, path: Path) -> None:
    for name, fields in _read(path).items():
        if not isinstance(fields, Mapping):
            raise BadScenario(f"{name} must be a table")
        if name == MIXTURES:
            library.mixtures |= {key: _mixture(key, weights) for key, weights in fields.items()}
        else:
            library.scenarios[name] = parse_scenario(name, fields, folder=path.parent)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        if len(data) > MOST_BYTES:
            raise BadScenario(f"more than {MOST_BYTES} bytes")
        return tomllib.loads(data.decode())
    except (OSError, ValueError) as fault:
        raise BadScenario(str(fault)) from None


def _mixture(name: str, weights: Any) -> dict[str, float]:
    numbers = isinstance(weights, Mapping) and all(isinstance(each, int | float) for each in weights.values())
    if not NAME.fullmatch(name) or not numbers or not weights or min(weights.values()) < 0 or not sum(weights.values()):
        raise BadScenario(f"mixture {name}: weights of scenarios, none below zero and not all zero")
    return {str(key): float(weight) for key, weight in weights.items()}


def _check_sound(step: Step, scenario: Scenario) -> None:
    for name in step.what:
        if step.verb == "prompt":
            prompt(name)
        elif step.verb == "wav":
            recorded(scenario.folder / name)
        elif step.verb == "say":
            spoken(name)
