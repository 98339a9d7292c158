"""A piece of work in a process of its own, killed or refused at a chosen one of its disk writes.

The writes are the system calls that change a disk, those inside of SQLite too. strace(1) stands
beside the process from its first to its last: it counts them, kills at one of them before it is
carried out (`signal=KILL`), or lets the disk be full from there on (`error=ENOSPC`). The product
knows nothing of it.
"""

import ctypes
import os
import re
import signal
import socket
import subprocess
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from mediatordesk.core.errors import DeskError

GROWING = ("write", "pwrite64", "ftruncate", "fallocate", "mkdir", "mkdirat", "copy_file_range")
"""What a full disk refuses."""
CHANGING = (
    *GROWING, "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat",
    "unlink", "unlinkat", "rmdir", "sendfile", "chmod", "fchmod",
)  # fmt: skip
"""What changes a disk, or makes sure of it."""
LINE = re.compile(r"(\w+)\(")
REFUSED = "refused:"
CRASHED = "crashed:"
SECONDS = 60
"""After which a piece of work hangs."""
ANYBODY_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))
"""prctl(2): PR_SET_PTRACER, PR_SET_PTRACER_ANY."""

_FORKED = get_context("forkserver")
_FORKED.set_forkserver_preload(["mediatordesk.actions.cases.intake", "mediatordesk.cli.main"])

Teller = Callable[[str], None]
Work = Callable[[Path, Teller], None]
"""Works in a folder, and tells what is safe from then on."""


class Point(NamedTuple):
    """A system call of a piece of work: which, and the how manieth of its name."""

    call: str
    ordinal: int


@dataclass(frozen=True)
class Outcome:
    """How a process ended, what it had told before, and which of its system calls were seen."""

    code: int | None
    told: tuple[str, ...]
    points: tuple[Point, ...] = ()

    @property
    def was_killed(self) -> bool:
        """Tell whether it did not reach its end."""
        return self.code == -signal.SIGKILL

    def safe(self) -> "Outcome":
        """Return the same without what was refused."""
        told = (words for words in self.told if not words.startswith(REFUSED))
        return Outcome(self.code, tuple(told), self.points)


def points_of(work: Work, folder: Path) -> Outcome:
    """Do the work to its end; return what it told and its points in their order."""
    log = folder.with_name(f"{folder.name}.strace")
    outcome = _watched(work, folder, ["-o", str(log), "-e", f"trace={','.join(CHANGING)}"])
    counted, points = Counter[str](), []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if call := LINE.match(line):
            counted[call[1]] += 1
            points.append(Point(call[1], counted[call[1]]))
    return Outcome(outcome.code, outcome.told, tuple(points))


def killed_at(work: Work, folder: Path, point: Point) -> Outcome:
    """Do the work, and kill it when it is about to do what the point names."""
    fault = f"inject={point.call}:signal=KILL:when={point.ordinal}"
    return _watched(work, folder, ["-o", os.devnull, "-e", f"trace={point.call}", "-e", fault])


def full_from(
    work: Work,
    folder: Path,
    points: Sequence[Point],
    index: int,
    calls: Sequence[str] = GROWING,
) -> Outcome:
    """Do the work on a disk that is full when the so manieth of its points is reached.

    It refuses these calls. If the work is refused in words, there is room again, and it is tried
    once more.
    """
    before = Counter(point.call for point in points[:index])
    faults = [f"inject={call}:error=ENOSPC:when={before[call] + 1}+" for call in calls]
    watch = ["-o", os.devnull, "-e", f"trace={','.join(calls)}"]
    return _watched(work, folder, [*watch, *(word for fault in faults for word in ("-e", fault))])


def alone(work: Work, folder: Path) -> Outcome:
    """Do the work in a process of its own, where nothing happens to it."""
    [outcome] = at_once([work], folder)
    return outcome


def at_once(works: Sequence[Work], folder: Path) -> list[Outcome]:
    """Do several pieces of work at the same time, each in a process of its own."""
    started = [_started(work, folder, watched=False) for work in works]
    # All are listened to at once: whoever is not heard stops when the pipe is full.
    with ThreadPoolExecutor(len(started)) as listeners:
        told = list(listeners.map(lambda one: tuple(_lines(one[1])), started))
    return [_ended(process, lines) for (process, _), lines in zip(started, told, strict=True)]


@contextmanager
def beside(work: Work, folder: Path) -> Iterator[Iterator[str]]:
    """Do the work in a process beside, and yield what it tells as it comes; end it by SIGKILL."""
    process, ours = _started(work, folder, watched=False)
    yield _lines(ours)
    process.kill()
    process.join(SECONDS)


def _watched(work: Work, folder: Path, watch: Sequence[str]) -> Outcome:
    """Do the work under strace, which goes away when the work was refused."""
    process, ours = _started(work, folder, watched=True)
    told = []
    with _strace(process, watch) as strace:
        for line in _lines(ours):
            told.append(line)
            if line.startswith(REFUSED):
                strace.terminate()
                strace.wait(SECONDS)
                ours.sendall(b"room")
    return _ended(process, tuple(told))


def _started(work: Work, folder: Path, *, watched: bool) -> tuple[BaseProcess, socket.socket]:
    """Start a process, and return the socket on which it tells."""
    ours, theirs = socket.socketpair()
    ours.settimeout(SECONDS)
    process = _FORKED.Process(target=_work, args=(work, folder, theirs, watched))
    process.start()
    theirs.close()
    return process, ours


def _lines(ours: socket.socket) -> Iterator[str]:
    """Yield what a process tells until it ends."""
    with ours, ours.makefile(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _ended(process: BaseProcess, told: tuple[str, ...]) -> Outcome:
    """Wait for a process that tells nothing more."""
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        raise TimeoutError(told)
    return Outcome(process.exitcode, told)


@contextmanager
def _strace(process: BaseProcess, watch: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Stand beside a process that has stopped itself, and let it go on."""
    assert process.pid is not None
    _wait_for(process.pid, "State:\tT")
    strace = subprocess.Popen(["strace", "-qq", *watch, "-p", str(process.pid)])
    _wait_for(process.pid, f"TracerPid:\t{strace.pid}\n")
    os.kill(process.pid, signal.SIGCONT)
    yield strace
    strace.wait(SECONDS)


def _wait_for(pid: int, words: str) -> None:
    """Wait until Linux says something of a process (proc(5), status)."""
    latest = time.monotonic() + SECONDS
    while words not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8"):
        if time.monotonic() > latest:
            raise TimeoutError(words)
        time.sleep(0.001)


def _work(work: Work, folder: Path, teller: socket.socket, watched: bool) -> None:
    """Wait to be watched, then work; if it is refused, wait for room and work again.

    What is told goes through no file: sendto(2) is none of the system calls that are counted.
    """
    if watched:
        ctypes.CDLL(None).prctl(*ANYBODY_MAY_TRACE, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)

    def tell(words: str) -> None:
        teller.sendall(f"{words}\n".encode())

    try:
        work(folder, tell)
    except Exception as error:
        if not isinstance(error, DeskError):
            # On standard error it would be written nowhere: that is full too.
            tell(f"{CRASHED} {traceback.format_exc()!r}")
            raise
        tell(f"{REFUSED} {' / '.join(error.lines())}")
        if watched:
            teller.recv(4)
            work(folder, tell)
