"""How far each case has come, as the log and the centre's word tell."""

from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.sending.case_states import case_states, count_states
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Operator
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import case_dots
from mediatordesk.store.log import INDEX_EVERY
from mediatordesk.sync.delivery.outbox import State

from .offices import OFFICE, PASSPHRASE, PLACES, Hands, Town, write_case


def states(desk: Desk, *cases: Case) -> list[State]:
    """Return how far some cases have come."""
    known = case_states(desk, [case.id for case in cases])
    return [known[case.id] for case in cases]


def test_a_desk_without_a_centre_has_only_saved_cases(tmp_path: Path) -> None:
    desk = new_desk(
        tmp_path / "desk",
        OFFICE,
        Operator(name="覃𬭎"),
        PASSPHRASE,
        places=PLACES,
        clock=Hands().clock,
        cost=Cost(8, 1),
    ).desk
    case = write_case(desk)
    assert states(desk, case) == [State.SAVED]
    assert count_states(desk)[State.SAVED] == 1
    desk.close()


def test_each_case_goes_its_own_way_and_a_later_edit_sets_it_back(town: Town) -> None:
    desk, nas = town.desk("one"), str(town.new_folder("NAS"))
    first = write_case(desk)
    sync(desk, nas)
    second = write_case(desk)
    assert states(desk, first, second) == [State.ON_ITS_WAY, State.SAVED]
    town.centre_visits(nas)
    assert states(desk, first) == [State.ON_ITS_WAY]
    sync(desk, nas)
    assert states(desk, first, second) == [State.APPLIED, State.ON_ITS_WAY]
    assert count_states(desk) == {
        State.SAVED: 0,
        State.ON_ITS_WAY: 1,
        State.RECEIVED: 0,
        State.APPLIED: 1,
        State.SAFE: 0,
    }
    town.centre_visits(nas)
    sync(desk, nas)
    assert states(desk, first, second) == [State.APPLIED, State.APPLIED]
    third = write_case(desk, scan=b"%PDF")
    assert states(desk, third, first) == [State.SAVED, State.APPLIED]


def test_the_states_of_many_cases_are_those_of_each(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_dots, "AT_ONCE", 7)
    desk, nas = town.desk("one"), str(town.new_folder("NAS"))
    cases = [write_case(desk) for _ in range(INDEX_EVERY + 10)]
    sync(desk, nas)
    cases += [write_case(desk) for _ in range(3)]
    everything = case_states(desk)
    assert everything == case_states(desk, [case.id for case in cases])
    assert [everything[case.id] for case in cases[-4:]] == [State.ON_ITS_WAY] + [State.SAVED] * 3


def test_a_colleagues_case_has_left_that_computer_and_may_be_at_the_centre(town: Town) -> None:
    colleague, desk, nas = town.desk("two"), town.desk("one"), str(town.new_folder("NAS"))
    for _ in range(3):
        for one in (colleague, desk):
            sync(one, nas)
        town.centre_visits(nas)
    case = write_case(colleague)
    sync(colleague, nas)
    sync(desk, nas)
    assert states(desk, case) == [State.ON_ITS_WAY]
    town.centre_visits(nas)
    sync(desk, nas)
    assert states(desk, case) == [State.APPLIED]
