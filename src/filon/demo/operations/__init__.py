"""Writes of the sandbox and of the sample workspace."""

from __future__ import annotations

from filon.demo.operations.resetting import wipe_sample
from filon.demo.operations.sample import ensure_sample

__all__ = ["ensure_sample", "wipe_sample"]
