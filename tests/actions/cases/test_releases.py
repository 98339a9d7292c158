"""The director's word: what waits for it, what it covers, and what it does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.checks import (
    Held,
    NeedsDirector,
    Stopped,
    check_case,
    require_free,
    require_signable,
)
from mediatordesk.actions.cases.eligibility import ways_of
from mediatordesk.actions.cases.releases import (
    NoLongerSo,
    NothingHeld,
    release_case,
    waiting_for_director,
)
from mediatordesk.core.entries import FieldMissing
from mediatordesk.core.papers import Paper
from mediatordesk.forms import Stage, blocked

from .premium_cases import PremiumCase, agreed_on, premium_case

WORDS = "双方同意社保事宜按税务机关的核定处理，O'Brien & Sons 协助 a<b"
OTHER = "双方同意社保事宜另行商量"
APPROVED = (
    "公司不迟于2024年6月28日（含当日）向社保经办机构、主管税务机关申请办理补缴，"
    "具体金额以核定为准，滞纳金由公司承担"
)
NOW = "2024-06-12T11:00"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PremiumCase]:
    """Return a case at the window that was accepted."""
    opened = premium_case(tmp_path)
    opened.do("2024-06-07T09:00", "accept")
    yield opened
    opened.desk.store.close()


def paper_of(case: PremiumCase, kind: str = "D17", *, agreement: int = 0) -> Paper:
    """Return a paper about an agreement of the case."""
    file = case.file
    return Paper(
        case_id=file.case.id,
        kind=kind,
        title=kind,
        made_on=date(2024, 6, 12),
        about=file.agreements[agreement].id,
    )


def require_signed(case: PremiumCase, paper: Paper) -> None:
    require_signable(case.at(NOW), case.file, paper)


def release(case: PremiumCase, reason: str = "已与税务机关核对") -> None:
    release_case(case.at(NOW), case.file, reason, "黄文德")


def test_an_approved_wording_needs_nobodys_word(case: PremiumCase) -> None:
    agreed_on(case, APPROVED)
    assert waiting_for_director(case.at(NOW), case.file) == ()
    require_signed(case, paper_of(case))
    with pytest.raises(NothingHeld):
        release(case)


def test_nobody_signs_other_words_before_the_director_has_read_them(case: PremiumCase) -> None:
    agreed_on(case, APPROVED, WORDS)
    with pytest.raises(NeedsDirector) as refused:
        require_signed(case, paper_of(case))
    happened, kept, to_do = refused.value.lines()
    assert f"clause 2「{WORDS}」" in happened
    assert "not named yet" in happened
    assert "saved" in kept
    assert "case release" in to_do
    release(case)
    require_signed(case, paper_of(case))


def test_the_word_is_for_these_words_and_not_for_those_that_come_after(case: PremiumCase) -> None:
    agreed_on(case, WORDS)
    release(case)
    case.do(NOW, "reword", clause=1, text=OTHER, kind="action")
    with pytest.raises(NeedsDirector) as refused:
        require_signed(case, paper_of(case))
    assert OTHER in refused.value.lines()[0]
    case.do(NOW, "reword", clause=1, text=WORDS, kind="action")
    require_signed(case, paper_of(case))
    case.do(NOW, "reword", clause=1, text=OTHER, kind="action")
    release(case, "改过的话也核对过")
    require_signed(case, paper_of(case))
    assert [one.words for one in case.file.releases] == [WORDS, OTHER]


def test_the_word_on_one_clause_is_no_word_on_another_one(case: PremiumCase) -> None:
    agreed_on(case, WORDS)
    release(case)
    agreed_on(case, WORDS)
    require_signed(case, paper_of(case))
    with pytest.raises(NeedsDirector) as refused:
        require_signed(case, paper_of(case, agreement=1))
    assert "agreement 2, clause 1" in refused.value.lines()[0]


def test_a_release_stays_in_the_file_with_who_when_why_and_the_words(case: PremiumCase) -> None:
    file = agreed_on(case, WORDS)
    release(case)
    (kept,) = case.file.releases
    assert (kept.director, kept.reason, kept.codes) == ("黄文德", "已与税务机关核对", ("SW12",))
    assert (kept.about, kept.words) == (file.clauses[0].id, WORDS)
    assert kept.released_at.isoformat()[:16] == NOW
    told = [one.release for one in check_case(case.at(NOW), case.file, Stage.SIGN) if one.release]
    assert {(one.director, one.minute, one.reason) for one in told} == {
        ("黄文德", "2024-06-12 11:00", "已与税务机关核对")
    }


def test_what_was_read_and_is_not_there_any_more_is_not_released(case: PremiumCase) -> None:
    agreed_on(case, WORDS)
    read = waiting_for_director(case.at(NOW), case.file)
    case.do(NOW, "reword", clause=1, text=OTHER, kind="action")
    with pytest.raises(NoLongerSo):
        release_case(case.at(NOW), case.file, "核对", "黄文德", read)
    assert case.file.releases == ()


def test_of_two_clauses_the_director_may_let_one_stand(case: PremiumCase) -> None:
    agreed_on(case, WORDS, OTHER)
    first, second = waiting_for_director(case.at(NOW), case.file)
    release_case(case.at(NOW), case.file, "核对", "黄文德", [first])
    assert waiting_for_director(case.at(NOW), case.file) == (second,)


@pytest.mark.parametrize(
    ("reason", "director", "field"), [(" \n", "甲", "reason"), ("核对", "", "d")]
)
def test_a_word_has_a_reason_and_a_name(
    case: PremiumCase, reason: str, director: str, field: str
) -> None:
    agreed_on(case, WORDS)
    with pytest.raises(FieldMissing, match=field):
        release_case(case.at(NOW), case.file, reason, director)


def test_what_is_unlawful_has_to_be_corrected_and_is_not_released(case: PremiumCase) -> None:
    agreed_on(case, "职工放弃追缴滞纳金")
    release(case)
    with pytest.raises(Stopped, match="SW03"):
        require_signed(case, paper_of(case))


def test_other_papers_are_signed_meanwhile(case: PremiumCase) -> None:
    agreed_on(case, WORDS)
    require_signed(case, paper_of(case, "D20"))
    require_signed(case, replace(paper_of(case, "D17"), about=None))


def test_no_way_out_takes_words_that_the_director_has_not_read(case: PremiumCase) -> None:
    file = agreed_on(case, WORDS, step="oral-agreement")
    about = file.agreements[0].id
    exits = case.desk.packs.pack("social-insurance").exits(date(2024, 6, 12))
    ways = [one.name for one in exits if one.each == "agreement"]
    assert {"court", "arbitration", "notary"} <= {*ways}
    for way in ways:
        found = check_case(case.at(NOW), file, way)
        assert any(one.awaits_director for one in found), way
        assert blocked(found)
    release(case)
    left = check_case(case.at(NOW), case.file, "administrator")
    assert not any(one.awaits_director for one in left)
    with pytest.raises(Stopped, match="没有一方进入破产程序"):
        require_free(case.at(NOW), case.file, "administrator", about=about)


def open_ways(case: PremiumCase) -> list[list[str]]:
    """Return the ways out that are open, for each agreement."""
    told = ways_of(case.at(NOW), case.file)
    return [[way.name for way in one.ways if way.is_open] for one in told]


def test_the_ways_out_of_an_agreement_are_closed_while_its_words_wait(case: PremiumCase) -> None:
    agreed_on(case, "公司向职工道歉")
    agreed_on(case, WORDS)
    assert open_ways(case) == [["court"], []]
    [court] = [one for one in ways_of(case.at(NOW), case.file)[1].ways if one.name == "court"]
    assert "负责人" in court.why
    release(case)
    assert open_ways(case) == [["court"], ["court"]]


def test_one_word_covers_a_held_case_and_its_words_and_each_is_a_record(
    tmp_path: Path,
) -> None:
    made_up = premium_case(tmp_path / "b", already_paid=True)
    made_up.do("2024-06-07T09:00", "accept")
    agreed_on(made_up, WORDS)
    held, words = waiting_for_director(made_up.at(NOW), made_up.file)
    assert (held.about, held.codes) == (None, ("F13",))
    release_case(made_up.at(NOW), made_up.file, "查明没有付清", "黄文德", [words])
    with pytest.raises(Held):
        require_signed(made_up, paper_of(made_up))
    release_case(made_up.at(NOW), made_up.file, "查明没有付清", "黄文德")
    require_signed(made_up, paper_of(made_up))
    assert [one.words for one in made_up.file.releases] == [WORDS, ""]
    made_up.desk.store.close()
