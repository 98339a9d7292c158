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
    assert (before["value"], before["is_own"], before["local"]) == ("5,000.00", False, True)
    said = desk.ask("desk", "set", "setting", "cash_receipt_from", "2000", *REASON)
    assert said["setting"]["value"] == "2,000.00"
    after = setting(desk, "cash_receipt_from")
    assert (after["value"], after["is_own"], after["default"]) == ("2,000.00", True, "5,000.00")
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
        ("large_cash_from", "30,000.5", "30,000.50"),
        ("cash_receipt_from", "２０００", "2,000.00"),
        ("subsidy_simple", "80", "80.00"),
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
        ("large_cash_from", "五万"),
        ("large_cash_from", "-1"),
        ("written_from", "1.005"),
        ("village_amount", "50 000 a<b"),
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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("force_written_if", "当事人要求、重大疑难、拟申请司法确认"),
        ("risk_recipients", "党委、政府、政法委"),
        ("confirmation_decision", "两种都提示"),
        ("statistics_rounding", "四舍五入"),
        ("large_cash_from", "50,000.00 yuan"),
        ("written_from", "不按数额要求"),
        ("mediation_term", "1 months"),
        ("acceptance_term", "3 working days"),
        ("retention_years", "10年"),
        ("injury_percent", "70%"),
        ("org_level", "not set"),
        ("mediators_count", "not set"),
        ("local_holiday_rolls", "no"),
        ("intermediate_types", "知识产权纠纷"),
    ],
)
def test_people_read_a_value_in_their_own_words(still: TypedDesk, name: str, words: str) -> None:
    opening = ("--desk", still.folder, "--passphrase-file", still.passphrase_file)
    said = typed("desk", "settings", name, "--lang", "en", *opening).out.rstrip("\n").split("\t")
    assert (said[1], said[2]) == (name, words)


def test_rates_are_read_in_percent_and_a_nought_that_was_entered_is_a_number(
    desk: TypedDesk,
) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    rates = typed("desk", "settings", "lpr_one_year", *opening).out
    assert "2019-08-20 4.25%" in rates
    assert "2025-05-20 3.00%" in rates
    desk.ask("desk", "set", "setting", "committees_street", "0", *REASON)
    assert "\t0个\t" in typed("desk", "settings", "committees_street", *opening).out
