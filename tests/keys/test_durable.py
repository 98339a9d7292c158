"""Files are there whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from mediatordesk.keys.durable import (
    NotWritten,
    ReadsBackWrong,
    unwritable_because,
    write_durably,
)
from tests.disks import REFUSALS, small_disk


def test_a_file_is_replaced_as_a_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "新 文件夹" / "覃𬭎.bin"
    write_durably(file, b"old")
    write_durably(file, b"new")
    assert file.read_bytes() == b"new"
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.skipif(os.name != "posix", reason="rights are an idea of POSIX")
def test_a_private_file_is_never_readable_by_others(tmp_path: Path) -> None:
    write_durably(tmp_path / "key", b"secret", private=True)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.real
@pytest.mark.parametrize("refusal", REFUSALS)
def test_why_a_folder_cannot_be_written_to_is_said_and_nothing_stays(
    tmp_path: Path, refusal: str
) -> None:
    with small_disk(tmp_path / "stick") as disk:
        assert unwritable_because(disk.path) == ""
        REFUSALS[refusal](disk)
        before = list(disk.path.iterdir())
        why = {"full": "the disk is full", "protected": "the disk is write-protected"}[refusal]
        assert unwritable_because(disk.path) == why
        with pytest.raises(NotWritten, match=why):
            write_durably(disk.path / "覃𬭎.bin", b"data")
        assert list(disk.path.iterdir()) == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(NotWritten) as caught:
        write_durably(tmp_path / "file" / "inside", b"data")
    assert "inside" in str(caught.value)
    assert (tmp_path / "file").read_bytes() == b"in the way"


def test_a_stick_that_forgets_what_it_was_given_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick is played by a read that gives zeros, as a stick of forged size does."""
    write_durably(tmp_path / "old", b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda path: bytes(path.stat().st_size))
    with pytest.raises(ReadsBackWrong):
        write_durably(tmp_path / "old", b"new")
    monkeypatch.undo()
    assert (tmp_path / "old").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["old"]
