"""The parties: rare names whole, identity numbers only when asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from mediatordesk.app.case_page.parties import Parties, masked_number
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.case_files import CaseFile

TODAY = date(2025, 5, 12)


@pytest.fixture
def parties(qtbot: QtBot, appearance: Appearance) -> Parties:
    made = Parties(appearance)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rare_names_are_listed_whole(parties: Parties, oral_file: CaseFile) -> None:
    parties.show_file(oral_file, TODAY)
    assert [entry.title for entry in parties.list.entries] == ["覃𬭎", "韦㛃", "Nguyễn Văn Đức"]


def test_an_identity_number_is_hidden_until_it_is_asked_for(
    parties: Parties, labour_file: CaseFile
) -> None:
    parties.show_file(labour_file, TODAY)
    assert dict(parties.particulars.pairs())["居民身份证"] == "450***********032X"
    parties.whole_numbers.click()
    assert dict(parties.particulars.pairs())["居民身份证"] == "45040519910216032X"


def test_the_chosen_party_is_shown_with_what_it_was_told(
    parties: Parties, labour_file: CaseFile
) -> None:
    parties.show_file(labour_file, TODAY)
    parties.list.choose(labour_file.parties[1].id)
    shown = dict(parties.particulars.pairs())
    assert shown["Legal representative"] == "梁志强 · 总经理"
    assert shown["Rights and duties told"] == "2025-04-07 10:00 · 李秀兰"
    assert "Sex" not in shown


def test_the_age_is_counted_today(parties: Parties, labour_file: CaseFile) -> None:
    parties.show_file(labour_file, TODAY)
    assert dict(parties.particulars.pairs())["Date of birth"] == "1991-02-16, 34 years old"


@given(st.text("0123456789X", min_size=8, max_size=20))
def test_a_hidden_number_shows_its_ends_only(number: str) -> None:
    hidden = masked_number(number)
    assert len(hidden) == len(number)
    assert hidden[3:-4] == "*" * (len(number) - 7)
    assert (hidden[:3], hidden[-4:]) == (number[:3], number[-4:])
