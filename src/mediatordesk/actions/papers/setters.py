"""Child processes that set papers: a batch uses every core, and the desk's thread stays free.

A child is given manuscripts, never the desk: it has no key and no database, and what goes wrong
in it is the failure of one paper.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from mediatordesk.actions.papers.typesetting import Manuscript, SetPaper, set_paper
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, speak, spoken
from mediatordesk.documents import Fonts, Template

FontSource = Callable[[], Fonts]
"""Opens the fonts in the child; it travels there, so it is no function inside a function."""


class SettingBroke(DeskError):
    """A child process ended in the middle of a paper: no memory left, or it was ended."""

    happened = N_("{paper} was not made: setting it was broken off by the computer.")
    kept = N_("Everything entered is saved, and the other papers are made.")
    to_do = N_("Close other programs, and make this paper again.")


@dataclass
class _Setter:
    """One child process, and which paper it is busy with."""

    process: BaseProcess
    line: Connection
    busy_with: int | None = None
    title: str = ""
    broken: bool = False

    def give(self, number: int, manuscript: Manuscript) -> None:
        self.busy_with, self.title = number, manuscript.title
        # A child that has just died is noticed when its answer is read.
        with suppress(OSError):
            self.line.send(manuscript)

    def answer(self) -> SetPaper | DeskError:
        """Return the paper that was set, or why it was not."""
        try:
            answer: SetPaper | DeskError | Exception = self.line.recv()
        except (EOFError, OSError):
            self.broken = True
            return SettingBroke(paper=self.title)
        if isinstance(answer, SetPaper | DeskError):
            return answer
        raise answer

    def end(self) -> None:
        self.line.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


@dataclass(frozen=True)
class Setters:
    """Sets papers of one template in so many child processes."""

    template: bytes
    fonts: FontSource
    count: int

    def set_all(
        self, manuscripts: Iterator[tuple[int, Manuscript]]
    ) -> Iterator[tuple[int, SetPaper | DeskError]]:
        """Yield each paper with its number as it is finished, or what stopped it.

        Whoever stops iterating ends the children. A manuscript is taken only when a child is
        free, so a thousand papers need no more memory than a few.
        """
        setters: list[_Setter] = []
        try:
            for number, manuscript in manuscripts:
                if len(setters) < self.count:
                    self._begun(setters).give(number, manuscript)
                    continue
                free = self._first_free(setters)
                done, answer = free.busy_with, free.answer()
                # The child has its next paper before the one that it has set is saved.
                self._alive(setters, free).give(number, manuscript)
                if done is not None:
                    yield done, answer
            for setter in setters:
                if setter.busy_with is not None:
                    yield setter.busy_with, setter.answer()
        finally:
            for setter in setters:
                setter.end()

    def _begun(self, setters: list[_Setter]) -> _Setter:
        # spawn: a forked child would share the window's threads and the open database.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_set_papers, args=(theirs, spoken(), self.template, self.fonts), daemon=True
        )
        with _interrupts_held():
            process.start()
        theirs.close()
        setters.append(_Setter(process, ours))
        return setters[-1]

    def _first_free(self, setters: list[_Setter]) -> _Setter:
        """Wait until one of the children has answered, or has ended."""
        ready = wait([setter.line for setter in setters])
        return next(setter for setter in setters if setter.line in ready)

    def _alive(self, setters: list[_Setter], setter: _Setter) -> _Setter:
        """Return the setter, or a new one in its place if its process has ended."""
        if not setter.broken:
            return setter
        setter.end()
        setters.remove(setter)
        return self._begun(setters)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a child deaf to Ctrl-C, which reaches the whole group of processes.

    It inherits what is held here; where nothing can be, it is deaf once it sets papers.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _set_papers(
    line: Connection, words: tuple[str, str], template: bytes, fonts: FontSource
) -> None:
    """Set what comes in, until the line is closed or cut: the work of a child process."""
    speak(*words)
    # The parent decides what Ctrl-C means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read, opened = Template.read(template), fonts()
    with suppress(EOFError, OSError):
        while True:
            line.send(_answer(line.recv(), read, opened))


def _answer(paper: Manuscript, template: Template, fonts: Fonts) -> SetPaper | Exception:
    try:
        return set_paper(paper, template, fonts)
    except Exception as error:  # noqa: BLE001 - raised again where it is received
        return error
