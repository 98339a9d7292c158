"""Processes that serve until they are told to end; who falls is started again."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from threading import Event
from typing import Any

from mediatordesk.core.texts import _, speak, spoken
from mediatordesk.keys.dumps import leave_no_dump

AGAIN = 1.0
"""Seconds after which a process that fell is started again."""
PATIENCE = 15.0
"""Seconds that a process has to end by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of a centre that serves: what it runs, so that it can be started again."""

    name: str
    run: Callable[..., None]
    given: tuple[Any, ...]

    def started(self) -> SpawnProcess:
        """Start it."""
        given = (spoken(), self.run, self.given)
        process = get_context("spawn").Process(target=_run, args=given, name=self.name)
        process.start()
        return process


@dataclass(slots=True)
class Parts:
    """All processes; who falls is started again, until all are told to end."""

    parts: Sequence[Part]
    ending: Event
    running: dict[Part, SpawnProcess] = field(default_factory=dict)
    fallen: int = 0

    def watch(self) -> None:
        """Keep them running until `ending` is set, then let them finish what they do."""
        self.running = {part: part.started() for part in self.parts}
        while not self.ending.is_set():
            sentinels = [process.sentinel for process in self.running.values()]
            if connection.wait(sentinels, timeout=0.2):
                self._start_again()
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()

    def _start_again(self) -> None:
        if self.ending.wait(AGAIN):
            return
        for part, process in self.running.items():
            if not process.is_alive():
                self.fallen += 1
                say(_("{part} has fallen (code {code}) and is started again.").format(
                    part=part.name, code=process.exitcode
                ))  # fmt: skip
                self.running[part] = part.started()


def _run(language: tuple[str, str], run: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Run a part in its own process, in the language of who started it."""
    leave_no_dump()
    speak(*language)
    run(*given)


def say(words: str) -> None:
    """Tell who started the server how it goes."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - for people, beside the answer
