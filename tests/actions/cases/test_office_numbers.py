"""Numbers in an office with several laptops: none is printed twice, however long they are apart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.cases.letters import letter_number
from mediatordesk.actions.cases.numbering import (
    last_number,
    numbering_of,
    say_last_number,
    waiting_cases,
)
from mediatordesk.actions.cases.office_numbers import letter_of_mark, settle_numbers
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.agreements import AgreementForm, MediationAgreement
from mediatordesk.core.cases import Case
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.records import added, changed
from tests.actions.counties import County
from tests.actions.kept_desks import accept, ordinal


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """Return a county."""
    county = County(tmp_path, [])
    yield county
    for desk in county.desks:
        desk.close()


@pytest.fixture
def pair(county: County) -> tuple[Desk, Desk]:
    """Return the two laptops of an office; the first gives its numbers."""
    first, second = county.enrolled("甲"), county.enrolled("乙")
    meet(county, first, second)
    return first, second


def meet(county: County, *desks: Desk) -> None:
    """Carry the stick round until everybody has heard of everything."""
    for _turn in range(2):
        county.round(*desks)
        for desk in desks:
            settle_numbers(desk)
    county.round(*desks)


def case_at(desk: Desk, case: Case) -> Case:
    """Return a case as a desk has it now."""
    return desk.store.get(Case, case.id)


def test_laptops_that_are_apart_never_give_the_same_number_or_mark(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    first, second = pair
    cases = [accept(desk, f"{place} 覃𬭎 a<b") for place in range(3) for desk in pair]
    marks = [one.mark for one in cases]
    assert marks[:2] == ["临-A-0001", "临-B-0001"]
    assert len({*marks}) == 6
    assert [bool(one.number) for one in cases] == [True, False] * 3
    meet(county, *pair)
    for desk in pair:
        assert sorted(ordinal(case_at(desk, one)) for one in cases) == [1, 2, 3, 4, 5, 6]
        assert waiting_cases(desk) == ()
        assert desk.store.conflicts() == ()
    assert [ordinal(case_at(second, one)) for one in cases[::2]] == [1, 2, 3]
    assert ordinal(accept(first)) == 7


def test_numbers_come_in_the_order_of_acceptance_and_with_the_offices_prefix(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    first, second = pair
    cases = [accept(second, str(place)) for place in range(3)]
    meet(county, *pair)
    numbers = [case_at(first, one).number for one in cases]
    assert numbers == [f"（2025）正阳人调字第{place}号" for place in (1, 2, 3)]


def test_a_number_waits_while_a_paper_is_being_signed(
    county: County, pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    _first, second = pair
    case = accept(second)
    where = "mediatordesk.actions.cases.office_numbers.has_open_signatures"
    with monkeypatch.context() as signing:
        signing.setattr(where, lambda *_: True)
        meet(county, *pair)
        assert case_at(second, case).number == ""
        assert [one.case_id for one in second.store.all(NumberUse) if one.year] == [case.id]
    settle_numbers(second)
    assert ordinal(case_at(second, case)) == 1


def test_agreements_drawn_up_before_get_the_number_too(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    _first, second = pair
    case = accept(second)
    form = next(iter(AgreementForm))
    second.commit(
        [
            added(MediationAgreement(case_id=case.id, form=form, position=1)),
            added(MediationAgreement(case_id=case.id, form=form, position=2, number="-2")),
        ]
    )
    meet(county, *pair)
    number = case_at(second, case).number
    agreements = second.store.of_case(MediationAgreement, case.id)
    assert [one.number for one in agreements] == [number, f"{number}-2"]


def test_only_the_registrar_numbers_letters(pair: tuple[Desk, Desk]) -> None:
    first, second = pair
    case, today = accept(second), second.clock.today()
    assert letter_number(second, case.id, today) == ("", [])
    assert letter_number(first, case.id, today)[0].endswith("号")


def test_who_takes_over_from_a_lost_registrar_asks_for_the_last_number(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    first, second = pair
    accept(first)
    meet(county, *pair)
    lost_on_paper = accept(first)
    county.centre.revoke(first.device.id)
    county.round(second)
    waiting = accept(second)
    assert numbering_of(second).unanswered
    assert waiting.number == ""
    say_last_number(second, f"2025/{ordinal(lost_on_paper)}")
    assert numbering_of(second).unanswered == ()
    assert ordinal(case_at(second, waiting)) == ordinal(lost_on_paper) + 1
    assert ordinal(accept(second)) == ordinal(lost_on_paper) + 2
    assert last_number(second, 2025) == 4


def test_the_registrar_finishes_what_a_lost_laptop_began(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    first, second = pair
    case = accept(second)
    county.round(second, first)
    county.centre.revoke(second.device.id)
    meet(county, first)
    settle_numbers(first)
    assert ordinal(case_at(first, case)) == 1


def test_a_colleague_that_was_set_back_does_not_stop_the_registrar(
    county: County, pair: tuple[Desk, Desk]
) -> None:
    first, second = pair
    known = numbering_of(first)
    assert known.gives_numbers(2025)
    epochs = numbering_of(second).epochs
    assert replace(known, epochs=epochs).gives_numbers(2025)


def test_a_desk_alone_has_nothing_to_settle(county: County) -> None:
    desk = county.desk("独自")
    accept(desk)
    case = Case(pack="people", title="等编号", accepted_on=desk.clock.today())
    desk.commit([added(case)])
    assert settle_numbers(desk) is None
    desk.commit([changed(case, replace(case, title="还在等"))])
    assert settle_numbers(county.enrolled("也独自")) is None


@pytest.mark.parametrize(
    ("mark", "letter"),
    [("临-A-0001", "A"), ("临-BK7Q-0012", "B"), ("临-AA-0001", "AA"), ("", ""), ("自编 3", "")],
)
def test_a_mark_tells_which_laptop_gave_it(mark: str, letter: str) -> None:
    assert letter_of_mark(mark) == letter
