"""Clocks astray and edits at the same time, through real bundles: all agree on what is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import CLOCK, Laptop, enrolled, read_cases

NOW = CLOCK.now()
YEAR = timedelta(365)
FIRST, LAST = datetime(1970, 1, 1, 8, tzinfo=CHINA), datetime(2099, 12, 31, 23, tzinfo=CHINA)
ASTRAY = {
    "one in 1970, one in 2099": [(FIRST, LAST)] * 6,
    "one in 2099, one in 1970": [(LAST, FIRST)] * 6,
    "a year forth and back": [(NOW, NOW + YEAR), (NOW + YEAR, NOW - YEAR)] * 3,
    "ever further back": [(NOW - YEAR * number, NOW) for number in range(6)],
    "from end to end": [(FIRST, FIRST), (LAST, LAST), (FIRST, LAST)] * 2,
}
"""What the two laptops' clocks say, exchange by exchange."""


class Room:
    """Two laptops of an office, a centre, and a stick that goes round."""

    def __init__(self, place: Path) -> None:
        self.office = uuid4()
        self.centre = Centre.new(place / "centre", "450405", "长洲区司法局", clock=CLOCK)
        self.laptops = [enrolled(self.centre, place / name, self.office) for name in ("甲", "乙")]
        (place / "stick").mkdir()
        self.stick = FolderMailbox(place / "stick")

    def at(self, place: int, moment: datetime) -> Laptop:
        """Return a laptop whose clock says this."""
        line, clock = self.laptops[place].line, Clock(lambda: moment)
        return Laptop(replace(line, store=line.store.at(clock), clock=clock))

    def exchange(self, laptop: Laptop) -> None:
        """Put the stick into a laptop."""
        hear_roster(laptop.line, self.stick)
        receive(laptop.line, self.stick)
        met = hear_colleagues(laptop.line, self.stick)
        assert (met.forks, met.refused, met.waiting) == ((), (), ())
        send(laptop.line, self.stick)

    def go_round(self, moments: Sequence[datetime] = (NOW, NOW)) -> None:
        """Carry the stick round until everybody has everything."""
        for _ in range(2):
            for place, moment in enumerate(moments):
                self.exchange(self.at(place, moment))
            self.centre.receive(self.stick)

    def shown(self, case: Case) -> Case:
        """Return how a case is shown; all must agree on it, and nothing may be left to send."""
        at_centre = read_cases(self.centre, self.office)[case.id]
        for laptop in self.laptops:
            assert laptop.line.store.get(Case, case.id) == at_centre
            assert laptop.line.store.problems() == ()
            assert delivery(laptop.line).unsent == 0
        hashes = {laptop.line.store.state_hash() for laptop in self.laptops}
        assert hashes == {self.state()}
        return at_centre

    def state(self) -> bytes:
        """Return the hash of what the centre holds."""
        entry = self.centre.register.office(self.office)
        assert entry is not None
        with self.centre.ledger(entry, self.centre.register) as ledger:
            return ledger.store.state_hash()

    def conflicts(self) -> list[set[str]]:
        """Return in which fields each laptop sees different values."""
        return [{one.column for one in laptop.line.store.conflicts()} for laptop in self.laptops]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for laptop in room.laptops:
        laptop.line.store.close()


@pytest.mark.parametrize("clocks", ASTRAY)
def test_what_was_written_in_knowledge_of_the_other_is_shown_whatever_the_clocks_say(
    made: Room, clocks: str
) -> None:
    case = made.at(0, NOW).add_case()
    made.go_round()
    for number, moments in enumerate(ASTRAY[clocks]):
        for place, moment in enumerate(moments):
            laptop = made.at(place, moment)
            seen = laptop.line.store.get(Case, case.id)
            laptop.correct(seen, facts=f"第{number}次 {place}")
            made.exchange(laptop)
            made.exchange(made.at(1 - place, moments[1 - place]))
        made.centre.receive(made.stick)
    made.go_round(ASTRAY[clocks][-1])
    made.go_round()
    assert made.shown(case).facts == "第5次 1"
    assert made.conflicts() == [set(), set()]


def edit_apart(made: Room, case: Case, *edits: dict[str, object]) -> Case:
    """Let both laptops edit a case without knowing of each other, then exchange."""
    for place, fields in enumerate(edits):
        made.at(place, (LAST, FIRST)[place]).correct(case, **fields)
    made.go_round()
    made.go_round()
    return made.shown(case)


@pytest.fixture
def case(made: Room) -> Case:
    written = made.at(0, NOW).add_case()
    made.go_round()
    made.go_round()
    return written


def test_the_same_field_edited_apart_is_shown_as_a_conflict_until_somebody_decides(
    made: Room, case: Case
) -> None:
    shown = edit_apart(made, case, {"facts": "甲说"}, {"facts": "乙说"})
    assert shown.facts in {"甲说", "乙说"}
    assert made.conflicts() == [{"facts"}, {"facts"}]
    made.at(1, FIRST).correct(shown, facts="两人商定")
    made.go_round()
    assert made.shown(case).facts == "两人商定"
    assert made.conflicts() == [set(), set()]


def test_other_fields_edited_apart_are_both_kept(made: Room, case: Case) -> None:
    shown = edit_apart(made, case, {"facts": "甲说"}, {"mediator": "覃𬭎"})
    assert (shown.facts, shown.mediator) == ("甲说", "覃𬭎")
    assert made.conflicts() == [set(), set()]


def test_a_void_and_an_edit_made_apart_keep_the_edit_and_are_shown(made: Room, case: Case) -> None:
    voided = {"void_reason": "录错了"}
    for place, fields in enumerate((voided, {"facts": "乙说"})):
        made.at(place, (LAST, FIRST)[place]).correct(case, **fields)
    made.go_round()
    made.go_round()
    for laptop in made.laptops:
        [conflict] = laptop.line.store.conflicts()
        assert (conflict.row, conflict.column) == (case.id, "facts")
        assert "乙说" in [write.value for write in conflict.writes]
    assert {laptop.line.store.state_hash() for laptop in made.laptops} == {made.state()}
