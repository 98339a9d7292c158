"""A packet as the court gets it, with hard names in it."""

from datetime import UTC, datetime

import pytest

from mediatordesk.packets.packet import Handover, PacketItem, build

FACTS: dict[str, object] = {
    "number": "（2025）正阳人调字第3号",
    "parties": [{"name": "覃𬭎"}, {"name": "O'Brien & Sons <a<b>"}],
    "clauses": [{"amount": "20000.00", "due": "2025-05-20"}],
    "last_day": "2025-06-03",
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
