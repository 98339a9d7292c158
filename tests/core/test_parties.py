"""Parties and their age."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.cases import EmptyText
from mediatordesk.core.parties import Party, PartyKind, PartyRole, age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2000-05-01", "2018-04-30", 17),
        ("2000-05-01", "2018-05-01", 18),
        ("2004-02-29", "2018-02-28", 13),
        ("2004-02-29", "2018-03-01", 14),
        ("2004-02-29", "2020-02-29", 16),
        ("2025-01-01", "2025-01-01", 0),
    ],
)
def test_age_is_counted_in_full_years(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@given(st.dates(), st.dates())
def test_age_grows_by_one_on_each_birthday_and_never_else(born: date, day: date) -> None:
    birthdays = sum(
        (born.month, born.day) <= (day.month, day.day) or year < day.year
        for year in range(born.year + 1, day.year + 1)
    )
    if born <= day:
        assert age_on(born, day) == birthdays


@pytest.mark.parametrize(
    "name", ["覃𬭎", "O'Brien & Sons", "a<b", "Nguyễn Văn Đức", "买买提·吐尔逊"]
)
def test_a_corrected_name_stays_as_it_was_typed(name: str) -> None:
    party = Party(case_id=uuid4(), role=PartyRole.APPLICANT, name="王小明")
    assert party.renamed(f"  {name}\n").name == name
    assert party.renamed(name).id == party.id


@pytest.mark.parametrize("name", ["", "  ", "\x00", "\x00 \x07\n"])
def test_a_party_is_never_without_a_name(name: str) -> None:
    party = Party(case_id=uuid4(), role=PartyRole.APPLICANT, name="王小明")
    with pytest.raises(EmptyText):
        party.renamed(name)


def test_an_organisation_signs_by_its_representative() -> None:
    sons = Party(
        case_id=uuid4(),
        role=PartyRole.RESPONDENT,
        kind=PartyKind.ORGANISATION,
        name="O'Brien & Sons",
    )
    assert sons.is_organisation
    assert not Party(case_id=uuid4(), role=PartyRole.RESPONDENT, name="a<b").is_organisation
