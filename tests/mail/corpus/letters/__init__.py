"""Letters written before the classifier was tried on them: words in text files, dressed as programs do."""

from __future__ import annotations

from ..build import Case
from .dress import batch

CASES: tuple[Case, ...] = (*batch("first"), *batch("second"), *batch("third"), *batch("fourth"), *batch("fifth"))
