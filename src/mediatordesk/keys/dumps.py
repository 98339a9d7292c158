"""No image of this process's memory on any disk: keys and cases stand in it.

Linux hands a dump to a program (systemd-coredump, apport) even where its size is limited to
nothing, so the process says of itself that it is not to be dumped. Windows: its error reports hold
no memory by default, and asking for none would take a registry key of the machine.
"""

import ctypes
import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4
"""prctl(2)."""


def leave_no_dump() -> None:
    """Let the system write no core dump of this process, and of its children none with a size."""
    with suppress(ImportError, ValueError, OSError):  # no such thing here, or not ours to say
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
