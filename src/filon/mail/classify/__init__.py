"""Tells what an incoming mail is: a person's answer, an absence, a bounce, a challenge… One pure function."""

from __future__ import annotations

from .decide import classify
from .verdict import Kind, Verdict

__all__ = ["Kind", "Verdict", "classify"]
