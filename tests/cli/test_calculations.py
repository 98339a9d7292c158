"""calculate: the sums a clerk is asked for at the counter."""

import json
from pathlib import Path
from typing import Any

import pytest

from .commands import Said, typed

PENSION = {
    "insurance": "职工基本养老",
    "base": "5000.00",
    "employer_rate": "16",
    "employee_rate": "8",
}
JOBLESS = {"insurance": "失业", "base": "5000.00", "employer_rate": "0.5", "employee_rate": "0.5"}
MEDICAL = {"insurance": "医保", "base": "5000.00", "employer_rate": None}
DUE = ("2024-01-31", "2024-02-29", "2024-03-31")


def late_fee(folder: Path, data: dict[str, Any]) -> Said:
    """Type the calculation of a file."""
    path = folder / "欠费 months.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return typed("calculate", "late-fee", path, "--json")


def quarter(insurance: dict[str, Any]) -> dict[str, Any]:
    """Return the first three months of 2024, paid at the end of June."""
    return {"paid_on": "2024-06-30", "months": [insurance | {"due": day} for day in DUE]}


@pytest.mark.parametrize(
    ("insurance", "sums"),
    [
        (PENSION, ("3600.00", "2400.00", "1200.00", "218.40")),
        (JOBLESS, ("150.00", "75.00", "75.00", "9.11")),
    ],
)
def test_premiums_and_late_fees_of_scenario_1(
    tmp_path: Path, insurance: dict[str, Any], sums: tuple[str, ...]
) -> None:
    said = late_fee(tmp_path, quarter(insurance)).data
    counted = tuple(said[name] for name in ("principal", "employer", "employee", "late_fee"))
    assert counted == sums
    assert len(said["lines"]) == 3


def test_a_due_day_that_was_rolled_would_cost_less(tmp_path: Path) -> None:
    rolled = quarter(PENSION)
    rolled["months"][2]["due"] = "2024-04-01"
    assert late_fee(tmp_path, rolled).data["late_fee"] == "217.80"


def test_an_unknown_rate_is_null_and_never_nought(tmp_path: Path) -> None:
    lines = late_fee(tmp_path, quarter(MEDICAL)).data["lines"]
    assert {one[name] for one in lines for name in ("principal", "late_fee")} == {None}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"paid_on": "2024-06-31"},
        {"paid_on": 5},
        {"paid_on": "2024-06-30", "months": 5},
        {"paid_on": "2024-06-30", "months": ["x"]},
        {"paid_on": "2024-06-30", "months": [{}]},
        quarter(PENSION | {"base": "much"}),
        quarter(PENSION | {"base": "-1"}),
        quarter(PENSION | {"employer_rate": "NaN"}),
        quarter(PENSION | {"employer_rate": "Infinity"}),
        quarter(PENSION | {"employer_rate": "101"}),
        quarter(PENSION | {"employer_rate": []}),
        quarter(PENSION | {"employee_rate": "八"}),
    ],
)
def test_a_calculation_that_cannot_be_says_why(tmp_path: Path, data: dict[str, Any]) -> None:
    late_fee(tmp_path, data).complaint()


@pytest.mark.parametrize(
    ("amount", "full", "half", "enforcement"),
    [("33487.21", "637.18", "318.59", "402.31"),
     ("1,632,000.00", "19488.00", "9744.00", "18720.00"),
     ("360000", "6700.00", "3350.00", "5300.00")],
)  # fmt: skip
def test_court_fees(amount: str, full: str, half: str, enforcement: str) -> None:
    fees = {"full": full, "half": half, "enforcement": enforcement}
    assert typed("calculate", "court-fee", amount, "--json").data == fees


def test_the_fee_of_another_kind_of_case_is_told_with_the_room_the_law_leaves() -> None:
    said = typed("calculate", "court-fee", "300000", "--kind", "divorce", "--json").data
    assert said == {"lowest": "550.00", "highest": "800.00"}
    said = typed("calculate", "court-fee", "--kind", "confirmation", "--json").data
    assert said == {"lowest": "0.00", "highest": "0.00"}
    assert "10.00" in typed("calculate", "court-fee", "--kind", "labour").out


