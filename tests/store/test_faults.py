"""Faults with real processes: killed, several at once, locked, full. Nothing is half-written."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.store import NotSaved, Store

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
PROCESS = Path(__file__).with_name("desk_process.py")


def start(folder: Path, *task: str) -> subprocess.Popen[str]:
    """Start another process on a desk."""
    command = [sys.executable, str(PROCESS), str(folder), *task]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def reopened(folder: Path) -> Store:
    """Open a desk again, as a person does after the lights went out."""
    return Store.open(folder, KEY, clock=Clock.computer())


@pytest.fixture
def folder(filled: Store, tmp_path: Path) -> Path:
    """Return the folder of a closed desk with a case and its party."""
    filled.close()
    return tmp_path / "a"


def _killed_before(folder: Path, statement: int) -> int:
    """Kill a process before a statement of a save; return how it ended."""
    store = reopened(folder)
    case, party = store.all(Case)[0], store.all(Party)[0]
    store.commit(OPERATOR, [changed(case, replace(case, title=f"{statement}"))])
    before = store.head().seq
    store.close()
    process = start(folder, "die", f"{statement}")
    told, errors = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}, errors
    store = reopened(folder)
    assert store.problems() == ()
    saved = store.head().seq - before
    assert saved in ({1} if told else {0, 1})
    after = (store.all(Case)[0].title, store.all(Party)[0].name)
    assert after == (("O'Brien & Sons",) * 2 if saved else (f"{statement}", party.name))
    store.close()
    return process.returncode


def test_killed_at_any_statement_of_a_save_all_or_nothing_is_there(folder: Path) -> None:
    # The last of these statements come after the save.
    codes = [_killed_before(folder, statement) for statement in (0, 3, 6, 8, 10, 12, 14, 16, 99)]
    assert (codes[0], codes[-1]) == (-signal.SIGKILL, 0)


def test_killed_while_changes_arrive_all_or_nothing_is_there(folder: Path) -> None:
    codes = []
    for statement in (0, 7, 14, 21, 28, 35, 99):
        process = start(folder, "apply", f"{statement}")
        told, _ = process.communicate()
        codes.append(process.returncode)
        store = reopened(folder)
        assert store.problems() == ()
        arrived = store.known().get(b"s" * 8, 0)
        assert arrived in ({2} if told else {0, 2})
        assert (store.all(Case)[0].title == "覃𬭎") == (arrived == 2)
        store.close()
    assert (codes[0], codes[-1]) == (-signal.SIGKILL, 0)


def _killed_somewhere(folder: Path, times: int) -> None:
    """Kill writing processes at random moments; what they told to be safe must be there."""
    for attempt in range(times):
        writers = [start(folder, "commit", "1000") for _ in range(2)]
        time.sleep(0.4 + 0.037 * attempt % 0.3)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        told = [int(line) for writer in writers for line in writer.communicate()[0].splitlines()]
        store = reopened(folder)
        assert len(told) == len(set(told))
        assert max(told, default=0) <= store.head().seq
        assert store.problems() == ()
        store.close()


def test_processes_killed_at_any_moment_lose_nothing_they_told_to_be_safe(folder: Path) -> None:
    _killed_somewhere(folder, 4)


@pytest.mark.soak
def test_three_hundred_kills_lose_nothing(folder: Path) -> None:
    _killed_somewhere(folder, 150)


def test_four_processes_that_write_at_once_take_turns(folder: Path) -> None:
    writers = [start(folder, "commit", "40") for _ in range(4)]
    results = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, results
    told = sorted(int(line) for out, _ in results for line in out.splitlines())
    assert told == list(range(2, 162))
    store = reopened(folder)
    assert store.problems() == ()
    assert [change.seq for change in store.changes_of(store.all(Case)[0].id)] == list(range(1, 162))
    store.close()


def test_a_desk_that_another_process_holds_says_so_and_keeps_all(
    filled: Store, tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reopened(tmp_path / "a")
    other.rows("BEGIN IMMEDIATE")
    monkeypatch.setattr("mediatordesk.store.engine.BUSY_SECONDS", 0.05)
    with pytest.raises(NotSaved, match="another program is using it"):
        filled.commit(OPERATOR, [changed(case, case.renamed("a<b"))])
    other.rows("ROLLBACK")
    assert filled.get(Case, case.id) == case
    filled.commit(OPERATOR, [changed(case, case.renamed("a<b"))])
    assert filled.head().seq == 2
    other.close()


def test_a_file_that_may_not_grow_keeps_what_was_saved(filled: Store, case: Case) -> None:
    filled.rows("PRAGMA max_page_count = 1")  # as it is now, and no larger
    large = replace(case, facts="案情" * 100_000)
    with pytest.raises(NotSaved, match="full"):
        filled.commit(OPERATOR, [changed(case, large)])
    assert filled.get(Case, case.id) == case
    assert (filled.head().seq, filled.problems()) == (1, ())
    filled.rows("PRAGMA max_page_count = 1073741823")
    assert filled.commit(OPERATOR, [changed(case, large)]).seq == 2
    assert filled.get(Case, case.id) == large


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a disk of 5 MB."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.mark.real
def test_a_full_disk_keeps_what_was_saved(small_disk: Path, case: Case, party: Party) -> None:
    store = Store.create(small_disk, KEY, replica=b"a" * 8, clock=Clock.computer())
    store.commit(OPERATOR, [added(case), added(party)])
    saved, refused, facts = 1, 0, ""
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2_000_000))
    for size in (500_000, 50_000, 5_000, 500):
        for _ in range(8):
            before = store.get(Case, case.id)
            facts = f"{facts[-10:]}{'案' * (size // 3)}"
            try:
                store.commit(OPERATOR, [changed(before, replace(before, facts=facts))])
            except NotSaved:
                refused += 1
                assert store.get(Case, case.id) == before
            else:
                saved += 1
            assert store.head().seq == saved
    assert saved > 1 < refused
    ballast.unlink()
    before = store.get(Case, case.id)
    store.commit(OPERATOR, [changed(before, before.renamed("覃𬭎"))])
    store.close()
    again = reopened(small_disk)
    assert (again.head().seq, again.problems()) == (saved + 1, ())
    again.close()


def test_a_folder_that_goes_away_is_told_and_nothing_is_saved_into_nowhere(
    filled: Store, tmp_path: Path, case: Case
) -> None:
    (tmp_path / "a").rename(tmp_path / "elsewhere")
    with pytest.raises(NotSaved, match="no longer there"):
        filled.commit(OPERATOR, [changed(case, case.renamed("a<b"))])
    (tmp_path / "elsewhere").rename(tmp_path / "a")
    filled.commit(OPERATOR, [changed(case, case.renamed("a<b"))])
    assert (filled.head().seq, filled.problems()) == (2, ())
