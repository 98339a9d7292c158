"""Work on files from elsewhere, done in a child process that may not take much time or memory.

A Word file from a stranger is read by libraries written in C. Whatever it makes them do then
happens in a process that is ended after a while, that gets no more memory than it was told, that
has none of this process's environment, writes no file, and opens no connection by Python's means.
It still runs as the same user on the same disk: this keeps mistakes and bombs away from the desk,
it is no wall against machine code.

Time is watched by the parent, on every system. Processor time, open files and written files are
limited where the system has `setrlimit` (Linux, macOS), memory on Linux. Windows would need a job
object for the memory; there only the time is limited.
"""

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, speak, spoken

if sys.platform != "win32":
    import resource

Given = ParamSpec("Given")
Item = TypeVar("Item")
Answer = TypeVar("Answer")

MEGABYTE = 2**20
OPEN_FILES = 64
# What the program needs of its environment to find itself, its libraries and its language.
NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
# Python says these before it does them (PEP 578).
FORBIDDEN = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn"),
)


class TookTooLong(DeskError):
    """A file kept a child process busy for longer than it was given."""

    happened = N_("The file was not read to its end: it took more than {seconds} seconds.")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again, or make it shorter.")


class NeededTooMuch(DeskError):
    """A file wanted more memory than a child process was given."""

    happened = N_("The file was not read to its end: it needs more than {megabytes} MB of memory.")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Word or WPS, make its pictures and tables smaller, and try again.")


class BrokeOff(DeskError):
    """A child process ended without an answer; `code` is what the system says of its end."""

    happened = N_("Reading the file broke off ({code}).")
    kept = N_("Nothing was changed.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again.")


class ChildMistake(Exception):
    """Something in a child process went wrong that is nobody's mistake but ours."""


class _Said(Enum):
    """What an answer of a child process is."""

    VALUE = auto()
    ERROR = auto()
    MISTAKE = auto()


@dataclass(frozen=True)
class Confined:
    """How much a child process may take: seconds until it is ended, megabytes of memory."""

    seconds: float = 20
    megabytes: int = 512

    def run(
        self, function: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        """Call a function of a module in a child process, and return what it returns.

        Function, arguments and answer are pickled. A DeskError that it raises is raised here;
        TookTooLong, NeededTooMuch or BrokeOff where it came to no end. ChildMistake, with the
        child's own words, for every other error.
        """
        with self._child(function) as child:
            answer: Answer = child.asked(args, kwargs)
        return answer

    def each(
        self, function: Callable[[Item], Answer], items: Iterable[Item]
    ) -> Generator[Answer, None, None]:
        """Call a function for one item after another in one child process; yield the answers.

        A child takes half a second to start; so that is paid once. The seconds are counted for
        each item anew. It ends at the first error, which is raised as in `run`.
        """
        with self._child(function) as child:
            for item in items:
                answer: Answer = child.asked((item,), {})
                yield answer

    @contextlib.contextmanager
    def _child(self, function: Callable[..., object]) -> Iterator["_Child"]:
        # A fresh process: a copy of this one would have its keys in memory.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        work = (there, self, spoken(), function)
        process = context.Process(target=_work, args=work, daemon=True)
        process.start()
        there.close()
        try:
            yield _Child(self.seconds, here, process)
        finally:
            here.close()
            process.kill()
            process.join()
            process.close()

    def take_hold(self) -> None:
        """Take from this process, a child, what the system can take from it."""
        for name in [name for name in os.environ if name not in NEEDED]:
            del os.environ[name]
        if sys.platform != "win32":
            resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
            # No file is written, and none of what was in memory is left behind by a crash.
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            # macOS refuses this limit with an error: more is mapped there from the start.
            memory = self.megabytes * MEGABYTE
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        sys.addaudithook(_forbid)

    def give_time(self) -> None:
        """Let this process, a child, use its processor time once more."""
        if sys.platform != "win32":
            _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
            seconds = math.ceil(time.process_time() + self.seconds)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


@dataclass(frozen=True)
class _Child:
    """A child process that answers one question after another, seen from its parent."""

    seconds: float
    line: Connection
    process: BaseProcess

    def asked(self, args: tuple[object, ...], kwargs: dict[str, object]) -> Any:
        """Return the answer of the child, or raise what it raised."""
        kind, answer = self._answer(args, kwargs)
        if kind is _Said.ERROR:
            raise answer[0](**answer[1])
        if kind is _Said.MISTAKE:
            raise ChildMistake(answer)
        return answer

    def _answer(self, *question: object) -> tuple["_Said", Any]:
        with contextlib.suppress(EOFError, ConnectionError):
            self.line.send(question)
            if not self.line.poll(self.seconds):
                raise TookTooLong(seconds=self.seconds)
            kind, answer = self.line.recv()
            return kind, answer
        self.process.join()
        if self.process.exitcode == -getattr(signal, "SIGXCPU", 0):
            raise TookTooLong(seconds=self.seconds)
        raise BrokeOff(code=self.process.exitcode)


def _forbid(event: str, _details: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        raise PermissionError(event)


def _work(
    there: Connection,
    limits: Confined,
    words: tuple[str, str],
    function: Callable[..., object],
) -> None:
    """Answer one question after another in the child process, until nobody asks any more."""
    limits.take_hold()
    speak(*words)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            limits.give_time()
            args, kwargs = there.recv()
            there.send(_said(limits, function, args, kwargs))


def _said(
    limits: Confined,
    function: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> tuple[_Said, object]:
    """Do the work, and say how it ended."""
    try:
        return _Said.VALUE, function(*args, **kwargs)
    except DeskError as error:
        return _Said.ERROR, (type(error), error.fields)
    except MemoryError:
        return _Said.ERROR, (NeededTooMuch, {"megabytes": limits.megabytes})
    except Exception:  # noqa: BLE001  a mistake of ours is told to the parent, which raises it
        return _Said.MISTAKE, traceback.format_exc()
