"""A stick: torn copies, junk, pulled and read-only sticks; and nothing is ever deleted."""

from pathlib import Path

import pytest

from mediatordesk.keys import durable
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle
from mediatordesk.sync.bundles.names import hash_in_name, is_name
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.folder import FolderMailbox

DATA = "覃𬭎 a<b".encode() * 100
FOLDER = "v1/0a1b2c3d/00112233445566ff/202611"


def bundle(data: bytes = DATA, number: int = 1) -> Bundle:
    return Bundle(f"{FOLDER}/{number:08}-{hash_in_name(data)}.mdb", data)


@pytest.fixture
def stick(tmp_path: Path) -> FolderMailbox:
    folder = tmp_path / "U 盘"
    folder.mkdir()
    return FolderMailbox(folder)


def test_what_is_put_is_there_and_putting_it_again_is_harmless(stick: FolderMailbox) -> None:
    assert stick.names() == ()
    for _ in range(2):
        stick.put(bundle())
    assert stick.names() == (bundle().name,)
    assert stick.get(bundle().name) == DATA
    assert stick.has(bundle())


@pytest.mark.parametrize("length", [0, 1, len(DATA) // 2, len(DATA) - 1])
def test_a_torn_copy_is_not_there_yet_and_is_mended_by_the_next_put(
    stick: FolderMailbox, length: int
) -> None:
    stick.put(bundle())
    (stick.folder / bundle().name).write_bytes(DATA[:length])
    assert stick.get(bundle().name) is None
    assert not stick.has(bundle())
    stick.put(bundle())
    assert stick.get(bundle().name) == DATA


def test_a_copy_of_right_length_and_wrong_bytes_is_not_there(stick: FolderMailbox) -> None:
    stick.put(bundle())
    (stick.folder / bundle().name).write_bytes(bytes(len(DATA)))
    assert stick.get(bundle().name) is None


def test_one_torn_copy_does_not_hide_the_others(stick: FolderMailbox) -> None:
    stick.put(bundle())
    stick.put(bundle(b"second", 2))
    (stick.folder / bundle().name).write_bytes(b"")
    assert len(stick.names()) == 2
    assert stick.get(bundle(b"second", 2).name) == b"second"


@pytest.mark.parametrize("number", [1, 2])
def test_what_was_ended_while_it_was_written_leaves_nothing_once_the_next_is_put(
    stick: FolderMailbox, number: int
) -> None:
    cut_off, later = bundle(b"cut off", 1), bundle(b"still being written", 3)
    drafts = [stick.folder / FOLDER / f".{Path(one.name).name}.7.tmp" for one in (cut_off, later)]
    drafts[0].parent.mkdir(parents=True)
    for draft in drafts:
        draft.write_bytes(b"cut")
    stick.put(bundle(DATA, number))
    assert [draft.exists() for draft in drafts] == [False, True]


def test_a_draft_that_another_program_takes_for_a_forgotten_one_is_written_again(
    stick: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, others = durable._write, [bundle(b"of the same number")]

    def interrupted(path: Path, data: bytes, mode: int) -> None:
        write(path, data, mode)
        if others:
            stick.put(others.pop())

    monkeypatch.setattr(durable, "_write", interrupted)
    stick.put(bundle())
    assert stick.get(bundle().name) == DATA
    assert len(stick.names()) == 2


def test_other_things_on_the_stick_are_left_alone_and_not_read(stick: FolderMailbox) -> None:
    folder = stick.folder / FOLDER
    folder.mkdir(parents=True)
    for name in (".~lock", "照片.jpg", "00000001-X.mdb", ".00000001-aa.mdb.77.tmp", "a b.mdb"):
        (folder / name).write_bytes(b"x")
    (folder / "dir.mdb").mkdir()
    (folder / "link.mdb").symlink_to("/etc/passwd")
    assert stick.names() == ()
    assert len(list(folder.iterdir())) == 7


def test_a_huge_file_is_not_read(stick: FolderMailbox) -> None:
    path = stick.folder / bundle().name
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(MAX_BUNDLE + 1)
    assert stick.get(bundle().name) is None


def test_a_stick_that_is_not_in_is_not_made_up(tmp_path: Path) -> None:
    away = FolderMailbox(tmp_path / "not in")
    for act in (away.names, lambda: away.get(bundle().name), lambda: away.put(bundle())):
        with pytest.raises(MailboxAway) as caught:
            act()
        assert all(caught.value.lines())
    assert not away.folder.exists()


def test_a_full_stick_leaves_nothing_under_the_name(
    stick: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritten):
        stick.put(bundle())
    assert stick.names() == ()
    assert not [path for path in stick.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name",
    [
        "v1/../../etc/passwd.mdb",
        "/v1/a/b.mdb",
        "v1/a/../b.mdb",
        "v1/A/b.mdb",
        "v1/a/con\0.mdb",
        "v1/a/b.mdb\n",
        "v1\\a\\b.mdb",
        "v1//b.mdb",
        "v1/a/.mdb",
        "v1/b.mdb",
        "",
        f"v1/a/{'b' * 80}.mdb",
    ],
)
def test_a_name_that_leads_elsewhere_is_never_used(stick: FolderMailbox, name: str) -> None:
    assert not is_name(name)
    with pytest.raises(ValueError):  # noqa: PT011 - the name is the message
        stick.get(name)
