"""A desk that can only be read: nothing is settled, and nobody who has left is let in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import check_desk
from mediatordesk.actions.desks.operators import (
    add_operator,
    change_label,
    change_passphrase,
    hand_over,
    keep_in_keyring,
    retire_operator,
)
from mediatordesk.actions.desks.slot_records import Retired
from mediatordesk.core.cases import Case
from mediatordesk.core.epochs import EpochReason
from mediatordesk.keys.slot_file import FILE
from mediatordesk.store import OnlyReads
from tests.actions.kept_desks import Computer, accept
from tests.actions.shared_desks import CHEAP, WORDS_OF_LI, WORDS_OF_QIN, shared
from tests.disks import REFUSALS, Disk, small_disk

pytestmark = pytest.mark.real


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Return a small disk."""
    with small_disk(tmp_path / "U盘 a&b") as disk:
        yield disk


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_desk_from_another_computer_is_settled_when_it_can_be_written(
    disk: Disk, refusal: str, tmp_path: Path
) -> None:
    desk = Computer(tmp_path / "home").make(disk.path / "desk")
    case = accept(desk)
    desk.close()
    other = Computer(tmp_path / "other home")
    REFUSALS[refusal](disk)
    for _ in range(2):
        read = other.open(desk.folder)
        assert (read.epoch, read.store.all(Case)[0].number) == (None, case.number)
        assert (check_desk(read), read.tides.are_kept) == ((), True)
        assert read.only_reads
        with pytest.raises(OnlyReads):
            accept(read)
        read.close()
    assert not list((tmp_path / "other home").rglob("*.mark"))
    disk.give_back()
    again = other.open(desk.folder)
    assert again.epoch is not None
    assert again.epoch.reason is EpochReason.SET_BACK
    assert again.only_reads == ""
    again.close()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_the_key_file_is_not_changed_where_the_log_cannot_say_so(disk: Disk, refusal: str) -> None:
    both = shared(disk.path / "desk")
    before = (both.folder / FILE).read_bytes()
    REFUSALS[refusal](disk)
    desk = both.opened_by(WORDS_OF_LI)
    for change in (
        lambda: add_operator(desk, "O'Brien & Sons", "", "五个 新 的 口令 词", cost=CHEAP),
        lambda: change_label(desk, both.li, "窗口 a<b"),
        lambda: change_passphrase(desk, WORDS_OF_LI, "五个 新 的 口令 词", cost=CHEAP),
        lambda: keep_in_keyring(desk, on=True),
        lambda: retire_operator(desk, both.qin),
        lambda: hand_over(desk, WORDS_OF_QIN),
    ):
        with pytest.raises(OnlyReads):
            change()
    desk.close()
    assert (both.folder / FILE).read_bytes() == before


@pytest.mark.parametrize("refusal", REFUSALS)
def test_who_has_left_is_not_let_in_by_a_key_file_of_before(
    disk: Disk, refusal: str, tmp_path: Path
) -> None:
    both = shared(disk.path / "desk")
    shutil.copy(both.folder / FILE, tmp_path / FILE)
    desk = both.opened_by(WORDS_OF_LI)
    retire_operator(desk, both.qin)
    desk.close()
    shutil.copy(tmp_path / FILE, both.folder / FILE)
    REFUSALS[refusal](disk)
    with pytest.raises(Retired):
        both.opened_by(WORDS_OF_QIN)
    both.opened_by(WORDS_OF_LI).close()
