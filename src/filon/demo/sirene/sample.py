"""The invented directory, made and imported as a real one would be."""

from __future__ import annotations

import tempfile
from pathlib import Path

from filon.demo.sirene.stock import Order, make
from filon.directory.columnar import Snapshot
from filon.directory.columnar.build import build
from filon.directory.sirene.importing import import_file
from filon.kernel.clock import Clock

USUAL = 99_999
"""Companies of the usual sample: as many as there are SIREN that begin with 000."""


def load(*, size: int = USUAL, clock: Clock) -> Snapshot:
    """Import invented companies, marked as such, and copy the directory into columns. Once more, it changes nothing."""
    with tempfile.TemporaryDirectory(prefix="filon-sample-") as folder:
        for path in make(Path(folder), Order(size=size)):
            import_file(path, clock=clock, sample=True)
    return build(now=clock.now())
