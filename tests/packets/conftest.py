"""A packet as the court gets it, with hard names in it; and the page that judges it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediatordesk.packets.packet import Handover, PacketItem, build
from mediatordesk.packets.receiver import verify as script
from tests.packets.chromium import Page, browser

FACTS: dict[str, object] = {
    "number": "（2025）正阳人调字第3号",
    "title": "覃𬭎与 O'Brien & Sons 买卖合同纠纷",
    "organisation": "正阳村人民调解委员会",
    "mediator": "李秀兰",
    "parties": [
        {"role": "applicant", "kind": "person", "name": "覃𬭎", "birth_date": "1979-11-02"},
        {"role": "respondent", "kind": "organisation", "name": "O'Brien & Sons <a<b>"},
    ],
    "agreement": {
        "number": "（2025）正阳人调协字第3号",
        "agreed_on": "2025-04-29",
        "effective_on": "2025-05-01",
        "clauses": ["O'Brien & Sons 于2025年5月20日前支付20,000元。"],
        "obligations": [
            {
                "obligor": "O'Brien & Sons <a<b>",
                "obligee": "覃𬭎",
                "amount": "20000.00",
                "action": "",
                "due_on": "2025-05-20",
                "performed": [{"on": "2025-05-02", "proof": "转账回单"}],
                "state": "部分未付",
            }
        ],
    },
    "last_day": [{"code": "T10", "due_on": "2025-06-03", "safe_on": "2025-05-30"}],
    "entered_later": [{"at": "2025-05-01T09:00+08:00", "remark": "补录"}],
}


@pytest.fixture(scope="session")
def items() -> list[PacketItem]:
    return [
        PacketItem("01_申请书.pdf", b"%PDF-1.7 one\n", "司法确认申请书", "D24", 2),
        PacketItem(
            "02_调解协议书（覃𬭎、O'Brien & Sons）.pdf", b"%PDF-1.7 two\n", "协议书", "D17", 3
        ),
        PacketItem("03_Nguyễn Văn Đức.pdf", b"\x00\xff" * 40, "身份证明", "D41"),
    ]


@pytest.fixture(scope="session")
def handover() -> Handover:
    return Handover(
        receiver="长洲区人民法院",
        organisation="正阳村人民调解委员会",
        title="司法确认材料",
        number="（2025）正阳人调字第3号",
        made_at=datetime(2025, 5, 6, 1, tzinfo=UTC),
        folder="司法确认材料_覃𬭎",
    )


@pytest.fixture(scope="session")
def facts() -> dict[str, object]:
    return FACTS


@pytest.fixture(scope="session")
def packet(items: list[PacketItem], handover: Handover) -> bytes:
    return build(items, FACTS, handover)


@pytest.fixture(scope="session")
def page_file() -> Path:
    """Return the page as it lies in a packet."""
    return Path(script.__file__).with_name("verify.html")


@pytest.fixture(scope="module")
def page(page_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page, loaded once in a real browser."""
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        opened.open(page_file)
        yield opened
