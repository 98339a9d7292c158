"""A folder into which a scanner or camera puts its pictures: the newest whole one is taken."""

import os
from pathlib import Path

import pytest

from mediatordesk.actions.signing.watched_folder import (
    GIVEN_UP,
    ChosenFile,
    EmptyFileCame,
    FolderUnreadable,
    NoPictureCame,
    PictureUnusable,
    WatchedFolder,
    next_picture,
)
from mediatordesk.signing import fingerprint

OLD, FIRST, SECOND = (fingerprint(seed=n) for n in (1, 2, 3))


def polled(source: WatchedFolder, times: int) -> bytes | None:
    """Look several times and return the first picture that is given."""
    return next(filter(None, (source.poll() for _time in range(times))), None)


def put(file: Path, data: bytes, second: int) -> None:
    """Write a file as if at a second of its own."""
    file.write_bytes(data)
    os.utime(file, (second, second))


def test_what_lay_there_before_does_not_count_and_the_newest_does(tmp_path: Path) -> None:
    put(tmp_path / "以前 old.png", OLD, 1000)
    source = WatchedFolder(tmp_path)
    assert polled(source, 4) is None
    put(tmp_path / "IMG_0001.JPG", FIRST, 2000)
    put(tmp_path / "扫描 a&b.PNG", SECOND, 3000)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".half.png").write_bytes(FIRST)
    (tmp_path / "folder.png").mkdir()
    assert polled(source, 4) == SECOND
    assert {one.name for one in tmp_path.iterdir()} >= {"以前 old.png", "扫描 a&b.PNG"}


def test_a_file_with_an_old_date_that_is_copied_in_counts(tmp_path: Path) -> None:
    source = WatchedFolder(tmp_path)
    put(tmp_path / "copied.png", FIRST, 100)
    assert polled(source, 3) == FIRST


def test_the_same_name_written_anew_counts(tmp_path: Path) -> None:
    put(tmp_path / "scan.png", OLD, 1000)
    source = WatchedFolder(tmp_path)
    put(tmp_path / "scan.png", FIRST, 2000)
    assert polled(source, 3) == FIRST


def test_half_a_file_is_waited_for(tmp_path: Path) -> None:
    source, file = WatchedFolder(tmp_path), tmp_path / "scan.png"
    for part in (0, len(FIRST) // 3, len(FIRST) // 2):
        put(file, FIRST[:part], 1000 + part)
        assert polled(source, 3) is None
        assert source.problem is None
    put(file, FIRST, 9000)
    assert polled(source, 3) == FIRST


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", EmptyFileCame), (FIRST[:200], PictureUnusable), (b"x", PictureUnusable)],
)
def test_what_never_becomes_a_picture_is_named_and_left_there(
    tmp_path: Path, data: bytes, kind: type[Exception]
) -> None:
    source, file = WatchedFolder(tmp_path), tmp_path / "坏 a<b.png".replace("<", "＜")
    file.write_bytes(data)
    with pytest.raises(kind) as refused:
        next_picture(source, 60, called="x", sleep=lambda _seconds: None)
    assert file.name in str(refused.value)
    assert file.read_bytes() == data
    put(tmp_path / "good.png", FIRST, 9_999_999_999)
    assert polled(source, GIVEN_UP) == FIRST
    assert source.problem is None


def test_a_folder_where_nothing_comes_or_that_is_none(tmp_path: Path) -> None:
    slept: list[float] = []
    with pytest.raises(NoPictureCame):
        next_picture(WatchedFolder(tmp_path), 2, called=str(tmp_path), sleep=slept.append)
    assert sum(slept) == 2
    for nowhere in (tmp_path / "missing", tmp_path / "file"):
        (tmp_path / "file").touch()
        with pytest.raises(FolderUnreadable):
            WatchedFolder(nowhere)


def test_a_chosen_file_is_there_at_once(tmp_path: Path) -> None:
    put(tmp_path / "章.png", FIRST, 1)
    assert next_picture(ChosenFile(tmp_path / "章.png"), 1, called="", sleep=print) == FIRST
    (tmp_path / "empty.png").touch()
    with pytest.raises(EmptyFileCame):
        ChosenFile(tmp_path / "empty.png").poll()
    with pytest.raises(PictureUnusable):
        ChosenFile(tmp_path / "missing.png").poll()
