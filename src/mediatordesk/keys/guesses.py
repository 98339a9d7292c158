"""Wrong guesses make the next one wait: a rule, and a count that outlives the program.

It is against somebody who tries passphrases at the keyboard. Whoever takes the files home deletes
the count; against them stands what one guess costs (Argon2id). So nothing here may ever harm the
rightful user: no desk is locked or wiped, a lost or damaged count is an empty one, and a clock that
was set back costs no more than the longest wait. Where nothing can be counted (a full disk, a
write-protected stick) the program itself sits out a wait before it answers.
"""

import json
import math
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.folder_lock import alone_in

T = TypeVar("T")
FILE = "attempts.json"
MAX_FILE = 1 << 20
LONGEST = 30
"""Seconds that are waited at most."""
FREE = 1
"""Wrong guesses that cost no wait: everybody mistypes."""
UNCOUNTED = 3.0
"""Seconds that a wrong guess takes where none can be counted."""
ANYBODY = "anybody"
"""The door of those who do not say who they are, where several could be meant."""


class WaitBeforeNextTry(DeskError):
    """The passphrase was wrong several times, and the next try comes too early."""

    happened = N_("The desk was not opened: after a wrong passphrase it waits for a moment.")
    kept = N_("All cases are as they were; any number of further attempts is allowed.")
    to_do = N_("Wait {seconds} seconds, then type the passphrase again.")

    @property
    def seconds(self) -> int:
        """Return how long to wait, in whole seconds, at least 1."""
        return int(str(self.fields["seconds"]))


@dataclass(frozen=True, slots=True)
class Tally:
    """The wrong guesses at one door, and when the last one was (seconds since 1970)."""

    wrong: int = 0
    at: float = 0.0

    def after_wrong(self, now: float) -> "Tally":
        """Return the tally with one more wrong guess."""
        return Tally(self.wrong + 1, now)

    def wait(self, now: float) -> float:
        """Return how many seconds the next guess has to wait."""
        return max(0.0, delay_after(self.wrong) - max(0.0, now - self.at))


@dataclass(frozen=True, slots=True)
class Attempts:
    """What is kept: the tally of each door, and who opened the desk last. No names."""

    last: UUID | None = None
    doors: Mapping[str, Tally] = field(default_factory=dict)

    def tally(self, door: str) -> Tally:
        """Return the tally of a door."""
        return self.doors.get(door, Tally())


def delay_after(wrong: int) -> float:
    """Return how many seconds the next guess waits after so many wrong ones: 0, 1, 2, 4 … 30."""
    beyond = wrong - FREE - 1
    return 0.0 if beyond < 0 else float(min(LONGEST, 2 ** min(beyond, 16)))


def guess(
    folder: Path,
    door: str,
    now: Callable[[], float],
    attempt: Callable[[], T | None],
    sleep: Callable[[float], None] = time.sleep,
) -> T | None:
    """Make one guess at a door and count it if it is wrong (None). WaitBeforeNextTry if too early.

    Where there were wrong guesses before, several processes guess one after another. A guess that
    cannot be counted waits here.
    """
    if not read_attempts(folder).tally(door).wrong:
        found = attempt()
        if found is None:
            with alone_in(folder):
                _count(folder, door, now(), sleep)
        return found
    with alone_in(folder):
        _require_turn(folder, door, now(), sleep)
        found = attempt()
        if found is None:
            _count(folder, door, now(), sleep)
        return found


def seconds_left(folder: Path, door: str, now: float) -> int:
    """Return how long the next guess at a door has to wait, in whole seconds."""
    return math.ceil(read_attempts(folder).tally(door).wait(now))


def forget_guesses(folder: Path, door: str, last: UUID | None) -> None:
    """Begin anew at a door that was opened, and remember by whom, if that is worth it."""
    known = read_attempts(folder)
    doors = {name: tally for name, tally in known.doors.items() if name != door}
    after = Attempts(last, doors)
    if after != known:
        with alone_in(folder):
            write_attempts(folder, after)


def read_attempts(folder: Path) -> Attempts:
    """Read the count. Absent, damaged or of another kind, it is empty."""
    try:
        with (folder / FILE).open("rb") as file:
            data = json.loads(file.read(MAX_FILE))
        last = UUID(data["last"]) if data["last"] else None
        return Attempts(last, {str(name): _tally(*one) for name, one in data["doors"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Attempts()


def write_attempts(folder: Path, attempts: Attempts) -> bool:
    """Replace the count in one step; tell whether it could be written."""
    draft = folder / f".{FILE}.{os.getpid()}.tmp"
    doors = {name: [one.wrong, one.at] for name, one in attempts.doors.items()}
    last = str(attempts.last) if attempts.last else None
    with suppress(OSError):
        if not doors and last is None:
            (folder / FILE).unlink(missing_ok=True)
            return True
        try:
            draft.write_text(json.dumps({"last": last, "doors": doors}), encoding="ascii")
            draft.replace(folder / FILE)
        finally:
            draft.unlink(missing_ok=True)
        return True
    return False


def _require_turn(folder: Path, door: str, now: float, sleep: Callable[[float], None]) -> None:
    """Say WaitBeforeNextTry if the next guess is not yet due.

    A guess from the future was made before the clock was set back: the wait begins now, and where
    that cannot be noted, it would begin for ever, so it is over after a nap.
    """
    known = read_attempts(folder)
    tally = known.tally(door)
    if tally.at > now:
        tally = Tally(tally.wrong, now)
        if not write_attempts(folder, Attempts(known.last, {**known.doors, door: tally})):
            sleep(UNCOUNTED)
            return
    left = tally.wait(now)
    if left > 0:
        raise WaitBeforeNextTry(seconds=math.ceil(left))


def _count(folder: Path, door: str, now: float, sleep: Callable[[float], None]) -> None:
    """Count one more wrong guess at a door; where that cannot be, wait in its stead."""
    known = read_attempts(folder)
    tally = known.tally(door).after_wrong(now)
    if not write_attempts(folder, Attempts(known.last, {**known.doors, door: tally})):
        sleep(UNCOUNTED)


def _tally(wrong: Any, at: Any) -> Tally:
    """Read a tally. ValueError or TypeError if it is none."""
    if type(wrong) is not int or not 0 <= wrong < 1 << 32 or not math.isfinite(at):
        raise ValueError
    return Tally(wrong, float(at))
