"""A packet for every way out: a notary, an administrator, another country, the archive."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.office_settings import set_setting
from mediatordesk.actions.handover.exports import Exported, export_packet
from mediatordesk.actions.handover.handovers import note_handed_over
from mediatordesk.cli.demo.props import Props
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost
from mediatordesk.packets import verify

from .played_desks import PASSPHRASE, PLACES, case_of, played
from .ready_cases import Ready

AT = datetime(2025, 5, 12, 9, 10)  # noqa: DTZ001 - China's, as --now is typed
LENDER, BORROWER = "O'Brien & Sons 𬭎", "韦永强"
FIRM = "柳州市 a<b & Sons 有限公司"
GUEST = "Nguyễn Văn Đức"
PERSON = {
    "sex": "男",
    "ethnicity": "汉族",
    "id_kind": "居民身份证",
    "id_number": "45030519830101101X",
    "phone": "13800000061",
    "address": "桂林市七星区某街61号",
    "service_address": "桂林市七星区某街61号",
}
ORGANISATION = {
    "kind": "organisation",
    "id_kind": "统一社会信用代码",
    "id_number": "914504059458073055",
    "legal_representative": "梁志强",
    "representative_post": "经理",
    "phone": "13800000002",
    "address": "长洲镇工业路8号",
    "service_address": "长洲镇工业路8号",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = Office(
        code="450405101999",
        name="正阳村人民调解委员会",
        number_prefix="正阳",
        phone="0774-3800001",
        director="李秀兰",
    )
    made = new_desk(
        tmp_path / "desk",
        office,
        Operator(name="黄文德"),
        PASSPHRASE,
        places=PLACES,
        clock=Clock.typed(AT),
        cost=Cost(8, 1),
    )
    yield made.desk
    made.desk.close()


@pytest.fixture(scope="module")
def props() -> Props:
    return Props.make(PLACES.fonts, "正阳村人民调解委员会", Clock.typed(AT).now())


def intake(kind: str, applicant: dict[str, Any], respondent: dict[str, Any]) -> dict[str, Any]:
    """Return an intake of a case about 50,000 yuan."""
    return {
        "pack": "people",
        "dispute_type": kind,
        "source": "application",
        "mediator": "黄文德",
        "recorder": "李秀兰",
        "registrar": "李秀兰",
        "amount_in_dispute": "50000.00",
        "facts": "双方对欠付的50,000.00元发生争议。",
        "requests": ["支付50,000.00元"],
        "parties": [{"role": "applicant", **applicant}, {"role": "respondent", **respondent}],
    }


def owing(debtor: str, creditor: str, *more: str) -> dict[str, Any]:
    """Return an agreement: 50,000 yuan by a day, and what else is promised."""
    sum_ = "50,000.00元（人民币伍万元整）"
    text = f"{debtor}不迟于2025年6月20日（含当日）向{creditor}支付{sum_}"
    return {
        "agreed_on": "2025-05-12",
        "performance": "银行转账",
        "responsibility": f"{debtor}未按期支付，应当承担支付责任。",
        "copies": 3,
        "clauses": [{"kind": "payment", "text": text}, *({"text": one} for one in more)],
        "obligations": [
            {
                "obligor": debtor,
                "obligee": creditor,
                "amount": "50000.00",
                "action": "支付欠款",
                "due_on": "2025-06-20",
                "method": "银行转账",
            }
        ],
    }


def sound(made: Exported) -> dict[str, bytes]:
    """Return the files of a packet, which must be whole."""
    assert verify(made.data).ok
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_a_loan_goes_to_the_notary_with_the_promise_to_be_enforced(
    desk: Desk, props: Props
) -> None:
    lender, borrower = {"name": LENDER, **ORGANISATION}, {"name": BORROWER, **PERSON}
    ready = Ready.registered(desk, props, intake("04", lender, borrower), {})
    promise = f"{BORROWER}不履行或者不适当履行义务时，愿意接受人民法院强制执行"
    made = export_packet(
        desk, ready.agreed(owing(BORROWER, LENDER, promise)).for_way("notary").file, "notary",
        receiver="桂林市某公证处",
    )  # fmt: skip
    files = sound(made)
    assert made.papers[0] == "01_调解协议书.pdf"
    assert not {"data/00_审查要素表.pdf", "data/裁定书要素.docx"} & files.keys()
    assert "data/签署日志.json" in files
    handed = note_handed_over(desk, ready.file, "notary", made)
    assert handed.receiver == "桂林市某公证处"
    assert "confirmation_applied" not in ready.file.elements


def test_a_settled_claim_goes_to_the_administrator(desk: Desk, props: Props) -> None:
    creditor, debtor = {"name": BORROWER, **PERSON}, {"name": FIRM, **ORGANISATION}
    elements = {
        "bankruptcy_accepted": "true",
        "debtor": FIRM,
        "bankruptcy_court": "柳州市中级人民法院",
        "bankruptcy_case_no": "（2023）桂02破3号",
        "bankruptcy_accepted_on": "2023-02-01",
        "administrator": "某律师事务所",
        "bankruptcy_route": "composition",
        "all_creditors_agreed": "true",
    }
    ready = Ready.registered(desk, props, intake("04", creditor, debtor), elements)
    ready.agreed(owing(FIRM, BORROWER)).for_way("administrator")
    made = export_packet(desk, ready.file, "administrator", receiver="某律师事务所")
    sound(made)
    assert [one for one in made.papers if "裁定认可申请书" in one]
    assert [one for one in made.papers if "调解协议书" in one]


def test_a_commercial_settlement_goes_abroad_in_two_languages(desk: Desk, props: Props) -> None:
    guest = {"name": GUEST, **PERSON, "id_kind": "护照", "id_number": "C56041386"}
    firm = {"name": FIRM, **ORGANISATION}
    set_setting(desk, "organisation_english", "Zhengyang People's Mediation Committee", "译名")
    set_setting(desk, "mediator_english", "HUANG Wende 黄文德", "护照")
    elements = {"international": "true", "commercial": "true", "enforced_in": "越南"}
    ready = Ready.registered(desk, props, intake("14", guest, firm), elements)
    ready.say(FIRM, "name_latin", "Liuzhou a<b & Sons Co., Ltd.")
    ready.say(GUEST, "name_latin", GUEST)
    made = export_packet(
        desk,
        ready.agreed(owing(FIRM, GUEST)).for_way("abroad").file,
        "abroad",
        receiver="Bộ Tư pháp",
    )
    sound(made)
    assert made.papers[:2] == (
        "01_和解协议_Settlement_Agreement.pdf",
        "02_调解事实证明_Attestation.pdf",
    )


def test_a_closed_case_goes_to_the_archive_as_a_whole(tmp_path: Path) -> None:
    closed = played(tmp_path / "played", "3")
    desk = closed.opened(tmp_path, datetime(2025, 12, 1, 9, 0))  # noqa: DTZ001 - as above
    made = export_packet(desk, case_of(desk), "archive", receiver="区档案馆")
    files = sound(made)
    assert made.agreement is None
    assert made.papers[0] == "01_卷宗.pdf"
    assert files["data/01_卷宗.pdf"].startswith(b"%PDF")
    note_handed_over(desk, case_of(desk), "archive", made)
    assert case_of(desk).handovers[-1].agreement_id is None
    desk.close()
