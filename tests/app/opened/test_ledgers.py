"""The screening log, subsidies and office settings of a real, encrypted desk behind the window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.opened.claims import OpenedClaims
from mediatordesk.app.opened.rounds import OpenedRounds
from mediatordesk.app.opened.settings import OpenedSettings
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.entries import BadEntry, FieldMissing
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added, changed
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

PLACE = "三组 O'Brien & Sons <a>"


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
    made.commit([added(one) for one in (file.case, *file.parties, *file.agreements)])
    yield made
    made.store.close()


def test_a_round_is_entered_as_it_is_typed_and_saved_as_a_workbook(
    desk: Desk, tmp_path: Path
) -> None:
    log = OpenedRounds(desk)
    fresh = log.ledger("").fresh
    assert fresh == {"visited_on": "2025-05-12", "visitor": "覃𬭎"}
    log.enter({**fresh, "place": PLACE, "found": "3", "prevented": " 2 ", "risk": "yellow",
               "findings": "", "measures": "", "next_on": ""})  # fmt: skip
    (line,) = log.ledger("2025-05").lines
    assert (line.title, line.when) == (PLACE, "05-12")
    assert "黄色" in line.detail
    assert log.ledger("2025-04").lines == ()
    path = log.save("2025-05", tmp_path / "台账.xlsx")
    cells = [str(cell.value) for row in load_workbook(path).worksheets[0].rows for cell in row]
    assert PLACE in cells
    assert "1次" in cells
    assert any("排查台账" in cell for cell in cells)


@pytest.mark.parametrize(
    ("field", "text"),
    [("found", "三"), ("found", "-1"), ("visited_on", "2025-05-13"), ("prevented", "4")],
)
def test_what_cannot_be_true_of_a_round_is_refused(desk: Desk, field: str, text: str) -> None:
    log = OpenedRounds(desk)
    answers = {**log.ledger("").fresh, "place": PLACE, "found": "3", field: text}
    with pytest.raises(BadEntry):
        log.enter(answers)
    assert log.ledger("").lines == ()


def test_a_round_is_taken_out_with_a_reason_only(desk: Desk) -> None:
    log = OpenedRounds(desk)
    log.enter({**log.ledger("").fresh, "place": PLACE})
    (line,) = log.ledger("").lines
    with pytest.raises(FieldMissing):
        log.take_out(line.key, " ")
    log.take_out(line.key, "重复登记")
    assert log.ledger("").lines == ()


def test_only_a_settled_case_that_was_not_claimed_is_offered(
    desk: Desk, labour_file: CaseFile
) -> None:
    claims = OpenedClaims(desk)
    assert offered(claims) == []
    case = labour_file.case
    desk.commit([changed(case, replace(case, status=CaseStatus.PERFORMED))])
    assert offered(claims) == [str(case.id)]


def offered(claims: OpenedClaims) -> list[str]:
    return [name for name, _label in claims.ledger("").columns[0].choices]


def test_a_setting_is_laid_down_as_it_is_typed_and_is_open_no_more(desk: Desk) -> None:
    settings = OpenedSettings(desk)
    before = settings.settings()
    assert [one.is_open for one in before] == sorted((one.is_open for one in before), reverse=True)
    for kind, typed in ((AnswerKind.YES_NO, "true"), (AnswerKind.NUMBER, "7")):
        one = next(one for one in before if one.ask.kind is kind and one.is_open)
        settings.lay_down(one.ask.name, typed, "长洲区司法局〔2025〕3号")
        now = next(two for two in settings.settings() if two.ask.name == one.ask.name)
        assert (now.text, now.is_own, now.is_open) == (typed, True, False)
        assert now.default == one.default
        assert now.reason == "长洲区司法局〔2025〕3号"


def test_every_setting_is_kept_as_it_is_shown(desk: Desk) -> None:
    """What is shown can be laid down unchanged: nothing is lost between screen and desk."""
    settings = OpenedSettings(desk)
    for one in settings.settings():
        settings.lay_down(one.ask.name, one.text, "覃𬭎")
    for one in settings.settings():
        assert one.text == one.default, one.ask.label


def test_a_setting_without_a_reason_is_refused(desk: Desk, labour_file: CaseFile) -> None:
    settings = OpenedSettings(desk)
    first = settings.settings()[0]
    with pytest.raises(FieldMissing):
        settings.lay_down(first.ask.name, first.text, "")
    assert not read_case_file(desk.store, labour_file.case.id).settings
