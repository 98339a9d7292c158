"""Tables out of the desk: importing what was exported gives the same again."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.tables.exports import (
    NotOfACase,
    export_case,
    export_cases,
    roster_table,
    sample,
)
from mediatordesk.core.parties import Party
from mediatordesk.core.records import tidy
from mediatordesk.forms import Packs
from mediatordesk.forms.definitions.rosters import ColumnKind, RosterColumn
from mediatordesk.forms.rosters.cases import with_questions
from mediatordesk.forms.rosters.people import party_of, shown_rows, values_of_party
from mediatordesk.forms.rosters.reading import EXAMPLE, OnlyExamples, read_roster
from mediatordesk.forms.sheets.csv_files import write_csv
from mediatordesk.forms.sheets.reading import read_sheet
from mediatordesk.forms.sheets.sheet import SheetRow
from mediatordesk.forms.sheets.writing import write_xlsx
from mediatordesk.store import list_cases, read_case_file
from tests.actions.roster_desks import buyers_csv, desk_at, imported, number_of

PACK = Packs.read(Places.installed().forms).pack("people")
TODAY = date(2025, 4, 8)
ROSTERS = [PACK.roster(name) for name in ("buyers", "creditors", "workers")]
HARD = ("=1+1", "+86 1", "-5", "@a", "'甲", "0123", "1E5", "覃𬭎", "Nguyễn Văn Đức", "a<b")
SUMS = {"合计", "总计", "小计", "共计"}
TEXT = (st.text(min_size=1, max_size=12).map(tidy) | st.sampled_from(HARD)).filter(
    lambda text: bool(text) and text[0] != "#" and "".join(text.split()) not in SUMS
)
CELLS = {
    ColumnKind.TEXT: TEXT,
    ColumnKind.DAY: st.dates(date(1900, 3, 1), date(2100, 1, 1)).map(str),
    ColumnKind.AMOUNT: st.integers(0, 10**15 - 1).map(str),
    ColumnKind.NUMBER: st.integers(0, 10**12).map(str),
    ColumnKind.DECIMAL: st.decimals(0, 10**6, places=2).map(str),
    ColumnKind.PHONE: st.from_regex(r"1[3-9][0-9]{9}|0774-[0-9]{7}|\+86[0-9]{11}", fullmatch=True),
    ColumnKind.ACCOUNT: st.from_regex(r"[0-9]{16,19}", fullmatch=True),
}


def cell_of(column: RosterColumn) -> st.SearchStrategy[str]:
    """Return what a column may keep; numbers of cards are those of the row."""
    if column.kind is ColumnKind.CHOICE:
        return st.sampled_from([one.name for one in column.choices])
    content = CELLS.get(column.kind, st.just(""))
    return content if column.required else content | st.just("")


@st.composite
def people(draw: st.DrawFn) -> tuple[int, list[dict[str, str]]]:
    """Draw a roster and the values of its rows."""
    place = draw(st.integers(0, len(ROSTERS) - 1))
    rows = []
    for number in draw(st.lists(st.integers(0, 20_000), min_size=1, max_size=4)):
        row = {one.name: draw(cell_of(one)) for one in ROSTERS[place].columns}
        row |= {"id_number": number_of(number), "id_kind": "居民身份证"}
        row |= {"sex": draw(st.sampled_from(("男", "女")))} if "sex" in row else {}
        rows.append({name: text for name, text in row.items() if text})
    return place, rows


@settings(max_examples=60, deadline=None)
@given(people(), st.booleans())
def test_what_was_exported_is_imported_as_it_was(
    drawn: tuple[int, list[dict[str, str]]], as_csv: bool
) -> None:
    place, rows = drawn
    roster, case = ROSTERS[place], uuid4()
    made = [party_of(roster, row, case, position) for position, row in enumerate(rows, 1)]
    assert not any(one.faults for one in made)
    values = [
        values_of_party(roster, one.party, {each.name: each.content for each in one.elements})
        for one in made
    ]
    table = roster_table(roster, shown_rows(roster, values), "=某台账")
    data = write_csv(table) if as_csv else write_xlsx([table])
    read = read_roster(roster, read_sheet(data, "f"))
    assert [row.faults for row in read.rows] == [{}] * len(rows)
    again = [party_of(roster, row.values, case, n) for n, row in enumerate(read.rows, 1)]
    assert [bare(one.party) for one in again] == [bare(one.party) for one in made]
    assert [{each.name: each.content for each in one.elements} for one in again] == [
        {each.name: each.content for each in one.elements} for one in made
    ]


def bare(party: Party) -> Party:
    return replace(party, id=UUID(int=0))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "desk")


@pytest.mark.parametrize("as_csv", [True, False])
def test_the_people_of_a_case_go_out_and_into_another_desk(
    desk: Desk, tmp_path: Path, as_csv: bool
) -> None:
    case = imported(desk, buyers_csv(9))
    exported = export_case(desk, case, "buyers", as_csv=as_csv)
    assert exported.rows == 9
    other = desk_at(tmp_path / "other")
    there = read_case_file(other.store, imported(other, exported.data).id)
    here = read_case_file(desk.store, case.id)
    assert [shape(one) for one in there.parties] == [shape(one) for one in here.parties]
    assert [*there.party_elements.values()] == [*here.party_elements.values()]


def shape(party: Party) -> Party:
    return replace(party, id=UUID(int=0), case_id=UUID(int=0))


def test_only_lists_of_people_of_a_case_can_be_exported_from_it(desk: Desk) -> None:
    with pytest.raises(NotOfACase):
        export_case(desk, imported(desk, buyers_csv(1)), "mediators")


def test_the_ledger_of_cases_has_a_title_and_a_frozen_heading(desk: Desk) -> None:
    imported(desk, buyers_csv(1))
    book = load_workbook(io.BytesIO(export_cases(desk, list_cases(desk.store))))
    sheet = book.worksheets[0]
    assert "正阳村人民调解委员会" in str(sheet["A1"].value)
    assert sheet.freeze_panes == "A3"
    assert [sheet["B3"].value, sheet["C3"].value] == ["临-A-0001", "某大厦 名单"]


@pytest.mark.parametrize("name", [one.name for one in PACK.data.rosters])
def test_every_sample_can_be_read_by_its_own_roster(name: str) -> None:
    roster = with_questions(PACK.roster(name), PACK, TODAY)
    for as_csv in (False, True):
        data = sample(PACK, name, TODAY, as_csv=as_csv)
        sheet = read_sheet(data, "样表")
        with pytest.raises(OnlyExamples):
            read_roster(roster, sheet)
        *others, example = sheet.rows
        filled = [cell.removeprefix(EXAMPLE) for cell in example.cells]
        below = SheetRow(example.number + 1, tuple(filled))
        read = read_roster(roster, replace(sheet, rows=(*others, example, below)))
        assert {*read.places} >= {one.name for one in roster.columns}
        assert [row.faults for row in read.rows] == [{}]
        assert (read.unknown, read.examples) == ((), (example.number,))
