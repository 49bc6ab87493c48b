"""Children that do not outlive their parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

PREPARED = "FILON_PREPARED"
"""Environment: set by the supervisor for its children, for whom it has prepared everything already.

They are users of the embedded server all the same: it must not leave before them, even when the supervisor is killed.
"""

_PR_SET_PDEATHSIG = 1

GONE_WITHIN_S = 15.0
"""More than an orderly end takes: a dialer first lets calls end, then hangs up."""


def die_with_parent(what: signal.Signals) -> None:
    """Ask the kernel to send a signal to this process when its parent dies, however it dies (Linux only).

    For `preexec_fn`. A change of user clears it, so it comes after.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(what), 0, 0, 0)


def follow_parent(*, gone_within_s: float = GONE_WITHIN_S) -> None:
    """In a child of the supervisor: stop when the parent of this process has died, and end in any case a while later.

    For where the kernel tells nobody (macOS), and for an orderly end that does not come. Elsewhere it does nothing.
    """
    if not os.environ.get(PREPARED):
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(gone_within_s)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
