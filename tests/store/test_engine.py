"""The file: encrypted throughout, opened by its key alone, and readable without this program."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import apsw
import pytest
import sqlcipher3

from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added
from mediatordesk.store import CannotOpen, DeskLocked, Store
from mediatordesk.store.engine import OLDEST_SQLITE, OldDatabaseLibrary, connect, refusal_words

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
CLOCK = Clock.computer()


@pytest.mark.parametrize("key", [bytes(32), bytes(range(1, 33)), KEY[:31] + b"\0"])
def test_another_key_does_not_open_it(filled: Store, tmp_path: Path, key: bytes) -> None:
    with pytest.raises(DeskLocked, match=r"desk\.db"):
        Store.open(tmp_path / "a", key, clock=CLOCK)
    assert filled.problems() == ()


def test_what_is_no_desk_does_not_open(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"SQLite format 3\0" + os.urandom(8000))
    with pytest.raises(DeskLocked):
        Store.open(tmp_path, KEY, clock=CLOCK)


@pytest.mark.parametrize("place", ["nowhere", "folder"])
def test_a_file_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder" / "desk.db").mkdir(parents=True)
    with pytest.raises(CannotOpen) as refused:
        Store.open(tmp_path / place, KEY, clock=CLOCK)
    assert "damaged" not in " ".join(refused.value.lines())


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_its_files_can_be_read_by_their_owner_only(
    store: Store, case: Case, tmp_path: Path
) -> None:
    store.commit(OPERATOR, [added(replace(case, id=uuid4()))])
    files = sorted(path for path in tmp_path.rglob("desk.db*") if path.is_file())
    assert len(files) >= 2  # the log of what was written last is one of its own
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.parametrize("code", [3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26])
def test_why_the_computer_refuses_is_said_in_our_own_words(code: int) -> None:
    refused = sqlcipher3.OperationalError("disk I/O error")
    refused.sqlite_errorcode = code | 0x100  # an extended code of that kind
    assert refusal_words(refused) not in {"", "disk I/O error"}


def test_an_older_database_library_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcipher3.sqlite_version_info", (3, 51, 2))
    with pytest.raises(OldDatabaseLibrary):
        connect(tmp_path / "desk.db", KEY)
    assert OLDEST_SQLITE == (3, 51, 3)
    assert list(tmp_path.iterdir()) == []


def test_no_name_stands_in_plain_in_any_file(store: Store, tmp_path: Path, case: Case) -> None:
    names = ["覃𬭎", "O'Brien & Sons", "Nguyễn Văn Đức", "450405198503150021"]
    for name in names * 50:
        store.commit(OPERATOR, [added(Party(case_id=case.id, role="applicant", name=name))])  # type: ignore[arg-type]  # equal to its member
    store.remember("device", b"AGE-SECRET-KEY-1")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"desk.db", "desk.db-wal"}
    for path in files:
        data = path.read_bytes()
        for word in [*names, "AGE-SECRET", "CREATE TABLE", "party", "SQLite format"]:
            assert word.encode() not in data
            assert word.encode("utf-16-le") not in data
        assert KEY not in data


def test_an_independent_reader_reads_it_with_the_key_and_nothing_without(
    filled: Store, tmp_path: Path, party: Party
) -> None:
    filled.close()
    plain = apsw.Connection(str(tmp_path / "a" / "desk.db"))
    with pytest.raises(apsw.NotADBError):
        plain.execute("SELECT * FROM party").fetchall()
    plain.close()
    reader = apsw.Connection(str(tmp_path / "a" / "desk.db"))
    reader.pragma("cipher", "sqlcipher")
    reader.pragma("legacy", 4)
    reader.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert reader.execute("SELECT name FROM party").fetchall() == [(party.name,)]
    assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with pytest.raises(apsw.ConstraintError, match="unlogged write"):
        reader.execute("UPDATE party SET name = 'a<b'")
    reader.close()


def test_a_flipped_bit_in_a_page_is_found(filled: Store, tmp_path: Path) -> None:
    (page,) = filled.rows("SELECT rootpage FROM sqlite_master WHERE name = 'party'")[0]
    filled.close()
    path = tmp_path / "a" / "desk.db"
    data = bytearray(path.read_bytes())
    data[page * 4096 - 2000] ^= 1
    path.write_bytes(data)
    store = Store.open(tmp_path / "a", KEY, clock=CLOCK)
    assert store.problems() == (f"page {page} of the database is damaged",)
    store.close()


def test_the_file_is_written_through_and_safe_for_two_windows(store: Store) -> None:
    settings = {
        name: store.rows(f"PRAGMA {name}")[0][0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "secure_delete",
            "trusted_schema",
        )
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_the_key_is_in_no_traceback_of_a_locked_desk(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from mediatordesk.store import Store;"
        "from mediatordesk.core.clock import Clock;"
        "Store.open(Path(sys.argv[1]), bytes(range(32)), clock=Clock.computer())"
    )
    (tmp_path / "desk.db").write_bytes(os.urandom(8192))
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"DeskLocked" in done.stderr
    assert KEY.hex().encode() not in done.stderr
