"""The invented directory, made and imported as a real one would be."""

from __future__ import annotations

import tempfile
from pathlib import Path

from filon.demo.sirene.stock import Order, make
from filon.directory.columnar import Snapshot
from filon.directory.columnar.build import build
from filon.directory.public.models import Unit
from filon.directory.sirene.importing import import_file
from filon.kernel.clock import Clock

USUAL = 99_999
"""Companies of the usual sample: as many as there are SIREN that begin with 000."""

SMALL = 2_000
"""Companies that come with the sample workspace, which is to start in seconds."""


def ensure(*, clock: Clock) -> bool:
    """A small invented directory where there is none at all; a host's own is left alone. True when it was made."""
    if Unit.objects.exists():
        return False
    load(size=SMALL, clock=clock)
    return True


def load(*, size: int = USUAL, clock: Clock) -> Snapshot:
    """Import invented companies, marked as such, and copy the directory into columns. Once more, it changes nothing."""
    with tempfile.TemporaryDirectory(prefix="filon-sample-") as folder:
        for path in make(Path(folder), Order(size=size)):
            import_file(path, clock=clock, sample=True)
    return build(now=clock.now())
