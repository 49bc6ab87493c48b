"""What a person asks, weighed: words become concepts, concepts in a clause become evidence, evidence a sum."""

from __future__ import annotations

from .evidence import ENOUGH, Weighed, weigh
from .learnt import LIKELY, UNLIKELY, resemblance

__all__ = ["ENOUGH", "LIKELY", "UNLIKELY", "Weighed", "resemblance", "weigh"]
