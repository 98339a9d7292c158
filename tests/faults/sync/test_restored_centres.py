"""A centre is put back from its backup: every laptop sends again what is not there any more."""

import shutil
from pathlib import Path

import pytest

from tests.faults.desks import opened

from .offices import COLLEAGUE, centre_of, centre_state, found_office, ledger_of, write_case
from .test_disk_images import assert_all_agree, facts_of, go_round, work


def back_up(place: Path) -> None:
    """Copy the centre aside: keys, register, databases, archive."""
    shutil.copytree(place / "centre", place / "backup of centre")


def put_back(place: Path) -> None:
    """Put the copy in the place of the centre."""
    shutil.rmtree(place / "centre")
    shutil.copytree(place / "backup of centre", place / "centre")


@pytest.mark.parametrize("mailbox", ["as it was", "emptied"])
def test_a_centre_of_yesterday_has_everything_again(tmp_path: Path, mailbox: str) -> None:
    found_office(tmp_path)
    homes = tmp_path, tmp_path / COLLEAGUE
    work(tmp_path, "昨天的案")
    go_round(tmp_path, *homes, times=2)
    back_up(tmp_path)
    work(tmp_path, "今天的案")
    with opened(tmp_path) as desk:
        write_case(desk, "有扫描件", b"%PDF 1.7" * 40_000)
    work(tmp_path / COLLEAGUE, "同事今天的案")
    go_round(tmp_path, *homes, times=3)
    with opened(tmp_path) as desk:
        without_failure = centre_state(centre_of(tmp_path), desk.office.id)
    put_back(tmp_path)
    if mailbox == "emptied":
        shutil.rmtree(tmp_path / "stick" / "v1")
    go_round(tmp_path, *homes, times=4)
    with opened(tmp_path) as desk:
        assert centre_state(centre_of(tmp_path), desk.office.id) == without_failure
        with ledger_of(centre_of(tmp_path), desk.office.id) as ledger:
            assert ledger.missing_parts() == []
    assert_all_agree(tmp_path, *homes)


def test_an_idle_laptop_learns_from_the_word_alone_that_the_centre_was_set_back(
    tmp_path: Path,
) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    back_up(tmp_path)
    work(tmp_path, "今天的案")
    go_round(tmp_path, tmp_path, times=2)
    put_back(tmp_path)
    shutil.rmtree(tmp_path / "stick" / "v1")
    work(tmp_path / COLLEAGUE, "同事的案")
    go_round(tmp_path, tmp_path / COLLEAGUE, times=1)
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=3)
    assert facts_of(tmp_path) == facts_of(tmp_path / COLLEAGUE) == ["今天的案", "同事的案"]
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)


def test_what_is_sent_again_is_the_same_bytes(tmp_path: Path) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    back_up(tmp_path)
    for day in range(3):
        work(tmp_path, f"第{day}天")
        go_round(tmp_path, tmp_path, times=2)
    sent = {path.name for path in (tmp_path / "desk" / "bundles").rglob("*.mdb")}
    put_back(tmp_path)
    shutil.rmtree(tmp_path / "stick" / "v1")
    work(tmp_path, "以后")
    go_round(tmp_path, tmp_path, times=4)
    after = {path.name for path in (tmp_path / "desk" / "bundles").rglob("*.mdb")}
    assert sent <= after
    assert len(after) == len(sent) + 1
    assert_all_agree(tmp_path, tmp_path)
