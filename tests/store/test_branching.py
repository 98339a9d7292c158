"""Two histories of one replica: the second goes on under a name of its own, and all desks agree."""

import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import added, changed
from mediatordesk.store import Fork, Fresh, Segment, Store
from mediatordesk.store.branches import branch_name

from .conftest import KEY, MORNING
from .exchange import OPERATOR, hand_over, rename

R, NEW = b"a" * 8, b"n" * 8
CASE = Case(pack="people", title="覃𬭎与 O'Brien & Sons a<b")
PARTY = Party(case_id=CASE.id, role=PartyRole.APPLICANT, name="王小明")


class Places:
    """Stores in a folder, under one clock."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.opened = folder, list[Store]()
        seconds = itertools.count()
        self.clock = Clock(lambda: MORNING + timedelta(seconds=next(seconds)))

    def new(self, name: str) -> Store:
        (self.folder / name).mkdir()
        replica = name[:1].encode() * 8
        self.opened.append(Store.create(self.folder / name, KEY, replica=replica, clock=self.clock))
        return self.opened[-1]

    def clone(self, name: str, to: str) -> Store:
        """Copy the whole disk."""
        shutil.copytree(self.folder / name, self.folder / to)
        self.opened.append(Store.open(self.folder / to, KEY, clock=self.clock))
        return self.opened[-1]


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    made = Places(tmp_path)
    yield made
    for store in made.opened:
        store.close()


def fresh(store: Store) -> Fresh:
    """Return how a log goes on."""
    head = store.head()
    epoch = Epoch(
        previous=head.replica, previous_seq=head.seq, previous_head=head.head,
        reason=EpochReason.SET_BACK, started_at=MORNING,
    )  # fmt: skip
    return Fresh(NEW, epoch, OPERATOR)


def give(segments: tuple[Segment, ...], *takers: Store) -> None:
    """Give segments of a log to desks."""
    for taker in takers:
        for one in segments:
            taker.apply(one.replica, one.prev_head, one.seq0, one.changes)


def give_all(giver: Store, *takers: Store) -> None:
    """Give all that a desk wrote, under whichever name."""
    for replica in giver.own_replicas():
        give(giver.segments(0, replica), *takers)


def begun(places: Places) -> tuple[Store, Store]:
    """Return a desk and its clone, which went on apart after three common changes."""
    one = places.new("a")
    one.commit(OPERATOR, [added(CASE), added(PARTY)])
    rename(one, "王晓明")
    rename(one, "Nguyễn Văn Đức")
    one.segments(0)
    return one, places.clone("a", "a clone")


def test_both_histories_stand_beside_each_other_and_all_desks_agree(places: Places) -> None:
    one, clone = begun(places)
    rename(one, "原机一")
    rename(one, "原机二")
    rename(clone, "克隆一")
    clone.commit(OPERATOR, [added(replace(CASE, id=PARTY.id, title="克隆的新案"))])
    centre = places.new("c")
    give_all(one, centre)
    with pytest.raises(Fork):
        give_all(clone, centre)
    leaf = clone.segments(3)[0].changes[0].leaf
    branch = clone.branch_off(R, 4, fresh(clone))
    assert branch == branch_name(R, 4, leaf)
    assert clone.known() == {R: 3, branch: 2, NEW: 1}
    assert clone.own_replicas() == (R, branch, NEW)
    assert clone.all(Party)[0].name == "克隆一"
    assert clone.problems() == ()
    give(one.segments(3), clone)
    give_all(clone, centre, one)
    assert clone.state_hash() == centre.state_hash() == one.state_hash()
    assert {write.value for one in centre.conflicts() for write in one.writes} == {
        "原机二",
        "克隆一",
    }
    assert {case.title for case in one.all(Case)} == {CASE.title, "克隆的新案"}
    for store in (one, clone, centre):
        assert store.problems() == ()


def test_whoever_branches_off_the_same_history_makes_the_same_bytes(places: Places) -> None:
    one, clone = begun(places)
    rename(clone, "克隆一")
    rename(clone, "克隆二")
    colleague = places.new("b")
    hand_over(clone, colleague)
    rename(colleague, "同事在克隆之上")
    again = places.clone("a clone", "a clone of the clone")
    branch = clone.branch_off(R, 4, fresh(clone))
    assert again.branch_off(R, 4, replace(fresh(again), replica=b"o" * 8)) == branch
    assert clone.segments(0, branch)[0] == again.segments(0, branch)[0]
    assert colleague.branch_off(R, 4) == branch
    assert colleague.own_replicas() == (b"b" * 8,)
    rename(one, "原机")
    give_all(one, colleague, clone, again)
    give_all(clone, one, colleague, again)
    give_all(again, one, colleague, clone)
    give_all(colleague, one, clone, again)
    hashes = {store.state_hash() for store in (one, clone, again, colleague)}
    assert len(hashes) == 1
    assert colleague.problems() == ()


def test_what_others_wrote_upon_the_history_that_stands_still_replaces_it(places: Places) -> None:
    one, clone = begun(places)
    rename(one, "原机一")
    colleague = places.new("b")
    give_all(one, colleague)
    rename(colleague, "同事在原机之上")
    clone.commit(OPERATOR, [added(replace(CASE, id=UUID(int=4), title="克隆的新案"))])
    give_all(colleague, clone)
    clone.branch_off(R, 4, fresh(clone))
    assert clone.problems() == ()
    give_all(one, clone)
    give_all(clone, one, colleague)
    give_all(colleague, one)
    assert clone.problems() == ()
    assert {store.state_hash() for store in (one, clone, colleague)} == {one.state_hash()}
    assert not clone.conflicts()
    assert clone.all(Party)[0].name == "同事在原机之上"


def test_a_purge_in_the_second_history_erases_its_own_words_and_no_others(places: Places) -> None:
    one, clone = begun(places)
    rename(one, "原机一")
    rename(clone, "克隆的秘密")
    purge = Purge(changes=(), purged_at=MORNING, reason="本人申请")
    party = clone.all(Party)[0]
    [dot] = clone.changes_touching([PARTY.id])[3:]
    clone.purge(OPERATOR, [dot], [changed(party, party.renamed("某人"))], purge)
    branch = clone.branch_off(R, 4, fresh(clone))
    named = clone.all(Purge)[0].dots
    assert [(one.replica, one.seq) for one in named] == [(branch, 1)]
    centre = places.new("c")
    give_all(one, centre)
    give_all(clone, centre)
    give(one.segments(3), clone)
    assert clone.state_hash() == centre.state_hash()
    assert centre.all(Party)[0].name in {"原机一", "某人"}
    assert "原机一" in {write.value for one in centre.conflicts() for write in one.writes}


def test_nothing_is_half_done_when_the_disk_refuses(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, clone = begun(places)
    rename(clone, "克隆一")
    before = clone.state_hash(), clone.known()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("mediatordesk.store.branching.Branching._own", full)
    with pytest.raises(OSError, match="No space"):
        clone.branch_off(R, 4, fresh(clone))
    assert (clone.state_hash(), clone.known()) == before
    assert clone.problems() == ()


def _chances(place: Path, seed: int) -> None:
    """Let a desk, its clone and a colleague write at random, heal, and compare."""
    chance, places = random.Random(seed), Places(place)  # noqa: S311 - an order, not a key
    one, clone = begun(places)
    colleague, centre = places.new("b"), places.new("c")
    give_all(one, colleague)
    for number in range(chance.randrange(1, 9)):
        store = chance.choice([one, clone, colleague])
        if chance.random() < 0.3:
            case = replace(CASE, id=UUID(int=chance.getrandbits(128)), title=f"{number}")
            store.commit(OPERATOR, [added(case)])
        else:
            rename(store, f"{number}")
        if chance.random() < 0.4 and colleague.known()[R] in (3, clone.known()[R]):
            try:
                give_all(clone, colleague)
            except Fork:
                continue
    rename(one, "原机最后")
    rename(clone, "克隆最后")
    give_all(one, centre)
    wrong = colleague.known()[R] > 3
    clone.branch_off(R, 4, fresh(clone))
    if wrong:
        colleague.branch_off(R, 4)
    for giver in (one, clone, colleague) * 2:
        for taker in {one, clone, colleague, centre} - {giver}:
            give_all(giver, taker)
    hashes = {store.state_hash() for store in (one, clone, colleague, centre)}
    assert len(hashes) == 1
    assert all(store.problems() == () for store in places.opened)
    for store in places.opened:
        store.close()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1 << 32))
def test_any_two_histories_end_alike_everywhere(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _chances(tmp_path_factory.mktemp("fork"), seed)
