"""Before a packet leaves: findings, missing files, time left, and what the director may let go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.checks import Stopped, check_case, require_free
from mediatordesk.actions.cases.preflight import Preflight, preflight, preflights
from mediatordesk.actions.cases.releases import (
    NothingHeld,
    NotReleasable,
    chosen_by_code,
    releasable_singly,
    release_case,
    waiting_for_director,
)
from mediatordesk.core.cases import Element
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed
from mediatordesk.forms import Level, Stage
from mediatordesk.forms.errors import NoSuchRule

from .premium_cases import PremiumCase, agreed_on, premium_case

NOW = "2024-06-12T11:00"
STATUS = "O'Brien & Sons 确认双方解除婚姻关系 a<b"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PremiumCase]:
    """Return a case that was accepted, with an agreement for the court in doubtful words."""
    opened = premium_case(tmp_path)
    opened.do("2024-06-07T09:00", "accept")
    yield opened
    opened.desk.store.close()


def doubtful(case: PremiumCase) -> None:
    agreed_on(case, STATUS, confirmation_wanted=True)


def look(case: PremiumCase, way: str = "court") -> Preflight:
    return preflight(case.at(NOW), case.file, way)


def every(case: PremiumCase, way: str) -> tuple[Preflight, ...]:
    desk = case.at(NOW)
    return preflights(desk, case.file, way, check_case(desk, case.file, way))


def test_one_answer_says_what_stops_what_is_missing_and_how_long_there_is(
    case: PremiumCase,
) -> None:
    doubtful(case)
    told = look(case)
    assert not told.ready
    assert {"C355", "C33"} <= {one.code for one in told.blocking}
    assert all(one.basis for one in told.blocking)
    assert not {"J01", "J02"} & {one.code for one in told.blocking}, "files stand by themselves"
    missing = {one.code: one for one in told.missing}
    assert missing["J01"].missing == ("司法确认申请书",)
    assert "第三百五十四条" in missing["J01"].basis
    assert "J06" in {one.code for one in told.without}
    assert told.items[0].overview


def test_the_time_left_is_told_to_the_last_and_to_the_safe_day(case: PremiumCase) -> None:
    doubtful(case)
    last = Period(
        case_id=case.id,
        code="T10",
        title="共同申请司法确认",
        day0=date(2024, 6, 1),
        due_on=date(2024, 7, 1),
        safe_on=date(2024, 6, 28),
        about=case.file.agreements[0].id,
    )
    case.desk.commit([added(last)])
    [told] = [one for one in look(case).periods if one.code == "T10"]
    assert (told.due_on, told.safe_on, told.days) == (date(2024, 7, 1), date(2024, 6, 28), 19)
    assert not told.is_over


def test_a_finding_about_a_party_stops_its_agreement(case: PremiumCase) -> None:
    """C33: one who does not join keeps all of them from the court (人民调解法 33)."""
    agreed_on(case, "公司支付600.00元")
    (about,) = (one.id for one in case.file.agreements)
    party = case.file.parties[1]
    word = Element.of(case.id, "joins_application", "false", party.id)
    case.desk.commit([added(word)])
    with pytest.raises(Stopped, match="C33"):
        require_free(case.at(NOW), case.file, Stage.COURT, about=about)


def test_every_way_out_has_its_preflight(case: PremiumCase) -> None:
    doubtful(case)
    for way in ("notary", "administrator", "abroad", "payment_order"):
        [told] = every(case, way)
        assert not told.ready, way
        assert all(one.basis for one in told.blocking if one.code == "X01"), way
    [whole] = every(case, "archive")
    assert whole.agreement is None
    assert whole.missing[0].missing == ("装订好的卷宗",)
    assert every(case, "sign") == ()
    with pytest.raises(NoSuchRule):
        look(case, "sign")


def test_before_signing_it_is_only_a_warning_and_only_if_the_court_is_wanted(
    case: PremiumCase,
) -> None:
    doubtful(case)
    [told] = [one for one in check_case(case.at(NOW), case.file, "sign") if one.code == "C355"]
    assert told.level is Level.WARN
    assert not told.blocks
    assert not told.releasable


def test_nothing_is_said_early_of_an_agreement_that_does_not_go_to_the_court(
    case: PremiumCase,
) -> None:
    agreed_on(case, STATUS)
    codes = {one.code for one in check_case(case.at(NOW), case.file, "sign")}
    assert not {"C355", "C358"} & codes


def test_the_director_lets_one_finding_go_and_the_reason_stays(case: PremiumCase) -> None:
    doubtful(case)
    desk = case.at(NOW)
    assert "C355" not in {
        code for one in waiting_for_director(desk, case.file) for code in one.codes
    }
    [single] = [one for one in releasable_singly(desk, case.file) if one.codes == ("C355",)]
    assert single.words == case.file.clauses[0].text
    read = chosen_by_code(desk, case.file, ["C355"])
    release_case(desk, case.file, "系引述离婚判决，不是本协议确认", "覃𬭎", read)
    [word] = case.file.releases
    assert (word.director, word.codes) == ("覃𬭎", ("C355",))
    told = look(case)
    assert "C355" not in {one.code for one in told.blocking}
    assert [one.release.director for one in told.released if one.release] == ["覃𬭎"]


def test_other_words_need_the_director_again(case: PremiumCase) -> None:
    doubtful(case)
    desk = case.at(NOW)
    release_case(desk, case.file, "已核", "覃𬭎", chosen_by_code(desk, case.file, ["C355"]))
    clause = case.file.clauses[0]
    case.desk.commit([changed(clause, replace(clause, text="双方自愿离婚"))])
    assert "C355" in {one.code for one in look(case).blocking}


def test_what_the_law_itself_stops_is_never_released(case: PremiumCase) -> None:
    doubtful(case)
    desk = case.at(NOW)
    with pytest.raises(NotReleasable) as refused:
        chosen_by_code(desk, case.file, ["C33"])
    assert refused.value.fields["code"] == "C33"
    with pytest.raises(NothingHeld):
        chosen_by_code(desk, case.file, ["A05"])
    with pytest.raises(NothingHeld):
        release_case(desk, case.file, "一并放行", "覃𬭎")


def test_a_bankruptcy_is_told_once_to_the_notary(case: PremiumCase) -> None:
    agreed_on(case, "公司支付600.00元")
    case.desk.commit([added(Element.of(case.id, "bankruptcy_accepted", "true"))])
    told = [one for one in look(case, "notary").blocking if one.code == "X01"]
    assert [one.why for one in told] == ["一方已进入破产程序：债务人不得个别清偿，由管理人处理"]
