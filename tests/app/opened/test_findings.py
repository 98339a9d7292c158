"""What the checks find on a real, encrypted desk behind the window's questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mediatordesk.actions.cases.releases import NothingHeld
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.finding_desk import Before, Weight
from mediatordesk.app.opened.findings import OpenedFindings
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from tests.actions.cases.premium_cases import PremiumCase, agreed_on, premium_case

UNLAWFUL = "款项付清后，苏美玲不得再向任何部门举报；公司不再为其补缴社会保险费。"


@pytest.fixture
def file(labour_file: CaseFile) -> CaseFile:
    """Return the case of scenario 8 with a last clause that no agreement may have."""
    first, last = labour_file.clauses
    return replace(labour_file, clauses=(first, replace(last, text=UNLAWFUL)))


@pytest.fixture
def findings(tmp_path: Path, file: CaseFile) -> Iterator[OpenedFindings]:
    desk: Desk = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "五个 不相干 的 词 a<b",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 5, 12, 9, tzinfo=CHINA)),
        cost=Cost(memory_kib=64, passes=1),
    ).desk
    parts = (file.case, *file.parties, *file.agreements, *file.clauses, *file.obligations)
    desk.commit([added(one) for one in parts])
    yield OpenedFindings(desk)
    desk.store.close()


def test_a_finding_stands_beside_the_clause_whose_words_it_quotes(
    findings: OpenedFindings, file: CaseFile
) -> None:
    checked = findings.checked(file.case.id, Before.SIGN)
    (agreement,) = checked.agreements
    assert agreement.id == file.agreements[0].id
    assert [one.number for one in agreement.clauses] == [1, 2]
    beside = agreement.clauses[1].findings
    assert any("举报" in one.quote for one in beside)
    assert any("社会保险" in one.quote and one.weight is not Weight.WARN for one in beside)
    for one in beside:
        assert one.quote in UNLAWFUL
        assert one.basis
        assert one not in checked.whole
    assert checked.stops > 0


def test_before_the_archive_missing_papers_concern_the_whole_case(
    findings: OpenedFindings, file: CaseFile
) -> None:
    checked = findings.checked(file.case.id, Before.ARCHIVE)
    assert any("卷内缺少" in one.why for one in checked.whole)
    assert checked.before is Before.ARCHIVE


def test_a_finding_about_an_agreement_or_party_names_it(
    findings: OpenedFindings, file: CaseFile
) -> None:
    checked = findings.checked(file.case.id, Before.COURT)
    named = {one.about for one in checked.whole} - {""}
    assert named
    assert named <= {
        "written agreement （2025）正阳人调字第11号", *(one.name for one in file.parties)
    }  # fmt: skip


WORDS = "双方同意社保事宜按税务机关的核定处理，O'Brien & Sons 协助 a<b。"


@pytest.fixture
def premiums(tmp_path: Path) -> Iterator[PremiumCase]:
    """Return a case at the window whose one clause no approved wording covers."""
    case = premium_case(tmp_path)
    case.do("2024-06-07T09:00", "accept")
    agreed_on(case, WORDS, performance="滞纳金另议")
    yield case
    case.desk.store.close()


def test_words_wait_for_the_director_beside_their_clause_and_beside_the_clauses(
    premiums: PremiumCase,
) -> None:
    checked = OpenedFindings(premiums.desk).checked(premiums.id, Before.SIGN)
    (agreement,) = checked.agreements
    assert [(one.number, one.text) for one in agreement.clauses] == [(1, WORDS), (0, "滞纳金另议")]
    assert agreement.clauses[1].field == "How it is performed"
    assert checked.awaiting == 2
    assert [one.words for one in checked.unread] == [WORDS, "滞纳金另议"]
    assert checked.unread[0].heading == "clause 1"


def test_the_directors_word_is_noted_once_and_shown_with_the_reason(premiums: PremiumCase) -> None:
    place = OpenedFindings(premiums.at("2024-06-12T11:00"))
    read = place.checked(premiums.id, Before.SIGN).unread
    place.release(premiums.id, read, "黄文德", "已核对")
    checked = place.checked(premiums.id, Before.SIGN)
    assert (checked.awaiting, checked.unread) == (0, ())
    shown = checked.agreements[0].clauses[0].findings[0]
    assert shown.release == "released by 黄文德 on 2024-06-12 11:00: 已核对"
    with pytest.raises(NothingHeld):
        place.release(premiums.id, read, "黄文德", "再来一次")
