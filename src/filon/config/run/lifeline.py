"""Children that do not outlive their parent."""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(what: signal.Signals) -> None:
    """Ask the kernel to send a signal to this process when its parent dies, however it dies (Linux only).

    For `preexec_fn`. A change of user clears it, so it comes after.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(what), 0, 0, 0)
