"""The limitation of actions begins again with a request to the committee (民法典 195)."""

from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.intake import set_field
from mediatordesk.core.periods import Period
from tests.actions.procedure_cases import Played, registered


def limitation(played: Played) -> Period:
    """Return the one limitation of the case."""
    [period] = [one for one in played.file.periods if one.code == "T15"]
    return period


@pytest.mark.parametrize(
    ("known", "begun", "last", "word"),
    [
        ("2024-01-10", "2025-04-07", "2028-04-07", "重新计算"),
        ("2022-04-07", "2025-04-07", "2028-04-07", "重新计算"),  # its very last day
        ("2022-04-04", "2025-04-07", "2028-04-07", "重新计算"),  # rolled over a rest day
        ("2022-04-01", "2022-04-01", "2025-04-01", ""),  # over when the request was made
        ("2025-04-07", "2025-04-07", "2028-04-07", ""),  # of the same day
    ],
)
def test_a_request_within_the_limitation_lets_it_begin_again(
    tmp_path: Path, known: str, begun: str, last: str, word: str
) -> None:
    played = registered(tmp_path / "desk", elements={"infringement_known": known})
    period = limitation(played)
    assert (period.day0, period.due_on) == (date.fromisoformat(begun), date.fromisoformat(last))
    assert ("重新计算" in period.title) == bool(word)
    assert "第一百九十五条" in period.basis
    played.desk.store.close()


def test_the_day_may_be_entered_and_corrected_later(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    desk = played.on("2025-04-09")
    set_field(desk, played.case.id, "infringement_known", "2024-01-10")
    assert limitation(played).day0 == date(2025, 4, 6), "the day of the request"
    set_field(desk, played.case.id, "application_received", "2025-04-03")
    assert limitation(played).day0 == date(2025, 4, 3)
    played.desk.store.close()


def test_it_runs_anew_when_the_mediation_has_ended(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk", elements={"infringement_known": "2024-01-10"})
    played.do("2025-04-07", "accept", {})
    played.do("2025-05-20", "fail", {})
    assert limitation(played).day0 == date(2025, 5, 20)
    played.do("2025-06-03", "close", {})
    assert limitation(played).day0 == date(2025, 5, 20), "it had ended by then"
    played.desk.store.close()
