"""A paper is signed at the desk or on the print; the text locks, and the agreement takes effect."""

import json
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.agreements import TextLocked
from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.papers.papers import AgreementInForce, make_paper
from mediatordesk.actions.papers.replaced_papers import replaced_by
from mediatordesk.actions.signing.paper_signing import (
    NobodySigns,
    Outdated,
    Replaced,
    SignedAlready,
)
from mediatordesk.actions.signing.places import missing_on
from mediatordesk.actions.signing.signing import (
    Hand,
    ImpossibleDay,
    NothingToSignWith,
    OnlySealMissing,
    note_signed_on_paper,
    sign_by_hand,
)
from mediatordesk.core.ceremonies import CeremonyStep
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.papers import SigningWay
from tests.actions.procedure_cases import FIRM, INTAKE, WORKER, Played
from tests.actions.signing.signing_cases import (
    AGREEMENT,
    COMMITTEE,
    DAY,
    MEDIATOR,
    RECORDER,
    agreed,
    agreement_of,
    ink,
    newest,
    sign,
    sign_on_paper,
    strokes,
)


def effect(played: Played) -> str:
    return str(played.file.agreements[0].effective_on)


def test_a_drawn_signature_keeps_what_was_signed_with_what_and_when(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    made = agreement_of(played)
    played.do(DAY, "consent", {"kind": "biometrics", "parties": [WORKER]})
    sign(played, WORKER, Hand(drawing=strokes()))
    [given] = played.file.signatures
    assert (given.way, given.device) == (SigningWay.DRAWN, "Wacom STU-430 & pen")
    assert str(given.signed_at) == "2025-05-12 09:00:00+08:00"
    told = json.loads(bytes_of(played.desk, played.case.id, given.strokes_sha256))
    assert told["content_sha256"] == made.paper.content_sha256
    assert (told["name"], told["paper"], told["version"]) == (WORKER, "D17", 1)
    assert told["strokes"][0] == [[0, 0, 0.0], [8, 40, 0.1]]
    assert bytes_of(played.desk, played.case.id, given.image_sha256).startswith(b"\x89PNG")
    assert newest(played).locked


def test_the_print_signed_by_hand_takes_effect_on_its_last_day(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    sign_on_paper(played, "2025-05-13", WORKER, FIRM, MEDIATOR, RECORDER)
    assert newest(played).locked
    assert effect(played) == "None"
    before = len(played.file.periods)
    sign_on_paper(played, "2025-05-20", COMMITTEE)
    assert effect(played) == "2025-05-20"
    assert len(played.file.periods) > before
    assert {one.way for one in played.file.signatures} == {SigningWay.ON_PAPER}
    assert missing_on(played.desk, played.file, newest(played)) == ()


def test_the_recorder_signs_too_and_the_law_does_not_wait_for_it(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    sign_on_paper(played, "2025-05-13", WORKER, FIRM, MEDIATOR, COMMITTEE)
    assert effect(played) == "2025-05-13"
    assert missing_on(played.desk, played.file, newest(played)) == (RECORDER,)
    sign_on_paper(played, "2025-05-20", RECORDER)
    assert effect(played) == "2025-05-13"


@pytest.mark.parametrize(
    ("referral", "signed"),
    [
        ({"kind": "pre_filing"}, (WORKER, FIRM, COMMITTEE)),
        ({"kind": "pre_filing", "online_confirmed": "2025-04-20"}, (WORKER, FIRM)),
    ],
)
def test_on_the_tracks_of_a_court_the_pack_says_who_puts_it_into_force(
    tmp_path: Path, referral: dict[str, str], signed: tuple[str, ...]
) -> None:
    played = agreed(tmp_path / "desk")
    played.do("2025-05-12", "court-referral", {"court": "长洲区人民法院", **referral})
    agreement_of(played)
    sign_on_paper(played, "2025-05-13", *signed[:-1])
    assert effect(played) == "None"
    sign_on_paper(played, "2025-05-14", signed[-1])
    assert effect(played) == "2025-05-14"


def test_only_the_agreement_itself_puts_it_into_force(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk", elements={"court": "长洲区人民法院"})
    agreement = played.file.agreements[0].id
    made = make_paper(played.on(DAY), played.file, "D25", about=agreement)
    for who in (WORKER, FIRM):
        sign_by_hand(played.on(DAY), played.file, made.paper, who, Hand(ink()))
    assert missing_on(played.desk, played.file, made.paper) == ()
    assert effect(played) == "None"


@pytest.mark.parametrize(
    "field", ["effective_on", "effective_date", "生效日期", "agreement.effective_on"]
)
def test_the_day_of_effect_is_computed_and_never_typed(tmp_path: Path, field: str) -> None:
    played = agreed(tmp_path / "desk")
    with pytest.raises(UnknownField):
        set_field(played.desk, played.case.id, field, "2025-05-01")
    with pytest.raises(UnknownField):
        do_step(played.on(DAY), played.case.id, "agree", AGREEMENT | {field: "2025-05-01"})
    assert effect(played) == "None"


@pytest.mark.parametrize("day", ["2025-05-11", "2025-06-02", "1999-01-01"])
def test_nobody_signs_before_the_paper_is_made_or_tomorrow(tmp_path: Path, day: str) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    on = date.fromisoformat(day)
    with pytest.raises(ImpossibleDay):
        note_signed_on_paper(played.on("2025-06-01"), played.file, paper, WORKER, on=on)


def test_a_new_version_voids_what_was_signed_where_everybody_sees_it(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    first = agreement_of(played).paper
    sign(played, WORKER, Hand(ink()))
    sign(played, FIRM, Hand(ink(), fingerprint=ink()))
    second = agreement_of(played, "2025-05-14").paper
    assert second.version == 2
    file = played.file
    [voided] = [one for one in file.ceremony_of(first.id) if one.step is CeremonyStep.VOIDED]
    assert WORKER in voided.remark
    [old] = replaced_by(file, second)
    assert {one.name for one in old.signatures} == {WORKER, FIRM}
    assert WORKER in missing_on(played.desk, file, second)
    with pytest.raises(Replaced):
        sign_by_hand(played.on("2025-05-14"), file, first, MEDIATOR, Hand(ink()))
    sign_on_paper(played, "2025-05-15", WORKER, FIRM, MEDIATOR, COMMITTEE)
    assert effect(played) == "2025-05-15"
    third = [one for one in played.file.papers if one.version == 3]
    assert third == []


def test_a_signed_text_is_corrected_in_a_new_version_and_in_no_other_way(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    sign(played, WORKER, Hand(ink()))
    words = {"text": "公司支付100.00元，不迟于2025年6月3日（含当日）付清"}
    with pytest.raises(TextLocked):
        played.do(DAY, "reword", words)
    agreement_of(played)
    played.do(DAY, "reword", words)
    newest_one = agreement_of(played).paper
    assert newest_one.version == 3
    assert [one.paper.version for one in replaced_by(played.file, newest_one)] == [1]
    assert len(played.file.ceremony) == 1


def test_an_agreement_in_force_is_never_undone_by_a_new_version(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    sign_on_paper(played, "2025-05-13", WORKER, FIRM, MEDIATOR, COMMITTEE)
    with pytest.raises(AgreementInForce):
        agreement_of(played, "2025-05-20")
    assert newest(played).id == paper.id
    assert played.file.ceremony_of(paper.id) == ()
    assert effect(played) == "2025-05-13"


def test_each_way_not_to_sign_has_its_own_words(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    before = played.desk.store.head()
    for hand, who, kind in (
        (Hand(), WORKER, NothingToSignWith),
        (Hand(ink()), "路人 a<b", NobodySigns),
        (Hand(ink()), "", NobodySigns),
        (Hand(ink()), "party", NobodySigns),
    ):
        with pytest.raises(kind):
            sign(played, who, hand)
    assert played.desk.store.head() == before
    sign(played, WORKER, Hand(ink()))
    sign(played, FIRM, Hand(ink()))
    with pytest.raises(SignedAlready):
        sign(played, WORKER, Hand(ink()))
    with pytest.raises(OnlySealMissing):
        sign(played, FIRM, Hand(ink()))


def test_a_case_changed_after_the_print_is_not_signed_for(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    played.do(DAY, "reword", {"text": "公司支付100.00元，不迟于2025年6月3日（含当日）付清"})
    with pytest.raises(Outdated):
        note_signed_on_paper(
            played.on("2025-05-13"), played.file, paper, WORKER, on=date(2025, 5, 13)
        )


def test_two_of_one_name_sign_each_in_their_own_place(tmp_path: Path) -> None:
    worker, firm, friend = INTAKE["parties"]
    played = agreed(tmp_path / "desk", parties=[worker, friend | {"name": WORKER}, firm])
    agreement_of(played)
    parties = [one.id for one in played.file.parties]
    sign(played, str(parties[1]), Hand(ink()))
    assert [one.party_id for one in played.file.signatures] == [parties[1]]
    sign(played, WORKER, Hand(ink()))
    assert {one.party_id for one in played.file.signatures} == set(parties[:2])


def test_one_who_acts_for_two_firms_signs_for_the_one_that_is_meant(tmp_path: Path) -> None:
    worker, firm, _friend = INTAKE["parties"]
    second = firm | {"name": "覃氏&Söhne有限公司", "role": "third_party"}
    played = agreed(tmp_path / "desk", parties=[worker, firm, second])
    agreement_of(played)
    party = played.file.parties[2]
    sign(played, str(party.id), Hand(ink(), by="梁志强"))
    [given] = played.file.signatures
    assert (given.name, given.party_id) == ("梁志强", party.id)
