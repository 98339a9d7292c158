"""case show: the answers to a pack's questions, in the form in which they were entered."""

from typing import Any

from .commands import TypedDesk
from .intakes import premiums, wages


def without_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without what each is known by."""
    return [{name: told for name, told in row.items() if name != "row"} for row in rows]


def test_tables_are_rows_and_amounts_are_yuan_as_they_were_entered(desk: TypedDesk) -> None:
    intake = premiums()
    months = [
        {"month": "2024-01", "insurance": "职工基本养老", "base": "5000.00", "due": "2024-01-31"},
        {"month": "2024-02", "insurance": "职工基本养老", "base": "5000.50", "due": "2024-02-29"},
    ]
    intake["elements"] |= {"actual_wage": "5000.00", "premium_months": months}
    shown = desk.ask("case", "show", desk.add(intake))["elements"]
    assert shown["actual_wage"] == "5000.00"
    assert shown["premium_types"] == intake["elements"]["premium_types"]
    for told, entered in zip(without_ids(shown["premium_months"]), months, strict=True):
        assert told.items() >= entered.items()


def test_rows_that_a_step_added_are_shown_as_rows_too(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    desk.done(case, "session", {"text": "O'Brien & Sons 同意 a<b。", "mode": "caucus"})
    [held] = desk.ask("case", "show", case)["elements"]["session_modes"]
    assert (held["mode"], held["attendance"]) == ("caucus", "")
