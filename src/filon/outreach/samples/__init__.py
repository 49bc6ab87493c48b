"""Sequences to start from, and variables with their fallbacks, in the language in which a workspace writes."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from filon.outreach.samples import english, french, spanish
from filon.outreach.samples.sample import Sample

__all__ = ["Sample", "samples", "variables"]

LANGUAGES: Mapping[str, ModuleType] = {"fr": french, "en": english, "es": spanish}


def samples(language: str) -> dict[str, Sample]:
    """The models by key, in this language; in French for one that has none."""
    return {sample.key: sample for sample in LANGUAGES.get(language, french).SAMPLES}


def variables(language: str) -> tuple[str, ...]:
    """What the editor inserts: first name, name, company, job, city, site, sender, sender's company, way out."""
    found: tuple[str, ...] = LANGUAGES.get(language, french).VARIABLES
    return found
