"""Fingerprint and strokes: kept of who agreed, of nobody else; the picture is the signature."""

from pathlib import Path

import pytest

from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.signing.biometrics import NoPrintHere, NotAsked, PrintRefused
from mediatordesk.actions.signing.signing import Hand
from mediatordesk.core.papers import SigningWay
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.signing import fingerprint
from tests.actions.procedure_cases import FIRM, INTAKE, WORKER, Played
from tests.actions.signing.signing_cases import (
    DAY,
    MEDIATOR,
    agreed,
    agreement_of,
    ink,
    sign,
    strokes,
)

PRINT = fingerprint(seed=7)
GUARDIAN = "Nguyễn Văn a<b"


def answer(played: Played, *, refused: bool, who: str = WORKER) -> None:
    played.do(DAY, "consent", {"kind": "biometrics", "parties": [who], "refused": refused})


@pytest.mark.parametrize("hand", [Hand(ink(), fingerprint=PRINT), Hand(drawing=strokes())])
def test_who_was_not_asked_leaves_nothing_behind(tmp_path: Path, hand: Hand) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    before = played.desk.store.head()
    with pytest.raises(NotAsked) as stopped:
        sign(played, WORKER, hand)
    assert WORKER in stopped.value.lines()[0]
    assert played.desk.store.head() == before
    assert played.file.signatures == ()


def test_who_agreed_has_print_and_strokes_kept(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    answer(played, refused=False)
    sign(played, WORKER, Hand(drawing=strokes(), fingerprint=PRINT))
    [given] = played.file.signatures
    assert bytes_of(played.desk, played.case.id, given.fingerprint_sha256) == PRINT
    assert given.strokes_sha256


def test_who_said_no_signs_all_the_same_and_only_the_picture_is_kept(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    answer(played, refused=False)
    answer(played, refused=True)
    with pytest.raises(PrintRefused):
        sign(played, WORKER, Hand(ink(), fingerprint=PRINT))
    sign(played, WORKER, Hand(drawing=strokes()))
    [given] = played.file.signatures
    assert (given.way, given.strokes_sha256, given.fingerprint_sha256) == (SigningWay.DRAWN, "", "")
    assert bytes_of(played.desk, played.case.id, given.image_sha256).startswith(b"\x89PNG")


def test_the_consent_to_other_things_is_none_to_this(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    for kind in ("personal_information", "rights_notice", "electronic_service"):
        played.do(DAY, "consent", {"kind": kind, "parties": [WORKER]})
    with pytest.raises(NotAsked):
        sign(played, WORKER, Hand(ink(), fingerprint=PRINT))


def test_a_seal_is_nobodys_body_and_officials_press_nothing(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    sign(played, FIRM, Hand(ink(), fingerprint=ink()))
    with pytest.raises(NoPrintHere):
        sign(played, MEDIATOR, Hand(ink(), fingerprint=PRINT))
    sign(played, MEDIATOR, Hand(drawing=strokes()))
    [_firm, mediator] = played.file.signatures
    assert (mediator.way, mediator.strokes_sha256) == (SigningWay.DRAWN, "")


def child_of(**told: str) -> list[dict[str, object]]:
    child, firm, _friend = INTAKE["parties"]
    return [child | {"id_number": "45040520150101002X", "elements": told}, firm]


def test_for_a_child_the_guardian_agrees_and_presses(tmp_path: Path) -> None:
    ward = child_of(guardian=GUARDIAN, guardian_relation="父亲", guardian_phone="13800000009")
    played = agreed(tmp_path / "desk", parties=ward)
    agreement_of(played)
    with pytest.raises(NotAsked) as stopped:
        sign(played, GUARDIAN, Hand(ink(), fingerprint=PRINT))
    assert GUARDIAN in stopped.value.lines()[0]
    answer(played, refused=False)
    [asked] = [one for one in played.file.consents if one.kind is ConsentKind.BIOMETRICS]
    assert GUARDIAN in asked.remark
    sign(played, GUARDIAN, Hand(ink(), fingerprint=PRINT))
    assert played.file.signatures[0].fingerprint_sha256
