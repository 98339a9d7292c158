"""Source case 11: 5,448 mediated, 4,167 settled, 1,649 online; and what its court enters."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.statistics.reports import Report, period, report, sources
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.core.statistics import By, Rounding

from .border_cases import FIRST, LAST, MEDIATED, ONLINE, SETTLED, border_desk, enter_cases

PLACES = Places.installed().without_marks()
YEAR = period(FIRST, LAST)
OFFICE = {"court_tried": 6498, "court_closed": 5962, "court_judges": 4}
"""What the court of the county says of its own year."""
SECONDS_PER_THOUSAND = 5.0
"""Of this process, for all figures of a thousand cases; 1.6 on the machine it was written on."""


def shown(made: Report) -> dict[str, str]:
    """Return the total of a report, by column."""
    return {one.name: made.table.shown(made.table.total, one) for one in made.table.columns}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk without cases."""
    made = border_desk(tmp_path / "desk", PLACES)
    yield made
    made.close()


@pytest.mark.soak
def test_a_year_of_the_border_county(desk: Desk) -> None:
    enter_cases(desk)
    begun = time.process_time()
    half_up = report(desk, YEAR, By.MONTH)
    assert time.process_time() - begun < SECONDS_PER_THOUSAND * MEDIATED / 1000
    counted = shown(half_up)
    assert (counted["accepted"], counted["agreed"]) == (str(MEDIATED), str(SETTLED))
    assert counted["success_rate"] == "76.49"
    assert (counted["online"], counted["online_rate"]) == (str(ONLINE), "30.27")
    truncated = replace(half_up.table, rounding=Rounding.TRUNCATE)
    assert shown(replace(half_up, table=truncated))["success_rate"] == "76.48"
    assert len(half_up.table.lines) == 12
    behind = sources(desk, YEAR, "agreed")
    assert len({one.called for one in behind}) == len(behind) == SETTLED


def test_what_the_office_enters_is_divided_by_what_it_says(tmp_path: Path) -> None:
    """人均1624.5 is of the cases tried, not of those closed; the report says so beside it."""
    forms = Path(shutil.copytree(PLACES.forms, tmp_path / "forms"))
    (forms / "people" / "court-year.toml").write_text(_court_year(), encoding="utf-8")
    desk = border_desk(tmp_path / "desk", replace(PLACES, forms=forms))
    try:
        for name, number in OFFICE.items():
            desk.commit([added(OfficeSetting.of(name, str(number)))])
        made = report(desk, YEAR, By.YEAR)
        assert shown(made)["court_closing_rate"] == "91.75"
        assert shown(made)["tried_each"] == "1624.5"
        meanings = {one.name: one.definition for one in made.definitions}
        assert meanings["tried_each"].startswith("分子是审理件数6498")
    finally:
        desk.close()


def _court_year() -> str:
    """Return figures that a county adds to its pack, with the numbers it enters itself."""
    settings = [
        f'[[settings]]\nname = "{name}"\nlabel = "{name}"\nvalue = 0\nlocal = true\n'
        for name in OFFICE
    ]
    entered = [
        f'[[figures]]\nname = "{name}_count"\nlabel = "{name}"\ngroup = "法院"\nlocal = true\n'
        f'kind = "entered"\namount = "settings.{name}"\ndefinition = "本院填报"\n'
        for name in OFFICE
    ]
    rates = """
[[figures]]
name = "court_closing_rate"
label = "结案率"
group = "法院"
kind = "rate"
unit = "%"
numerator = "court_closed_count"
denominator = "court_tried_count"
definition = "审结件数÷审理件数×100"

[[figures]]
name = "tried_each"
label = "人均审理件数"
group = "法院"
kind = "rate"
unit = "件/人"
decimals = 1
numerator = "court_tried_count"
denominator = "court_judges_count"
definition = "分子是审理件数6498，不是审结件数5962；分母是法官4人"
"""
    return "\n".join([*settings, *entered, rates])


def test_twenty_one_settlements_save_what_the_table_says(desk: Desk) -> None:
    """Source case 3: 290 million in 21 equal cases, 2,197,800 in full and 1,098,900 halved."""
    for _ in range(21):
        _settle(desk, 29_000_000_000 // 21)
    counted = shown(report(desk, YEAR, By.YEAR))
    assert (counted["saved_fee"], counted["saved_fee_half"]) == ("219.78", "109.89")
    assert counted["agreement_amount"] == "29000.00"


def _settle(desk: Desk, amount: int) -> None:
    """Register a settled case in which so much is to be paid."""
    day = date(2024, 5, 1)
    case = Case(pack="people", title="甲与乙", accepted_on=day, registered_on=day)
    one, other = (
        Party(case_id=case.id, role=role, name="覃𬭎")
        for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    )
    agreement = MediationAgreement(case_id=case.id, form=AgreementForm.WRITTEN, agreed_on=day)
    clause = Clause(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        text="付款",
        kind=ClauseKind.PAYMENT,
    )
    owed = Obligation(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=other.id,
        obligee_id=one.id,
        amount=amount,
    )
    desk.commit([added(record) for record in (case, one, other, agreement, clause, owed)])
