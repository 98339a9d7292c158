"""The file of yesterday is put back: its log goes on under a new name, and no number twice."""

import shutil
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.epochs import EpochReason
from mediatordesk.store import Store
from tests.faults.desks import make_desk, opened, register


def yesterday(place: Path) -> Path:
    """Copy the desk's folder aside, as a person does with the file manager."""
    return Path(shutil.copytree(place / "desk", place / "copy of desk"))


def put_back(place: Path) -> None:
    """Put the copy in the place of the desk."""
    shutil.rmtree(place / "desk")
    (place / "copy of desk").rename(place / "desk")


def dots(desk: Desk) -> set[tuple[bytes, int, bytes]]:
    """Return every place of the own logs that is taken: replica, seq, and the change's hash."""
    return {
        (segment.replica, segment.seq0 + number, change.leaf)
        for replica in desk.store.own_replicas()
        for segment in desk.store.segments(0, replica)
        for number, change in enumerate(segment.changes)
    }


def test_a_file_of_yesterday_goes_on_under_a_new_name_and_uses_no_number_twice(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    yesterday(tmp_path)
    with opened(tmp_path) as desk:
        lost = [register(desk, f"今天的第{number}案").number for number in range(3)]
        before = dots(desk)
    put_back(tmp_path)
    with opened(tmp_path) as desk:
        assert desk.epoch is not None
        assert (desk.epoch.reason, desk.epoch.numbers_known) == (EpochReason.SET_BACK, True)
        [case] = desk.store.all(Case)
        numbers = [register(desk, f"以后的第{number}案").number for number in range(3)]
        assert not {case.number, *lost} & set(numbers)
        assert len(set(numbers)) == 3
        places = [(replica, seq) for replica, seq, _ in before | dots(desk)]
        assert len(places) == len(set(places))
        assert check_desk(desk) == ()
    with opened(tmp_path) as desk:
        assert desk.epoch is None


def test_what_was_lost_comes_back_from_a_colleague_and_doubles_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    yesterday(tmp_path)
    (tmp_path / "colleague").mkdir()
    theirs = Store.create(
        tmp_path / "colleague", bytes(32), replica=b"colleagu", clock=Clock.computer()
    )
    with opened(tmp_path) as desk:
        lost = register(desk, "今天的案")
        segments = desk.store.segments(0)
    for one in segments:
        theirs.apply(one.replica, one.prev_head, one.seq0, one.changes)
    put_back(tmp_path)
    with opened(tmp_path) as desk:
        register(desk, "以后的案")
        for one in segments:  # the colleague sends on what they have
            desk.store.apply(one.replica, one.prev_head, one.seq0, one.changes)
        assert desk.store.get(Case, lost.id) == lost
        titles = sorted(one.facts for one in desk.store.all(Case))
        assert len(titles) == len(set(titles)) == 3
        assert check_desk(desk) == ()
        for replica in desk.store.own_replicas():
            for one in desk.store.segments(0, replica):
                theirs.apply(one.replica, one.prev_head, one.seq0, one.changes)
    assert sorted(one.facts for one in theirs.all(Case)) == titles
    assert theirs.problems() == ()
    theirs.close()


def test_two_live_copies_never_give_the_same_number(tmp_path: Path) -> None:
    make_desk(tmp_path)
    copy = tmp_path / "other"
    copy.mkdir()
    shutil.copytree(tmp_path / "desk", copy / "desk")
    shutil.copytree(tmp_path / "marks", copy / "marks")
    given = list[str]()
    for place in (tmp_path, copy) * 2:
        with opened(place) as desk:
            case = register(desk, f"{len(given)}")
            given.append(case.number or case.mark)
            assert check_desk(desk) == ()
    assert len(given) == len(set(given)) == 4
