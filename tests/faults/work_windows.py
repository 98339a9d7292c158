"""What windows do that are killed, hold the file, or work at the same time."""

import itertools
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from mediatordesk.core.cases import Case
from mediatordesk.core.records import added, changed
from mediatordesk.core.sessions import Note
from mediatordesk.store import AddedMeanwhile

from .desks import opened, register
from .tracing import Teller

REGISTERED = 3
"""So many cases are registered before the lights go out."""


def register_some_and_die(place: Path, tell: Teller) -> None:
    """Register cases one after another; then the lights go out, and the WAL holds them all."""
    with opened(place) as desk:
        for number in range(1, REGISTERED + 1):
            case = register(desk, f"第{number}案")
            tell(case.facts)
        os.kill(os.getpid(), signal.SIGKILL)


def hold_the_file(place: Path, tell: Teller) -> None:
    """Take the write lock of the database and keep it for eight seconds, as a backup may."""
    with opened(place) as desk:
        desk.store.rows("BEGIN IMMEDIATE")
        tell("held")
        time.sleep(8)
        desk.store.rows("ROLLBACK")
        tell("free")
        time.sleep(60)


def work_for_a_while(field: str, seconds: float, place: Path, tell: Teller) -> None:
    """Work in a window of one's own: correct a field of the one case, note it, register others.

    A window that comes too late for a number tries again, as it is told to. No case is registered
    with the words that the one case is corrected to: twice the same facts are a case doubled.
    """
    slowest, until = 0.0, time.monotonic() + seconds
    with opened(place) as desk:
        case_id = desk.store.all(Case)[0].id
        for number in itertools.count():
            words, started = f"{field} {number}", time.monotonic()
            case = desk.store.get(Case, case_id)
            note = Note(case_id=case_id, written_at=desk.clock.now(), text=words)
            desk.commit([changed(case, case.with_text(field, words)), added(note)])
            tell(f"noted {words}")
            with suppress(AddedMeanwhile):
                tell(f"registered {register(desk, f'第{number}案 ({field})').number}")
            slowest = max(slowest, time.monotonic() - started)
            if time.monotonic() > until:
                break
    tell(f"slowest {slowest}")