def test_the_clearing_rate_of_source_case_9() -> None:
    said = typed("calculate", "clearing-rate", "612227", "770000", "--json").data
    assert said == {"clearing_rate": "79.51"}
    assert typed("calculate", "clearing-rate", "0", "0", "--json").data == {"clearing_rate": None}
    assert "79.51%" in typed("calculate", "clearing-rate", "612,227.00", "770,000.00").out


def test_a_year_whose_rest_days_are_not_announced_is_provisional() -> None:
    known = typed("calculate", "deadline", "T10", "2025-05-01", "--lang", "en")
    unknown = typed("calculate", "deadline", "T10", "2031-05-01", "--lang", "en")
    assert "Provisional" not in known.out
    assert "Provisional" in unknown.out
    assert typed("calculate", "deadline", "T10", "2031-05-01", "--json").data["provisional"]


def test_capitals() -> None:
    said = typed("calculate", "capitals", "33487.21", "--json").data
    assert said == {"capitals": "人民币叁万叁仟肆佰捌拾柒元贰角壹分"}


@pytest.mark.parametrize("amount", ["abc", "", "1.005", "１２", "1e5", "NaN"])
def test_what_is_no_amount_is_no_amount(amount: str) -> None:
    for sum_ in ("court-fee", "capitals"):
        said = typed("calculate", sum_, amount, "--json")
        assert said.code == 1 or said.data, amount
        if said.code == 1:
            assert len(said.complaint()) == 3


def test_the_thirty_days_of_scenario_8_end_on_the_third_of_june() -> None:
    said = typed("calculate", "deadline", "T10", "2025-05-01", "--json").data
    assert said.keys() >= {"due", "rolled_from", "safe_day", "basis"}
    assert (said["due"], said["rolled_from"]) == ("2025-06-03", "2025-05-31")
    assert said["safe_day"] == "2025-05-30"
    assert "人民调解法" in said["basis"]


def test_the_fifteen_days_of_scenario_8_end_on_the_sixteenth_of_may() -> None:
    said = typed("calculate", "deadline", "T09", "2025-05-01", "--json").data
    assert said["due"] == "2025-05-16"


def test_an_unknown_rule_or_pack_is_named() -> None:
    assert "T99" in typed("calculate", "deadline", "T99", "2025-05-01").complaint()[0]
    nowhere = typed("calculate", "deadline", "T10", "2025-05-01", "--pack", "a<b")
    assert "a<b" in nowhere.complaint()[0]


def test_people_read_what_each_fee_is() -> None:
    said = typed("calculate", "court-fee", "33487.21", "--lang", "en").out
    told = ["In full\t637.18 yuan", "Halved\t318.59 yuan", "Enforcement\t402.31 yuan"]
    assert said.splitlines() == told
    assert typed("calculate", "court-fee", "--kind", "labour").out == "10.00 元\n"


def test_people_read_the_safe_day_too() -> None:
    said = typed("calculate", "deadline", "T10", "2025-05-01").out
    assert said.startswith("2025-06-03\n")
    assert "2025-05-31" in said
    assert "2025-05-30" in said


def test_a_code_may_be_typed_in_small_letters() -> None:
    small, large = (typed("calculate", "deadline", code, "2025-05-01") for code in ("t10", "T10"))
    assert (small.code, small.out) == (0, large.out)


def test_a_rule_of_another_pack_is_named_with_its_pack() -> None:
    happened, _kept, to_do = typed("calculate", "deadline", "T23", "2025-05-01").complaint()
    assert "social-insurance" in happened
    assert "--pack" in to_do
    there = typed("calculate", "deadline", "T23", "2025-05-01", "--pack", "social-insurance")
    assert there.code == 0, there.err


def test_a_period_out_of_the_calendar_is_said_in_words() -> None:
    said = typed("calculate", "deadline", "T10", "9999-12-31", "--lang", "en")
    assert "30 days" in said.complaint()[0]
