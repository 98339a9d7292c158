"""The power fails while keys are changed: there is always a way in, and the log says the truth.

The tasks are done in processes of their own (killed_operators.py), which are killed by SIGKILL
before each of their operations in turn, until one comes to its end.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, open_desk, open_desk_by_keyring
from mediatordesk.actions.desks.operators import keep_in_keyring
from mediatordesk.core.offices import Operator
from mediatordesk.forms import Packs
from mediatordesk.keys import keyring_slot
from mediatordesk.keys.guesses import FILE as GUESSES
from mediatordesk.keys.slot_file import SlotKind, read_slots
from mediatordesk.keys.slots import WrongPassphrase, open_with_recovery, recovery_recipient
from tests.actions.killed_operators import NEW_WORDS, TASKS, THIRD_WORDS, main
from tests.actions.shared_desks import (
    CLOCK,
    PLACES,
    WORDS_OF_LI,
    WORDS_OF_QIN,
    Shared,
    shared,
    told,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks processes to kill them")
STRIDE = 7
"""In a quick run only every so manieth operation is died at; `make soak` dies at each."""


@pytest.fixture(scope="module", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once; they do not change."""
    once = Packs.read(PLACES.forms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda _folder: once)
        yield


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Return a closed desk of two operators, made once."""
    return shared(tmp_path_factory.mktemp("ready") / "desk")


@pytest.fixture
def both(ready: Shared, tmp_path: Path) -> Shared:
    """Return a copy of the desk of two operators."""
    return ready.copied(tmp_path / "desk 一")


def killed(folder: Path, task: str, step: int) -> bool:
    """Do a task in a process that is killed at one of its operations; tell whether it was."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            main(str(folder), task, str(step))
            os._exit(0)
        os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), (task, step, code)
    return code != 0


def opened(folder: Path, words: str) -> Desk | None:
    """Open a desk if the passphrase is right."""
    (folder / GUESSES).unlink(missing_ok=True)
    try:
        return open_desk(folder, words, places=PLACES, clock=CLOCK)
    except WrongPassphrase:
        return None


def ways_in(folder: Path) -> dict[str, Desk]:
    """Return which passphrases open a desk; the desks are closed again."""
    found = {}
    for words in (WORDS_OF_LI, WORDS_OF_QIN, NEW_WORDS, THIRD_WORDS):
        desk = opened(folder, words)
        if desk is not None:
            found[words] = desk
            desk.close()
    return found


def steps_of(task: str, place: Path, ready: Path, *, every: bool) -> Iterator[tuple[int, Path]]:
    """Yield, for each operation of a task, the folder of a desk whose process died before it."""
    number = 1
    while True:
        folder = place / f"{number}" / "desk"
        shutil.copytree(ready.parent, folder.parent)
        folder = folder.with_name(ready.name)
        died = killed(folder, task, number)
        yield number, folder
        if not died:
            return
        shutil.rmtree(folder.parent)
        number += 1 if every else STRIDE


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
@pytest.mark.parametrize("task", TASKS)
def test_a_stop_at_any_operation_leaves_a_way_in_and_a_true_log(
    both: Shared, tmp_path: Path, task: str, every: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = tmp_path / "ready" / "desk 一"
    shutil.copytree(both.folder, ready)
    if task == "keyring-off":
        with_keyring(ready, monkeypatch)
    steps = 0
    for _number, folder in steps_of(task, tmp_path / "steps", ready, every=every):
        steps += 1
        slots = read_slots(folder)
        assert len(slots.of_kind(SlotKind.RECOVERY)) == 1
        assert len(slots.of_kind(SlotKind.KEYRING)) <= 1
        ways = ways_in(folder)
        check_task(task, folder, ways, both)
        key = next(iter(ways.values())).key
        assert all(desk.key == key for desk in ways.values())
        assert recovery_recipient(read_slots(folder), key) is not None
        if task != "recovery":
            assert open_with_recovery(folder, both.recovery).key == key
        check_log(folder, next(iter(ways)))
    assert steps >= 2


def with_keyring(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk open without typing, by a file that plays the system's keyring."""
    kept = folder.with_name("keyring")
    monkeypatch.setattr(keyring_slot, "keep_secret", lambda _desk, secret: kept.write_bytes(secret))
    desk = opened(folder, WORDS_OF_LI)
    assert desk is not None
    keep_in_keyring(desk, on=True)
    desk.close()
    monkeypatch.setattr(keyring_slot, "recall_secret", lambda _desk: kept.read_bytes())
    assert open_desk_by_keyring(folder, places=PLACES, clock=CLOCK) is not None


def check_task(task: str, folder: Path, ways: dict[str, Desk], both: Shared) -> None:
    """Look at what only one of the tasks may have changed."""
    if task == "passphrase":
        assert {*ways} in ({WORDS_OF_LI, WORDS_OF_QIN}, {NEW_WORDS, WORDS_OF_QIN})
        assert {desk.operator.id for desk in ways.values()} == {both.li, both.qin}
    elif task == "add":
        assert {WORDS_OF_LI, WORDS_OF_QIN} <= {*ways}
    elif task == "retire":
        assert WORDS_OF_LI in ways
    else:
        assert {*ways} == {WORDS_OF_LI, WORDS_OF_QIN}


def check_log(folder: Path, words: str) -> None:
    """Compare the log with the slots, after the next opening has brought them together."""
    desk = opened(folder, words)
    assert desk is not None
    events = told(desk)
    said = {kind for kind, _ in events}
    slots, operators = read_slots(folder), desk.store.all(Operator)
    assert not desk.store.problems()
    assert len(events) == len({*events}), events
    assert {*slots.operators()} == {one.id for one in operators if not one.retired}
    assert ("passphrase_changed" in said) == (opened(folder, NEW_WORDS) is not None)
    assert ("operator_retired" in said) == any(one.retired for one in operators)
    lasts = bool(slots.of_kind(SlotKind.KEYRING))
    on, off = "keyring_slot_added" in said, "keyring_slot_removed" in said
    assert lasts == (on and not off)
    desk.close()
