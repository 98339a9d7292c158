"""A folder into which a scanner puts its files."""

import os
from pathlib import Path

import pytest

from mediatordesk.actions.signing.scan_folder import ScanFolder
from mediatordesk.actions.signing.watched_folder import FolderUnreadable


def test_only_new_scans_that_are_written_to_their_end_are_given_once(tmp_path: Path) -> None:
    (tmp_path / "以前.pdf").write_bytes(b"%PDF-1.7")
    folder = ScanFolder(tmp_path)
    new = tmp_path / "新的 a&b.PDF"
    new.write_bytes(b"%PDF")
    (tmp_path / "~$新的.pdf").write_bytes(b"x")
    (tmp_path / "说明.txt").write_bytes(b"x")
    (tmp_path / "空.jpg").touch()
    (tmp_path / "夹.pdf").mkdir()
    assert folder.poll() == ()
    new.write_bytes(b"%PDF-1.7 more")  # the scanner is still at it
    assert folder.poll() == ()
    assert folder.poll() == (new,)
    assert folder.poll() == ()


def test_a_scan_that_is_written_anew_counts_again(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    path.write_bytes(b"II*\0")
    folder = ScanFolder(tmp_path)
    os.utime(path, ns=(1, 1))
    assert (folder.poll(), folder.poll(), folder.poll()) == ((), (path,), ())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable):
        ScanFolder(tmp_path / "没有")
