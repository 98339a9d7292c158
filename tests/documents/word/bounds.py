"""Lets something run for so long, and use so much memory, and no more."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PAGE = resource.getpagesize()


class TookTooLong(Exception):
    """What was tried did not end in time."""


@contextmanager
def bounded(*, seconds: int, megabytes: int) -> Iterator[None]:
    """Stop what runs here with TookTooLong, or MemoryError, at the limits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * PAGE
    before = signal.signal(signal.SIGALRM, _stop)
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 2**20, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong
