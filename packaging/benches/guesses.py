"""What a wrong guess costs: the real Argon2id, and the wait that is asked for after it."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from benches.tables import Section, Timing, milliseconds
from mediatordesk.keys.guesses import seconds_left
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.slots import Entrant, WrongPassphrase, new_slots, open_with_passphrase

GUESSES = 20
FLOOR = 0.3
WORDS = f"""{GUESSES} wrong passphrases, one after another, at the slot of a desk as it is made
(Argon2id, 128 MiB, 3 passes). The clock that counts the wait is moved on instead of waited for; the
time of a guess is the machine's own. Demanded: {FLOOR} s or more for each guess, and a wait that
grows to a cap. The right passphrase costs the same once, and nothing is waited for."""


def guesses(folder: Path) -> Section:
    """Measure wrong guesses, and the right one after them."""
    operator, passphrase = uuid4(), "五 个 不相干 的 词"
    new_slots(folder, Entrant(operator), passphrase, Identity.new().recipient)
    now, wrong, right = [1.8e9], Timing(), Timing()
    waits: list[int] = []
    for number in range(GUESSES):
        wrong.take(partial(_guess, folder, f"wrong {number}", now[0]))
        waits.append(seconds_left(folder, str(operator), now[0]))
        now[0] += waits[-1]
    right.take(lambda: open_with_passphrase(folder, passphrase, now=lambda: now[0]))
    heading = ("what", "median", "quickest", "wait asked for after it")
    told = " ".join(f"{wait}" for wait in waits)
    rows = (
        ("a wrong guess", milliseconds(wrong.median), milliseconds(min(wrong.wall)), f"{told} s"),
        ("the right passphrase", milliseconds(right.median), milliseconds(right.median), "0 s"),
    )
    return Section("Guess a passphrase", WORDS, heading, rows)


def _guess(folder: Path, passphrase: str, now: float) -> None:
    try:
        open_with_passphrase(folder, passphrase, now=lambda: now)
    except WrongPassphrase:
        return
    raise AssertionError(passphrase)
