"""Ways out of agreements of a real, encrypted desk behind the window's questions."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mediatordesk.actions.cases.courts import NotCompetent
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.opened.ways import OpenedWays
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost

COURT = "梧州市长洲区人民法院"


@pytest.fixture
def desk(tmp_path: Path, labour_file: CaseFile) -> Iterator[Desk]:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "五个 不相干 的 词 a<b",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 5, 12, 9, tzinfo=CHINA)),
        cost=Cost(memory_kib=64, passes=1),
    ).desk
    file = labour_file
    parts = (file.case, *file.parties, *file.agreements, *file.clauses, *file.obligations)
    made.commit([added(one) for one in (*parts, *file.periods)])
    yield made
    made.store.close()


def test_each_way_is_open_or_says_why_not(desk: Desk, labour_file: CaseFile) -> None:
    (agreement,) = OpenedWays(desk).ways(labour_file.case.id).agreements
    assert agreement.id == labour_file.agreements[0].id
    assert {way.title for way in agreement.ways} >= {"司法确认", "支付令"}
    for way in agreement.ways:
        assert way.is_open != bool(way.why), way.title


def test_a_court_of_the_register_is_chosen_and_another_one_is_refused(
    desk: Desk, labour_file: CaseFile
) -> None:
    ways, case_id = OpenedWays(desk), labour_file.case.id
    (agreement,) = ways.ways(case_id).agreements
    assert [one.name for one in agreement.courts] == [""] * len(agreement.courts)
    assert agreement.courts
    ways.note_court(COURT, agreement.courts[0].district)
    (agreement,) = ways.ways(case_id).agreements
    assert COURT in {one.name for one in agreement.courts}
    with pytest.raises(NotCompetent):
        ways.choose_court(case_id, agreement.id, "不在名册的法院 a<b")
    ways.choose_court(case_id, agreement.id, COURT)
    assert ways.ways(case_id).court == COURT
