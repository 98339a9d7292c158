"""A whole disk is set back or copied, tide mark and all: both histories survive everywhere."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import check_desk
from mediatordesk.core.cases import Case
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.records import changed
from tests.faults.desks import opened

from .offices import (
    COLLEAGUE,
    assert_centre_has_all,
    centre_of,
    centre_visits,
    found_office,
    visit,
    write_case,
)

DISK = ("desk", "marks")


def image(home: Path, to: Path) -> None:
    """Copy the whole disk of a desk: its folder, and the account's state outside it."""
    for part in DISK:
        shutil.copytree(home / part, to / part)


def set_back(home: Path, kept: Path) -> None:
    """Restore the image of a disk."""
    for part in DISK:
        shutil.rmtree(home / part)
        shutil.copytree(kept / part, home / part)


def work(home: Path, *facts: str) -> None:
    """Save cases at a desk."""
    with opened(home) as desk:
        for one in facts:
            write_case(desk, one)


def correct(home: Path, facts: str, title: str) -> None:
    """Correct the title of the case with these facts."""
    with opened(home) as desk:
        (case,) = (one for one in desk.store.all(Case) if one.facts == facts)
        desk.commit([changed(case, replace(case, title=title))])


def facts_of(home: Path) -> list[str]:
    """Return what a desk holds, in words; it is whole."""
    with opened(home) as desk:
        assert check_desk(desk) == ()
        return sorted(one.facts for one in desk.store.all(Case))


def go_round(place: Path, *homes: Path, times: int = 4) -> list[str]:
    """Let each desk and the centre visit the stick, some times; return what people were told."""
    told = list[str]()
    for _ in range(times):
        told += [visit(home, place / "stick").notice for home in homes]
        centre_visits(place)
    return [one for one in told if one]


def assert_all_agree(place: Path, *homes: Path) -> None:
    """Assert that the centre and all desks show the same, and nothing waits."""
    for home in homes:
        with opened(home) as desk:
            assert_centre_has_all(desk, place)
            assert visit(home, place / "stick").delivery.unsent == 0


def test_a_disk_that_was_set_back_whole_brings_both_tails_together(tmp_path: Path) -> None:
    found_office(tmp_path)
    work(tmp_path, "共同的过去")
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=2)
    image(tmp_path, tmp_path / "image")
    work(tmp_path, "后来一", "后来二")
    correct(tmp_path, "共同的过去", "后来的标题")
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=2)
    set_back(tmp_path, tmp_path / "image")
    work(tmp_path, "恢复之后一", "恢复之后二", "恢复之后三")
    correct(tmp_path, "共同的过去", "恢复之后的标题")
    told = go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE)
    assert len(told) == 1
    everything = sorted(
        ["共同的过去", "后来一", "后来二", "恢复之后一", "恢复之后二", "恢复之后三"]
    )
    assert facts_of(tmp_path) == facts_of(tmp_path / COLLEAGUE) == everything
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)
    with opened(tmp_path) as desk:
        assert [one.reason for one in desk.store.all(Epoch)] == [EpochReason.OTHER_HISTORY]
        assert {write.value for one in desk.store.conflicts() for write in one.writes} == {
            "后来的标题",
            "恢复之后的标题",
        }
        assert desk.epoch is None


def test_a_disk_set_back_on_which_nothing_was_done_gets_its_own_tail_back(tmp_path: Path) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    image(tmp_path, tmp_path / "image")
    work(tmp_path, "后来一", "后来二")
    go_round(tmp_path, tmp_path, times=2)
    set_back(tmp_path, tmp_path / "image")
    assert len(go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE)) == 1
    assert facts_of(tmp_path) == facts_of(tmp_path / COLLEAGUE) == ["后来一", "后来二"]
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)
    with opened(tmp_path) as desk:
        assert desk.store.conflicts() == ()


def test_unsent_work_of_before_the_image_is_not_doubled(tmp_path: Path) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    work(tmp_path, "在镜像里还没发送")
    image(tmp_path, tmp_path / "image")
    work(tmp_path, "后来一")
    go_round(tmp_path, tmp_path, times=2)
    set_back(tmp_path, tmp_path / "image")
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=5)
    assert facts_of(tmp_path) == ["后来一", "在镜像里还没发送"]
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)
    with opened(tmp_path) as desk:
        assert desk.store.conflicts() == ()


@pytest.mark.parametrize("mailbox", ["same", "emptied"])
def test_a_colleague_who_read_the_other_history_first_comes_to_the_same(
    tmp_path: Path, mailbox: str
) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=2)
    image(tmp_path, tmp_path / "image")
    work(tmp_path, "共同之后")
    (tmp_path / "by hand").mkdir()
    visit(tmp_path, tmp_path / "by hand")
    centre_visits(tmp_path, "by hand")
    set_back(tmp_path, tmp_path / "image")
    work(tmp_path, "恢复之后")
    visit(tmp_path, tmp_path / "stick")
    visit(tmp_path / COLLEAGUE, tmp_path / "stick")
    assert facts_of(tmp_path / COLLEAGUE) == ["恢复之后"]
    correct(tmp_path / COLLEAGUE, "恢复之后", "同事改的标题")
    if mailbox == "emptied":
        shutil.rmtree(tmp_path / "stick" / "v1")
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE, times=5)
    assert facts_of(tmp_path) == facts_of(tmp_path / COLLEAGUE) == ["共同之后", "恢复之后"]
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)


def test_two_live_clones_work_a_week_and_both_sets_survive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    clone = tmp_path / "clone"
    shutil.copytree(tmp_path / "desk", clone / "desk")
    (clone / "marks").mkdir()
    # The clone of a virtual machine: same machine, same folder, the very mark.
    monkeypatch.setattr("mediatordesk.actions.desks.desk.settle", lambda *_, **__: None)
    for day in range(5):
        work(tmp_path, f"原机第{day}天")
        work(clone, f"克隆第{day}天")
        go_round(tmp_path, tmp_path, clone, times=1)
    go_round(tmp_path, tmp_path, clone, tmp_path / COLLEAGUE)
    everything = sorted(f"{one}第{day}天" for one in ("原机", "克隆") for day in range(5))
    assert facts_of(tmp_path) == facts_of(clone) == everything
    assert_all_agree(tmp_path, tmp_path, clone, tmp_path / COLLEAGUE)
    with opened(tmp_path) as one, opened(clone) as other:
        assert one.store.head().replica != other.store.head().replica
        assert {*one.store.own_replicas()} & {*other.store.own_replicas()} != set()


def test_a_rebuilt_centre_lets_the_same_history_stand(tmp_path: Path) -> None:
    found_office(tmp_path)
    go_round(tmp_path, tmp_path, times=2)
    image(tmp_path, tmp_path / "image")
    work(tmp_path, "后来")
    go_round(tmp_path, tmp_path, times=2)
    set_back(tmp_path, tmp_path / "image")
    work(tmp_path, "恢复之后")
    go_round(tmp_path, tmp_path, tmp_path / COLLEAGUE)
    shutil.rmtree(tmp_path / "centre" / "offices")
    assert all(one.equal for one in centre_of(tmp_path).rebuild())
    assert_all_agree(tmp_path, tmp_path, tmp_path / COLLEAGUE)
