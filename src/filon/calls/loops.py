"""What the workers do for this room again and again. Calls themselves are the dialer's."""

from __future__ import annotations

from filon.calls.erasing import forget_calls
from filon.calls.imports.models import ProspectImport
from filon.calls.recordings import erase_old, erase_strays
from filon.crm.imports.strict.retention import forget_old_files
from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop
from filon.tenants.clock import every_workspace

HOUR_S = 3600
STRAYS_EVERY_S = 6 * HOUR_S
"""All files are looked at, which costs more than it mostly finds."""


@loop("old files of numbers", every=HOUR_S)
def forget_files() -> int:
    """Empty what was read in files that have served, in every workspace."""
    return sum(forget_old_files(ProspectImport, now=clock.now()) for clock in every_workspace())


@loop("old recordings of calls", every=HOUR_S)
def erase_recordings() -> int:
    """Erase the recordings that were kept long enough, in every workspace."""
    return sum(erase_old(now=clock.now()) for clock in every_workspace())


@loop("sounds that no call has", every=STRAYS_EVERY_S)
def erase_sounds_without_call() -> int:
    """Erase what killed processes left in the media folder, of every workspace."""
    return sum(erase_strays(moment=SystemClock().now()) for _clock in every_workspace())


@loop("calls of forgotten people", every=HOUR_S)
def forget_ended_calls() -> int:
    """Wipe the calls that were still up when their person was forgotten, in every workspace."""
    return sum(forget_calls() for _clock in every_workspace())
