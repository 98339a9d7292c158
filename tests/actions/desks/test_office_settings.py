"""What an office lays down goes before the packs, wherever it is read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.desks.office_settings import (
    set_setting,
    settings_of,
    shown_settings,
)
from mediatordesk.actions.persons.erasure import retention_ends
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.entries import BadEntry, FieldMissing, UnknownField
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.store import read_case_file
from tests.actions.scenario_files import wages
from tests.actions.template_desks import laptop, register

REASON = "镇司法所〔2025〕3号 a<b"


def test_retention_is_counted_by_the_offices_own_years(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    file = register(desk, wages())
    case = replace(file.case, status=CaseStatus.ARCHIVED, closed_on=date(2025, 6, 23))
    assert retention_ends(desk, case) == date(2035, 6, 23)
    set_setting(desk, "retention_years", "30", REASON)
    assert retention_ends(desk, case) == date(2055, 6, 23)


def test_the_file_of_a_case_carries_what_the_office_has_set(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    case = register(desk, wages()).case.id
    assert read_case_file(desk.store, case).settings == {}
    set_setting(desk, "local_holiday_rolls", "是", REASON)
    assert read_case_file(desk.store, case).settings == {"local_holiday_rolls": True}
    assert settings_of(desk.store) == {"local_holiday_rolls": True}


def test_two_laptops_that_set_the_same_write_the_same_row(tmp_path: Path) -> None:
    for place in ("一", "二"):
        desk = laptop(tmp_path / place, wages())
        set_setting(desk, "retention_years", "30", REASON)
        [row] = desk.store.all(OfficeSetting)
        assert row.id == OfficeSetting.of("retention_years", "30").id


def test_each_setting_says_which_packs_ask_for_it(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    shown = {one.name: one for one in shown_settings(desk)}
    assert set(shown["retention_years"].packs) >= {"people", "social-insurance"}
    assert shown["retention_years"].is_open
    set_setting(desk, "retention_years", "10", REASON)
    [same] = [one for one in shown_settings(desk) if one.name == "retention_years"]
    assert not same.is_open, "the same value, but now the office's own word"


def test_what_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    before = desk.store.head().seq
    with pytest.raises(UnknownField):
        set_setting(desk, "no_such", "1", REASON)
    with pytest.raises(BadEntry, match=""):
        set_setting(desk, "retention_years", "十年", REASON)
    with pytest.raises(FieldMissing):
        set_setting(desk, "retention_years", "30", " \t")
    assert desk.store.head().seq == before
