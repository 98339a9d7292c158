"""Into the archive goes a complete file, bound as it stands; what comes later is still entered."""

from pathlib import Path

import pytest

from mediatordesk.actions.archive.archiving import take_step
from mediatordesk.actions.archive.binding import bind_file, bound_bytes, newest_bound
from mediatordesk.actions.archive.catalogue import Standing, catalogue
from mediatordesk.actions.cases.steps import FileIncomplete, NotBound, do_step
from mediatordesk.core.cases import CaseStatus, WrongStep

from .bound_cases import again, closed_case, complete_file, hand_in, make, sheets


def test_an_incomplete_file_stays_open_and_says_everything_at_once(tmp_path: Path) -> None:
    desk, file = closed_case(tmp_path / "desk")
    make(desk, file, "D04")
    with pytest.raises(FileIncomplete) as refused:
        take_step(desk, file.case.id, "archive", {})
    words = refused.value.lines()[0]
    for word in ("人民调解协议书", "人民调解记录", "当事人身份证明", "人民调解受理登记表"):
        assert word in words
    file = again(desk, file)
    assert (file.case.status, file.bound_files) == (CaseStatus.CLOSED, ())


def test_archiving_binds_what_was_not_bound_as_it_stands(tmp_path: Path) -> None:
    desk, file = complete_file(tmp_path / "desk")
    with pytest.raises(NotBound):
        do_step(desk, file.case.id, "archive", {})
    early = bind_file(desk, file)
    file = hand_in(desk, again(desk, file), "回单.pdf", sheets(2), "voucher")
    take_step(desk, file.case.id, "archive", {})
    file = again(desk, file)
    assert file.case.status is CaseStatus.ARCHIVED
    assert file.bound_files[0] == early.record
    assert len(file.bound_files) == 2
    assert newest_bound(desk, file) == file.bound_files[-1]
    with pytest.raises(WrongStep):
        take_step(desk, file.case.id, "archive", {})


def test_a_file_that_is_bound_already_is_not_bound_twice(tmp_path: Path) -> None:
    desk, file = complete_file(tmp_path / "desk")
    bound = bind_file(desk, file)
    take_step(desk, file.case.id, "archive", {})
    assert again(desk, file).bound_files == (bound.record,)


def test_what_comes_after_archiving_is_bound_anew_and_the_note_says_so(tmp_path: Path) -> None:
    desk, file = complete_file(tmp_path / "desk")
    take_step(desk, file.case.id, "archive", {})
    [first] = again(desk, file).bound_files
    before = bound_bytes(desk, first)
    take_step(desk, file.case.id, "perform", {"obligation": 2, "performed_on": "2025-06-20"})
    file = hand_in(desk, again(desk, file), "裁定书.pdf", sheets(2), "court_ruling")
    assert not catalogue(desk, file).is_current
    second = bind_file(desk, file)
    assert second.record != first
    assert bound_bytes(desk, first) == before
    assert again(desk, file).case.status is CaseStatus.ARCHIVED
    with pytest.raises(WrongStep):
        take_step(desk, file.case.id, "fail", {})


def test_the_catalogue_says_what_is_there_and_what_must_be(tmp_path: Path) -> None:
    desk, file = closed_case(tmp_path / "desk")
    file = make(desk, file, "D04", "D05")
    lines = {(one.code, one.standing): one for one in catalogue(desk, file).lines}
    assert lines["D04", Standing.PRINT].must
    made = file.newest_paper("D04")
    assert made
    pages = lines["D04", Standing.PRINT]
    assert (pages.first, pages.last) == (1, made.pages)
    assert not lines["D05", Standing.PRINT].must
    assert lines["D17", Standing.MISSING].must
    assert not lines["D19", Standing.ABSENT].must
    positions = [one.position for one in catalogue(desk, file).lines]
    assert positions == sorted(positions)
