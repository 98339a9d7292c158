"""Points of the signs of false mediation, the hold, and what the director has released."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.parties import PartyRole
from mediatordesk.forms import Finding, Level
from mediatordesk.forms.facts.screening import screening_of, shared_by_both_sides, with_releases

SETTINGS = {"screening_threshold": 6}


def sign(code: str, points: int) -> Finding:
    return Finding(code, Level.WARN, "", points=points)


HOLD = Finding("A12", Level.STOP, "")


def test_the_points_of_all_signs_are_added_up() -> None:
    told = screening_of([sign("F06", 3), sign("F07", 2), sign("F04", 2), HOLD], SETTINGS)
    assert (told.score, told.threshold, told.held) == (7, 6, True)
    assert told.codes == ("F06", "F07", "F04", "A12")


def test_nothing_is_held_without_a_stop() -> None:
    told = screening_of([sign("F08", 1), Finding("A01", Level.BLOCK, "")], SETTINGS)
    assert (told.score, told.codes, told.held, told.released) == (1, ("F08",), False, False)


def test_the_director_releases_what_was_before_him_and_no_more() -> None:
    found = [sign("F06", 3), sign("F04", 3), HOLD]
    released = with_releases(found, [{"codes": ("F06", "F04", "A12")}])
    assert not any(one.blocks for one in released)
    assert screening_of(released, SETTINGS).released
    again = with_releases([*found, sign("F09", 3)], [{"codes": ("F06", "F04", "A12")}])
    assert any(one.blocks for one in again)


def test_a_release_lets_no_other_finding_go() -> None:
    wrong = Finding("C355", Level.BLOCK, "")
    told = with_releases([sign("F06", 6), HOLD, wrong], [{"codes": ("F06", "A12", "C355")}])
    assert [one.code for one in told if one.blocks] == ["C355"]


@given(st.sets(st.sampled_from(["F01", "F02", "F06", "F13"])), st.sets(st.sampled_from(["F01"])))
def test_a_sign_that_nobody_released_always_holds(codes: set[str], released: set[str]) -> None:
    found = [sign(code, 2) for code in sorted(codes)] + [HOLD]
    told = with_releases(found, [{"codes": (*released, "A12")}])
    assert any(one.blocks for one in told) == (not codes <= released)


def test_what_both_sides_share_is_noticed(file_with: Any) -> None:
    file = file_with()
    assert shared_by_both_sides(file) == ()
    worker, company = file.parties
    same = replace(company, phone=worker.phone, role=PartyRole.RESPONDENT)
    assert shared_by_both_sides(replace(file, parties=(worker, same))) == (worker.phone,)
