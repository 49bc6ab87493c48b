"""Addresses that are likely, and which of them was meant by one that was heard with faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from filon.voice.dialogue.alike import distance, sound
from filon.voice.dialogue.candidates import addresses, domains, is_general
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Value

CERTAIN, LIKELY, PLAUSIBLE, HEARD = 0.95, 0.8, 0.75, 0.6


@dataclass(frozen=True)
class Known:
    """Whose address is said: ``name`` "" for nobody's, ``given`` what the file says, ``domain`` "" when unknown."""

    name: str
    company: str
    domain: str
    given: str
    language: str

    @cached_property
    def domains(self) -> tuple[str, ...]:
        domain = self.domain or self.given.partition("@")[2]
        return domains(domain, self.company, self.language)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Likely addresses, the given one first."""
        return tuple(dict.fromkeys((*filter(None, (self.given,)), *addresses(self.name, self.domains, self.language))))

    @property
    def label(self) -> str:
        """« comme la société »: the domain without its ending."""
        return self.domains[0].rpartition(".")[0] if self.domains else ""

    def part(self, ref: str) -> str:
        """The first or last name, or the initial, as addresses have it."""
        words = self.name.split()
        first, last = (words[0], "".join(words[1:])) if len(words) > 1 else ("", "".join(words))
        part = {"first": first, "last": last, "initial": first[:1]}[ref]
        return "-".join(folded(part).split())

    def whole_domain(self, said: str) -> str:
        """A domain whose end was not said, or that was said with a fault."""
        if said in self.domains:
            return said
        for domain in self.domains:
            label = domain.rpartition(".")[0]
            if said == label or (self.domain and _near(said, domain)) or (self.domain and _near(said, label)):
                return domain
        return said

    def by_local_part(self, said: str) -> str:
        """The likely address whose part before the @ was said, "" where there is none."""
        if not (self.domain or self.given):
            return ""
        wanted = squeezed(said)
        return next((each for each in self.addresses if squeezed(each.partition("@")[0]) == wanted), "")


def squeezed(address: str) -> str:
    """Without dots and dashes."""
    return "".join(letter for letter in address if letter.isalnum() or letter == "@")


def snapped(address: str, known: Known, *, spelled: bool = False) -> Value:
    """The likely address that was meant, or the one that was heard; letters that were ``spelled`` are believed."""
    local, _, domain = address.partition("@")
    whole = f"{local}@{known.whole_domain(domain)}"
    if whole in known.addresses:
        return Value(whole, CERTAIN if whole == address else LIKELY)
    for likely in known.addresses:
        if likely.replace("-", "") == whole.replace("-", ""):
            return Value(likely, LIKELY)
    match = None if spelled else _alike(whole, known.addresses)
    if match:
        return Value(match, PLAUSIBLE)
    return Value(whole, LIKELY if spelled or is_general(whole) else HEARD)


def _alike(address: str, likely: Sequence[str]) -> str | None:
    local, _, domain = address.partition("@")
    for each in likely:
        theirs, _, at = each.partition("@")
        if at == domain and not is_general(each) and _same(local, theirs):
            return each
    return None


def _same(said: str, likely: str) -> bool:
    """Whether two local parts sound the same, part by part, or differ by one letter of many."""
    if len(likely) >= 9 and distance(said, likely) <= 1:
        return True
    mine, theirs = _parts(said), _parts(likely)
    return len(mine) == len(theirs) > 1 and all(_same_part(one, other) for one, other in zip(mine, theirs, strict=True))


def _same_part(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 2 and sound(one) == sound(other) != "")


def _parts(local: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in local).split()


def _near(said: str, likely: str) -> bool:
    return len(likely) >= 5 and (distance(said, likely) <= 1 or (len(likely) >= 9 and distance(said, likely) <= 2))
