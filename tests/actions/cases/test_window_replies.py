"""The window's reply to the payer: complete, with the outside number, and in one step."""

from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.window_replies import ReplyIncomplete
from mediatordesk.core.entries import UnknownField
from tests.actions.cases.premium_cases import premium_case

SOLVED = {"conclusion": "solved", "outcome": "公司已补缴", "reply_method": "当面"}


def test_a_reply_ends_both_periods_of_the_window(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk")
    file = case.do("2024-06-20T10:00", "reply", **SOLVED, recovered_amount="3750.00")
    assert case.period("Q01").met_on == case.period("Q02").met_on == date(2024, 6, 20)
    assert file.elements["replied_on"] == "2024-06-20"
    assert file.elements["recovered_amount"] == "375000"


def test_a_reply_to_12366_names_its_number(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk", channel="12366")
    with pytest.raises(ReplyIncomplete) as refused:
        case.do("2024-06-20T10:00", "reply", **SOLVED)
    assert "外部渠道的编号" in str(refused.value.fields["why"])
    assert "outcome" not in case.file.elements
    assert case.period("Q02").met_on is None
    file = case.do("2024-06-20T10:00", "reply", **SOLVED, outside_number="12366-0603-881")
    assert file.elements["outside_number"] == "12366-0603-881"


def test_a_refusal_names_the_remedies(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk")
    refusal = {"conclusion": "unsupported", "outcome": "不予退费"}
    with pytest.raises(ReplyIncomplete):
        case.do("2024-06-20T10:00", "reply", **refusal)
    file = case.do("2024-06-20T10:00", "reply", **refusal, remedies="可以申请行政复议")
    assert file.elements["remedies"] == "可以申请行政复议"


def test_a_reply_does_not_write_other_fields(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk")
    with pytest.raises(UnknownField):
        case.do("2024-06-20T10:00", "reply", **SOLVED, window="别的窗口")
