"""Numbers after a loss: asked for in words, never guessed, never given twice."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from mediatordesk.actions.cases.numbering import (
    GapReason,
    LowerThanUsed,
    NotANumber,
    YearWanted,
    last_number,
    number_gaps,
    numbering_of,
    say_last_number,
    waiting_cases,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added, changed
from tests.actions.kept_desks import Computer, accept, clock_at, ordinal


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with two numbered cases."""
    made = Computer(tmp_path / "home").make(tmp_path / "desk")
    accept(made)
    accept(made)
    return made


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Desk:
    """Return a copy of that desk, which does not know which numbers were given since."""
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "copy")
    return Computer(tmp_path / "home").open(tmp_path / "copy")


def number_of(desk: Desk, case: Case) -> str:
    """Return the number of a case as it is now."""
    return desk.store.get(Case, case.id).number


def test_a_committee_that_begins_in_the_middle_of_a_year_goes_on_from_its_paper(desk: Desk) -> None:
    say_last_number(desk, "12")
    assert ordinal(accept(desk)) == 13
    assert [one.ordinal for one in number_gaps(desk, 2025)] == [*range(3, 13)]


def test_who_said_which_number_was_last_is_in_the_log(copy: Desk) -> None:
    assert copy.epoch is not None
    say_last_number(copy, "2025/7")
    [event] = [
        one for one in copy.store.all(DeskEvent) if one.kind is DeskEventKind.LAST_NUMBER_SAID
    ]
    assert (event.about, event.remark) == (copy.epoch.id, "人调字/2025/7")


def test_a_number_that_is_lower_than_one_used_here_is_refused(copy: Desk) -> None:
    with pytest.raises(LowerThanUsed) as refused:
        say_last_number(copy, "2025/1")
    assert "2" in refused.value.lines()[0]
    say_last_number(copy, "2025/2")
    assert ordinal(accept(copy)) == 3


@pytest.mark.parametrize("text", ["", "abc", "99999/1", "0001/2", "十二"])
def test_what_is_no_number_is_refused(copy: Desk, text: str) -> None:
    with pytest.raises(NotANumber):
        say_last_number(copy, text)
    assert numbering_of(copy).unanswered


def test_a_clock_of_1970_is_not_asked_for_the_year(copy: Desk) -> None:
    wrong = copy.at(clock_at(datetime(1970, 1, 1, tzinfo=CHINA)))
    with pytest.raises(YearWanted):
        say_last_number(wrong, "7")
    say_last_number(wrong, "2025/7")
    assert ordinal(accept(copy)) == 8


def test_years_before_the_one_that_was_said_wait_and_years_after_it_begin_at_one(
    copy: Desk,
) -> None:
    say_last_number(copy, "2025/7")
    assert accept(copy.on(date(2024, 5, 1))).number == ""
    assert ordinal(accept(copy.on(date(2026, 5, 1)))) == 1
    say_last_number(copy, "2024/30")
    assert ordinal(accept(copy.on(date(2024, 5, 1)))) == 32  # 31 went to the one that waited
    assert waiting_cases(copy) == ()


def test_cases_that_wait_are_numbered_in_the_order_of_their_acceptance(copy: Desk) -> None:
    later, sooner = accept(copy.on(date(2025, 7, 9))), accept(copy.on(date(2025, 7, 1)))
    say_last_number(copy, "2025/2")
    assert number_of(copy, sooner).endswith("第3号")
    assert number_of(copy, later).endswith("第4号")
    assert copy.store.get(Case, later.id).mark == later.mark


def test_a_case_with_a_signed_paper_keeps_its_mark_until_the_paper_is_sealed(copy: Desk) -> None:
    case = accept(copy)
    paper = Paper(case_id=case.id, kind="D17", title="协议", made_on=date(2025, 6, 2), locked=True)
    copy.commit([added(paper)])
    say_last_number(copy, "2025/2")
    assert number_of(copy, case) == ""
    copy.commit([changed(paper, replace(paper, sealed_sha256="0" * 64))])
    say_last_number(copy, "2025/2")
    assert number_of(copy, case).endswith("第3号")


def test_the_number_of_a_void_case_stays_used_and_is_listed(desk: Desk) -> None:
    case = accept(desk)
    desk.commit([changed(case, replace(case, void_reason="重复登记"))])
    assert ordinal(accept(desk)) == 4
    [gap] = number_gaps(desk, 2025)
    assert (gap.ordinal, gap.reason) == (3, GapReason.VOID)
    assert last_number(desk, 2025) == 4
    assert number_gaps(desk, 1999) == ()


def test_numbering_does_not_slow_down_with_what_was_numbered(desk: Desk) -> None:
    asked: list[str] = []
    desk.store._connection.set_trace_callback(asked.append)
    accept(desk)
    reads = [one for one in asked if "number_use" in one and one.startswith("SELECT")]
    assert all("max(ordinal)" in one or "WHERE id =" in one for one in reads), reads
