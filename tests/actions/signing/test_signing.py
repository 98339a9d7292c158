"""Who is asked to sign: guardians of wards, who acts for an organisation, and its seal."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from mediatordesk.actions.papers.papers import MadePaper, make_paper
from mediatordesk.actions.signing.paper_signing import NobodySigns
from mediatordesk.actions.signing.places import Place, missing_on, places_on
from mediatordesk.actions.signing.sealing import SealMissing, seal_paper
from mediatordesk.actions.signing.signing import sign_paper
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import Paper
from mediatordesk.signing import handwriting, make_test_certificate, open_pkcs12, picture
from tests.actions.procedure_cases import INTAKE, Played, registered
from tests.actions.template_desks import PLACES

CHILD, GUARDIAN, FIRM = "覃𬭎", "Nguyễn Văn a<b", "O'Brien & Sons"
DAY = "2025-05-12"
WARD = {"guardian": GUARDIAN, "guardian_relation": "父亲", "guardian_phone": "13800000009"}
AGREEMENT = {
    "agreed_on": DAY,
    "clauses": [{"kind": "payment", "text": "公司支付100.00元，不迟于2025年6月2日（含当日）付清"}],
    "obligations": [
        {"obligor": FIRM, "obligee": CHILD, "amount": "100.00", "due_on": "2025-06-02"}
    ],
}


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """Return the picture of a signature."""
    return picture(handwriting("签名", PLACES.fonts / "LXGWWenKai-Regular.ttf"))


def agreed(folder: Path, **ward: Any) -> Played:
    """Return a case of a child of ten and a firm, who have agreed."""
    child, firm, _friend = INTAKE["parties"]
    young = child | {"id_number": "45040520150101002X", "elements": ward}
    played = registered(folder, parties=[young, firm], dispute_type="99")
    played.do("2025-04-07", "accept", {})
    played.do(DAY, "agree", AGREEMENT)
    return played


def agreement_of(played: Played, day: str = DAY) -> MadePaper:
    """Return the written agreement as it is made on a day."""
    return make_paper(played.on(day), played.file, "D17", about=played.file.agreements[0].id)


def places(played: Played, paper: Paper) -> list[Place]:
    return list(places_on(played.desk, played.file, paper))


def sign(played: Played, paper: Paper, who: str, image: bytes, stamp: bytes | None = None) -> None:
    sign_paper(played.on(DAY), played.file, paper, who, image=image, fingerprint=stamp)


def words(pdf: bytes) -> str:
    """Return the text of a PDF without blanks."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return re.sub(r"\s", "", "".join(pages))


def test_a_guardian_signs_for_a_child_and_not_the_child(tmp_path: Path, drawn: bytes) -> None:
    played = agreed(tmp_path / "desk", **WARD)
    paper = agreement_of(played).paper
    asked = places(played, paper)
    assert [(one.name, one.stands_for) for one in asked][:2] == [(GUARDIAN, CHILD), (FIRM, "")]
    with pytest.raises(NobodySigns) as refused:
        sign(played, paper, CHILD, drawn)
    assert GUARDIAN in str(refused.value.lines())
    sign(played, paper, GUARDIAN, drawn)
    [given] = played.file.signatures
    assert (given.name, given.party_id) == (GUARDIAN, played.file.parties[0].id)
    assert GUARDIAN not in missing_on(played.desk, played.file, paper)


def test_every_paper_that_parties_sign_asks_the_guardian(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk", **WARD)
    played.do(
        DAY,
        "session",
        {"place": "调解室", "text": "双方到场。", "outcome": "达成协议", "agreed": True},
    )
    each = (("D07", CHILD), ("D12", CHILD), ("D37", CHILD), ("D15", ""))
    for code, name in (("D03", ""), ("D04", ""), *each):
        made = played.made(code, DAY, name)
        assert places(played, made.paper)[0].name == GUARDIAN, code
        printed = words(made.pdf)
        assert re.sub(r"\s", "", f"法定代理人：{GUARDIAN}（父亲）") in printed, code
        assert "缺：" not in printed, code
    written = agreement_of(played)
    assert re.sub(r"\s", "", f"法定代理人：{GUARDIAN}（父亲）") in words(written.pdf)
    header = words(written.pdf)
    assert re.sub(r"\s", "", f"，法定代理人{GUARDIAN}（父亲），联系方式13800000009。") in header


def test_who_acts_alone_has_no_guardian_on_paper(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk", capacity="full", **WARD)
    made = agreement_of(played)
    assert places(played, made.paper)[0].name == CHILD
    assert "法定代理人" not in words(made.pdf)


def test_on_the_eighteenth_birthday_the_person_signs(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk", **WARD)
    for day, name in (("2032-12-31", GUARDIAN), ("2033-01-01", CHILD)):
        asked = places(played, agreement_of(played, day).paper)
        assert asked[0].name == name, day


def test_who_acts_for_an_organisation_signs_under_its_own_name(
    tmp_path: Path, drawn: bytes
) -> None:
    played = agreed(tmp_path / "desk", **WARD)
    paper = agreement_of(played).paper
    sign(played, paper, "梁志强", drawn, drawn)
    assert [one.name for one in played.file.signatures] == ["梁志强"]
    assert FIRM not in missing_on(played.desk, played.file, paper)


def test_a_firm_without_its_seal_is_in_force_and_not_closed(tmp_path: Path, drawn: bytes) -> None:
    played = agreed(tmp_path / "desk", **WARD)
    paper = agreement_of(played).paper
    for who in (GUARDIAN, FIRM, "黄文德", "李秀兰", "committee_seal"):
        sign(played, paper, who, drawn)
        paper = played.file.newest_paper("D17") or paper
    # 人民调解法 29: a signature, a seal or a fingerprint puts it into force.
    assert str(played.file.agreements[0].effective_on) == DAY
    certificate = make_test_certificate("正阳", "正阳", now=datetime(2025, 1, 1, tzinfo=CHINA))
    desk = played.on(DAY)
    signer = open_pkcs12(certificate.data, certificate.passphrase, at=desk.clock.now())
    with pytest.raises(SealMissing) as stopped:
        seal_paper(desk, played.file, paper, signer)
    assert FIRM in stopped.value.lines()[0]
    before = played.file.signatures
    later = played.on("2025-05-20")
    sign_paper(later, played.file, paper, FIRM, image=drawn, fingerprint=drawn)
    after = played.file.signatures
    assert [one.signed_on for one in after] == [one.signed_on for one in before]
    assert sum(bool(one.fingerprint_sha256) for one in after) == 1
    assert seal_paper(later, played.file, paper, signer).pdf.startswith(b"%PDF")
