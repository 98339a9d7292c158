"""Who must sign a paper, and how each place stands."""

from dataclasses import replace
from pathlib import Path

from mediatordesk.actions.signing.ceremony import note_ceremony
from mediatordesk.actions.signing.places import PlaceState, places_on
from mediatordesk.actions.signing.signing import Hand
from mediatordesk.core.ceremonies import CeremonyStep
from mediatordesk.core.papers import SignerRole
from tests.actions.procedure_cases import FIRM, INVESTIGATION, WORKER, Played
from tests.actions.signing.signing_cases import (
    DAY,
    agreed,
    agreement_of,
    ink,
    newest,
    sign,
    sign_on_paper,
)


def states(played: Played) -> dict[str, PlaceState]:
    return {one.name: one.state for one in places_on(played.desk, played.file, newest(played))}


def test_every_place_says_how_it_stands(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    assert set(states(played).values()) == {PlaceState.OPEN}
    sign(played, FIRM, Hand(ink()))
    assert states(played)[FIRM] is PlaceState.WAITING_FOR_SEAL
    sign(played, FIRM, Hand(fingerprint=ink()))
    assert states(played)[FIRM] is PlaceState.SIGNED
    desk = played.on(DAY)
    note_ceremony(desk, played.file, paper, CeremonyStep.REFUSED, [WORKER], "要问家里人")
    assert states(played)[WORKER] is PlaceState.REFUSED
    sign(played, WORKER, Hand(ink()))
    assert states(played)[WORKER] is PlaceState.SIGNED


def test_a_place_that_nobody_has_to_fill_says_so(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    played.do(DAY, "investigate", INVESTIGATION)
    made = played.made("D13", DAY)
    found = {one.label: one.state for one in places_on(played.desk, played.file, made.paper)}
    assert found["调查人（签名）"] is PlaceState.NOT_NEEDED


def test_a_firm_that_signed_the_print_has_its_seal_on_it(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    sign_on_paper(played, DAY, FIRM)
    assert states(played)[FIRM] is PlaceState.SIGNED


def test_a_place_for_which_nobody_is_named_is_called_by_its_words(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    made = agreement_of(played)
    nobody = replace(played.file, case=replace(played.file.case, recorder=""))
    called = [one.called for one in places_on(played.desk, nobody, made.paper)]
    assert "记录人（签名）" in called
    assert "" not in called
    assert not any(one.is_of("") for one in places_on(played.desk, nobody, made.paper))


def test_of_several_mediators_one_signs_under_the_own_name(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk", mediator="黄文德、Lê Thị a<b")
    agreement_of(played)
    sign(played, "Lê Thị a<b", Hand(ink()))
    [given] = played.file.signatures
    assert (given.name, given.role) == ("Lê Thị a<b", SignerRole.MEDIATOR)
