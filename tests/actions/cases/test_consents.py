"""Who gives a consent to the use of personal data: the party, or for a child the guardian."""

from pathlib import Path

import pytest

from mediatordesk.actions.cases.consents import GuardianAgrees
from tests.actions.procedure_cases import INTAKE, WORKER, Played, registered

DAY, GUARDIAN = "2025-05-12", "Nguyễn Văn a<b"


def case_of(folder: Path, born: str, **told: str) -> Played:
    """Return a case of a child and a firm."""
    child, firm, _friend = INTAKE["parties"]
    young = child | {"id_kind": "护照", "id_number": "C56041386", "birth_date": born}
    return registered(folder, parties=[young | {"elements": told}, firm])


@pytest.mark.parametrize("kind", ["biometrics", "personal_information"])
def test_a_child_without_a_guardian_can_say_no_and_cannot_say_yes(
    tmp_path: Path, kind: str
) -> None:
    played = case_of(tmp_path / "desk", "2011-05-13")
    with pytest.raises(GuardianAgrees):
        played.do(DAY, "consent", {"kind": kind, "parties": [WORKER]})
    assert not any(played.file.consents)
    played.do(DAY, "consent", {"kind": kind, "parties": [WORKER], "refused": True})
    played.do(DAY, "consent", {"kind": "rights_notice", "parties": [WORKER]})
    assert [one.refused for one in played.file.consents] == [True, False]


def test_at_fourteen_a_child_agrees_with_its_guardian_if_one_is_registered(tmp_path: Path) -> None:
    alone = case_of(tmp_path / "alone", "2011-05-12")
    ward = case_of(tmp_path / "ward", "2011-05-12", guardian=GUARDIAN)
    for played in (alone, ward):
        played.do(DAY, "consent", {"kind": "biometrics", "parties": [WORKER], "remark": "普通话"})
    [own], [guardians] = alone.file.consents, ward.file.consents
    assert own.remark == "普通话"
    assert GUARDIAN in guardians.remark
    assert "普通话" in guardians.remark


def test_a_consent_to_procedure_names_no_guardian(tmp_path: Path) -> None:
    played = case_of(tmp_path / "desk", "2015-01-01", guardian=GUARDIAN)
    played.do(DAY, "consent", {"kind": "continue_mediation", "parties": [WORKER]})
    assert played.file.consents[0].remark == ""
