"""desk settings, desk set setting: what no national rule fixes is the office's own word."""

from typing import Any

import pytest

from .commands import TypedDesk, typed

REASON = ("--reason", "镇司法所〔2025〕3号 O'Brien a<b")


def setting(desk: TypedDesk, name: str) -> dict[str, Any]:
    [shown] = desk.ask("desk", "settings", name)
    return dict(shown)


def test_a_setting_is_open_until_the_office_lays_it_down(desk: TypedDesk) -> None:
    before = setting(desk, "cash_receipt_from")
    assert (before["value"], before["is_own"], before["local"]) == (5000, False, True)
    said = desk.ask("desk", "set", "setting", "cash_receipt_from", "2000", *REASON)
    assert said["setting"]["value"] == 2000
    after = setting(desk, "cash_receipt_from")
    assert (after["value"], after["is_own"], after["default"]) == (2000, True, 5000)
    assert after["reason"] == REASON[1]


def test_people_read_which_rules_are_still_to_be_checked(desk: TypedDesk) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    shown = typed("desk", "settings", "cash_receipt_from", *opening).out
    assert shown.startswith("现金付款达到多少元须有收据")
    desk.ask("desk", "set", "setting", "cash_receipt_from", "2000", *REASON)
    assert REASON[1] in typed("desk", "settings", "cash_receipt_from", *opening).out


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("local_holiday_rolls", "是", True),
        ("local_holiday_rolls", "false", False),
        ("retention_years", "30", 30),
        ("retention_period", " 永久 ", "永久"),
        ("mediation_term", "30cd", "30cd"),
        ("force_written_if", "complex，party_requests", ["complex", "party_requests"]),
        ("force_written_if", '["complex"]', ["complex"]),
        ("force_written_if", "", []),
        ("lpr_one_year", "2025-05-20 300、2025-06-20 290", ["2025-05-20 300", "2025-06-20 290"]),
    ],
)
def test_a_setting_is_typed_as_what_it_is(
    desk: TypedDesk, name: str, text: str, kept: object
) -> None:
    desk.ask("desk", "set", "setting", name, text, *REASON)
    assert setting(desk, name)["value"] == kept


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("local_holiday_rolls", "也许"),
        ("retention_years", "十年"),
        ("retention_years", "-1"),
        ("retention_years", "٣"),
        ("mediation_term", "一个月"),
        ("force_written_if", "complex、a<b"),
        ("force_written_if", "[1]"),
        ("force_written_if", '["complex"'),
        ("lpr_one_year", "3.00%"),
        ("no_such_setting", "1"),
    ],
)
def test_what_does_not_fit_is_refused_in_three_lines(
    still: TypedDesk, name: str, text: str
) -> None:
    before = still.saved()[0]
    assert still("desk", "set", "setting", name, text, *REASON).complaint()
    assert still.saved()[0] == before


def test_a_setting_needs_a_value_and_a_reason(still: TypedDesk) -> None:
    assert still("desk", "set", "setting", "retention_years", "30").complaint()
    assert still("desk", "set", "setting", "retention_years", *REASON).complaint()
    assert still("desk", "settings", "no_such_setting").complaint()
    assert still("desk", "set", "phone", "0774", "3800001").complaint()


def test_the_second_word_of_the_office_counts(desk: TypedDesk) -> None:
    for years in ("15", "30"):
        desk.ask("desk", "set", "setting", "retention_years", years, *REASON)
    assert setting(desk, "retention_years")["value"] == 30
