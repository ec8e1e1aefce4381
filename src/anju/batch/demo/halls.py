"""The halls as the demo serves them: a worker whose server was killed ends too."""

import ctypes
import os
import signal

from anju.wsgi import application

__all__ = ["application"]

PR_SET_PDEATHSIG = 1  # of Linux's prctl


def _end_with_the_parent() -> None:
    """Orphans would keep the port and answer beside their successors, for ever out of date."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:  # it died before we could ask
        signal.raise_signal(signal.SIGTERM)


_end_with_the_parent()
