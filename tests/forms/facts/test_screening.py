"""Points of the signs of false mediation, the hold, and what the director has released."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.parties import PartyRole
from mediatordesk.forms import Finding, FoundIn, Level, Released, blocked
from mediatordesk.forms.facts.screening import screening_of, shared_by_both_sides, with_releases

SETTINGS = {"screening_threshold": 6}


def sign(code: str, points: int) -> Finding:
    return Finding(code, Level.WARN, "", points=points)


HOLD = Finding("A12", Level.STOP, "")


def release(*codes: str, about: str = "", words: str = "", at: str = "2024-09-10T10:00") -> Any:
    """Return a release as facts have it."""
    return {
        "codes": codes,
        "director": "覃𬭎",
        "released_at": at,
        "reason": "已核实",
        "about": about or None,
        "words": words,
    }


def on_words(text: str, code: str = "SW12", clause: str = "c1") -> Finding:
    """Return a finding of words that need the director's word."""
    found = FoundIn(clause, 2, text)
    return Finding(code, Level.WARN, "", "", text[:2], clause=found, needs_director=True)


def test_the_points_of_all_signs_are_added_up() -> None:
    told = screening_of([sign("F06", 3), sign("F07", 2), sign("F04", 2), HOLD], SETTINGS)
    assert (told.score, told.threshold, told.held) == (7, 6, True)
    assert told.codes == ("F06", "F07", "F04", "A12")


def test_nothing_is_held_without_a_stop() -> None:
    told = screening_of([sign("F08", 1), Finding("A01", Level.BLOCK, "")], SETTINGS)
    assert (told.score, told.codes, told.held, told.released) == (1, ("F08",), False, False)


def test_the_director_releases_what_was_before_him_and_no_more() -> None:
    found = [sign("F06", 3), sign("F04", 3), HOLD]
    released = with_releases(found, [release("F06", "F04", "A12")])
    assert not any(one.blocks for one in released)
    assert screening_of(released, SETTINGS).released
    again = with_releases([*found, sign("F09", 3)], [release("F06", "F04", "A12")])
    assert any(one.blocks for one in again)


def test_a_release_lets_no_other_finding_go() -> None:
    wrong = Finding("C355", Level.BLOCK, "")
    told = with_releases([sign("F06", 6), HOLD, wrong], [release("F06", "A12", "C355")])
    assert [one.code for one in told if one.blocks] == ["C355"]


@given(st.sets(st.sampled_from(["F01", "F02", "F06", "F13"])), st.sets(st.sampled_from(["F01"])))
def test_a_sign_that_nobody_released_always_holds(codes: set[str], released: set[str]) -> None:
    found = [sign(code, 2) for code in sorted(codes)] + [HOLD]
    told = with_releases(found, [release(*released, "A12")])
    assert any(one.blocks for one in told) == (not codes <= released)


def test_words_wait_for_the_director_without_stopping_by_themselves() -> None:
    found = on_words("社保补贴由公司安排")
    assert (found.blocks, found.awaits_director, blocked([found])) == (False, True, True)


def test_a_release_says_by_whom_when_and_why() -> None:
    (told,) = with_releases([on_words("甲")], [release("SW12", about="c1", words="甲")])
    assert told.release == Released("覃𬭎", "2024-09-10T10:00", "已核实")
    assert told.release.minute == "2024-09-10 10:00"
    assert not blocked([told])


def test_of_two_releases_the_later_one_is_told() -> None:
    early, late = (
        release("SW12", about="c1", words="甲", at=f"2024-09-{day}T10:00") for day in (10, 12)
    )
    for releases in ([early, late], [late, early]):
        (told,) = with_releases([on_words("甲")], releases)
        assert told.release is not None
        assert told.release.at == "2024-09-12T10:00"


def test_a_release_covers_one_clause_in_its_very_words() -> None:
    let_go = [release("SW12", about="c1", words="甲")]
    for other in (on_words("乙"), on_words("甲 "), on_words("甲", clause="c2")):
        assert with_releases([other], let_go) == (other,)
    assert with_releases([on_words("甲", "SW13")], let_go)[0].awaits_director


def test_the_word_on_a_held_case_lets_no_words_stand_and_the_other_way_round() -> None:
    found = [on_words("甲"), sign("F06", 6), HOLD]
    held = with_releases(found, [release("SW12", "F06", "A12")])
    assert [one.released for one in held] == [False, True, True]
    words = with_releases(found, [release("SW12", "F06", "A12", about="c1", words="甲")])
    assert [one.released for one in words] == [True, False, False]


@given(st.text(min_size=1), st.text(min_size=1))
def test_changed_words_need_the_director_again(read: str, changed: str) -> None:
    let_go = [release("SW12", about="c1", words=read)]
    (told,) = with_releases([on_words(changed)], let_go)
    assert told.awaits_director == (read != changed)


def test_what_both_sides_share_is_noticed(file_with: Any) -> None:
    file = file_with()
    assert shared_by_both_sides(file) == ()
    worker, company = file.parties
    same = replace(company, phone=worker.phone, role=PartyRole.RESPONDENT)
    assert shared_by_both_sides(replace(file, parties=(worker, same))) == (worker.phone,)
