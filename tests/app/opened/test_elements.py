"""A pack's fields of a real, encrypted desk behind the window's questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.actions.cases.rows import RowNotThere, RowOnPaper
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.element_desk import Element, ElementKey, Row
from mediatordesk.app.opened.elements import OpenedElements
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

LOAN, AMOUNT, AGREED = ElementKey("is_loan"), ElementKey("loan_agreed"), ElementKey("lent_on")
PANEL = ElementKey("panel")


@pytest.fixture
def desk(tmp_path: Path, oral_file: CaseFile) -> Iterator[Desk]:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "五个 不相干 的 词 a<b",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 5, 12, 9, tzinfo=CHINA)),
        cost=Cost(memory_kib=64, passes=1),
    ).desk
    made.commit([added(one) for one in (oral_file.case, *oral_file.parties)])
    yield made
    made.store.close()


@pytest.fixture
def elements(desk: Desk) -> OpenedElements:
    return OpenedElements(desk)


@pytest.fixture
def case_id(oral_file: CaseFile) -> UUID:
    return oral_file.case.id


def found(elements: OpenedElements, case_id: UUID, key: ElementKey) -> Element:
    return next(one for one in elements.elements(case_id) if one.key == key)


def test_sections_stand_together_and_those_of_the_pack_itself_come_first(
    elements: OpenedElements, case_id: UUID
) -> None:
    sections = [one.section for one in elements.elements(case_id) if one.party is None]
    runs = [one for n, one in enumerate(sections) if n == 0 or sections[n - 1] != one]
    assert len(runs) == len(set(runs))
    assert runs.index("登记") < runs.index("民间借贷要素")


def test_every_party_is_asked(elements: OpenedElements, case_id: UUID, oral_file: CaseFile) -> None:
    asked = {one.party for one in elements.elements(case_id) if one.ask.name == "guardian"}
    assert asked == {party.id for party in oral_file.parties}


def test_relevance_follows_the_answers(elements: OpenedElements, case_id: UUID) -> None:
    assert not found(elements, case_id, AMOUNT).shown
    elements.enter(case_id, LOAN, "true")
    assert found(elements, case_id, AMOUNT).asked
    elements.enter(case_id, AMOUNT, "36500")
    elements.enter(case_id, LOAN, "false")
    gone = found(elements, case_id, AMOUNT)
    assert (gone.asked, gone.shown, gone.answer) == (False, True, "36,500.00")


@pytest.mark.parametrize(
    ("name", "typed", "shown", "kept"),
    [
        ("loan_agreed", "36,500", "36,500.00", "3650000"),
        ("lent_on", "2024-03-05", "2024-03-05", "2024-03-05"),
        ("loan_rate", "0.5", "0.5", "0.5"),
        ("is_loan", "false", "false", "false"),
        ("discs", "12", "12", "12"),
        ("lender", " O'Brien & Sons a<b ", "O'Brien & Sons a<b", "O'Brien & Sons a<b"),
    ],
)
def test_an_answer_is_typed_kept_and_shown_and_can_be_taken_back(  # noqa: PLR0917 - one case each
    desk: Desk,
    elements: OpenedElements,
    case_id: UUID,
    name: str,
    typed: str,
    shown: str,
    kept: str,
) -> None:
    key = ElementKey(name)
    elements.enter(case_id, key, typed)
    assert found(elements, case_id, key).answer == shown
    assert read_case_file(desk.store, case_id).elements[name] == kept
    elements.enter(case_id, key, "")
    assert not found(elements, case_id, key).answered


def test_several_choices_are_one_answer(elements: OpenedElements, case_id: UUID) -> None:
    key = ElementKey("special_groups")
    names = [name for name, _label in found(elements, case_id, key).ask.choices][:2]
    elements.enter(case_id, key, "\n".join(names))
    assert found(elements, case_id, key).answer == "\n".join(names)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("lent_on", "明天"), ("loan_agreed", "3万"), ("discs", "许多"), ("difficulty", "没有这一项")],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_question(
    elements: OpenedElements, case_id: UUID, name: str, typed: str
) -> None:
    label = found(elements, case_id, ElementKey(name)).ask.label
    with pytest.raises(WrongEntry, match=label):
        elements.enter(case_id, ElementKey(name), typed)


def test_an_answer_of_a_party_is_kept_with_that_party(
    desk: Desk, elements: OpenedElements, case_id: UUID, oral_file: CaseFile
) -> None:
    child = oral_file.parties[1].id
    elements.enter(case_id, ElementKey("guardian", child), "Nguyễn Văn Đức")
    file = read_case_file(desk.store, case_id)
    assert file.party_elements == {child: {"guardian": "Nguyễn Văn Đức"}}
    assert found(elements, case_id, ElementKey("guardian", child)).answer == "Nguyễn Văn Đức"


def test_a_row_is_added_changed_and_kept_with_its_id(
    elements: OpenedElements, case_id: UUID
) -> None:
    table = found(elements, case_id, PANEL)
    assert table.ask.kind is AnswerKind.TABLE
    role = next(one for one in table.columns if one.name == "role").choices[0][0]
    elements.enter_row(case_id, PANEL, Row("", {"name": "覃𬭎", "role": role}))
    (row,) = found(elements, case_id, PANEL).rows
    changed = replace(row, answers={**row.answers, "name": "韦㛃"})
    elements.enter_row(case_id, PANEL, changed)
    assert found(elements, case_id, PANEL).rows == (changed,)
    with pytest.raises(WrongEntry):
        elements.enter_row(case_id, PANEL, Row("", {"name": "", "role": role}))


def test_a_row_is_taken_out_and_put_back_at_its_place_as_the_log_has_it(
    desk: Desk, elements: OpenedElements, case_id: UUID
) -> None:
    role = next(one for one in found(elements, case_id, PANEL).columns if one.name == "role")
    for name in ("覃𬭎", "韦㛃", "O'Brien a<b"):
        elements.enter_row(case_id, PANEL, Row("", {"name": name, "role": role.choices[0][0]}))
    before = found(elements, case_id, PANEL).rows
    elements.take_out_row(case_id, PANEL, before[1].id)
    assert found(elements, case_id, PANEL).rows == (before[0], before[2])
    with pytest.raises(RowNotThere):
        elements.take_out_row(case_id, PANEL, before[1].id)
    elements.put_back_row(case_id, PANEL, before[1].id, 1)
    assert found(elements, case_id, PANEL).rows == before
    with pytest.raises(RowNotThere):
        elements.put_back_row(case_id, PANEL, UUID(int=1).hex, 0)


def test_a_row_from_which_a_paper_was_made_stays(
    desk: Desk, elements: OpenedElements, case_id: UUID
) -> None:
    role = next(one for one in found(elements, case_id, PANEL).columns if one.name == "role")
    elements.enter_row(case_id, PANEL, Row("", {"name": "覃𬭎", "role": role.choices[0][0]}))
    (row,) = found(elements, case_id, PANEL).rows
    paper = Paper(
        case_id=case_id,
        kind="D13",
        title="人民调解调查记录",
        made_on=desk.clock.today(),
        about=UUID(row.id),
        pdf_sha256=f"{1:064x}",
        pages=1,
    )
    desk.commit([added(paper)])
    with pytest.raises(RowOnPaper, match="人民调解调查记录"):
        elements.take_out_row(case_id, PANEL, row.id)
    assert found(elements, case_id, PANEL).rows == (row,)


def test_a_row_that_is_being_typed_waits_on_this_computer_only(
    desk: Desk, elements: OpenedElements, case_id: UUID
) -> None:
    before = desk.store.head()
    half = Row("", {"name": "写了一半 a<b"})
    elements.keep_row(case_id, PANEL, half)
    assert found(elements, case_id, PANEL).draft == half
    assert desk.store.head() == before
    elements.keep_row(case_id, PANEL, None)
    assert found(elements, case_id, PANEL).draft is None
