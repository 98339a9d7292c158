"""One case on three days gives three right papers: the application to the court (D24)."""

from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.offices import Office

from .journeys import Desk, signature_of, words_of
from .plain_desks import plain_desk

OFFICE = Office(
    code="450405101999",
    name="正阳村人民调解委员会",
    number_prefix="正阳",
    director="苏文德",
    phone="0774-3800001",
)
NEIGHBOURS: dict[str, Any] = {
    "dispute_type": "06",
    "facts": "莫志强的拖拉机撞坏了覃𬭎的围墙。",
    "requests": ["赔偿修墙费用3,000.00元"],
    "mediator": "黄文德",
    "recorder": "李秀兰",
    "parties": [
        {
            "role": "applicant",
            "name": "覃𬭎",
            "sex": "男",
            "ethnicity": "壮族",
            "id_number": "450405197911023158",
            "phone": "13800000001",
            "address": "正阳村三组7号",
        },
        {
            "role": "respondent",
            "name": "莫志强",
            "sex": "男",
            "ethnicity": "汉族",
            "id_number": "450405199005180177",
            "phone": "13800000002",
            "address": "正阳村三组9号",
        },
    ],
    "elements": {"court": "长洲区人民法院"},
}


def signed(desk: Desk, year: str) -> str:
    """Register the case of the wall on a day of a year, and let its agreement be signed by all."""
    case = desk.add(NEIGHBOURS | {"registered_on": f"{year}-06-01"}, f"{year}-06-01T09:00")
    desk.do(case, "accept", {}, f"{year}-06-01T09:10")
    due = f"{year}-06-30"
    agreement = {
        "agreed_on": f"{year}-06-01",
        "confirmation_wanted": True,
        "clauses": [
            {
                "kind": "payment",
                "text": "莫志强向覃𬭎支付修墙费用3,000.00元（人民币叁仟元整），"
                f"不迟于{year}年6月30日（含当日）付清",
            }
        ],
        "obligations": [
            {
                "obligor": "莫志强",
                "obligee": "覃𬭎",
                "amount": "3000.00",
                "due_on": due,
                "method": "银行转账",
            }
        ],
    }
    desk.do(case, "agree", agreement, f"{year}-06-01T10:00")
    desk("paper", "make", case, "D17", "--now", f"{year}-06-01T10:10").done()
    image = signature_of(desk.folder.parent)
    for who in ("覃𬭎", "莫志强", "黄文德", "李秀兰", "committee_seal"):
        words = ("--who", who, "--image", image, "--now", f"{year}-06-01T10:20")
        desk("sign", "add", case, "D17", *words).done()
    return case


@pytest.mark.parametrize(
    ("year", "cited", "not_cited"),
    [
        ("2021", "《中华人民共和国人民调解法》第三十三条", "民事诉讼法"),
        ("2023", "《中华人民共和国民事诉讼法》第二百零一条", "第二百零五条"),
        ("2025", "《中华人民共和国民事诉讼法》第二百零五条", "第二百零一条"),
    ],
)
def test_the_application_cites_the_code_in_force_on_its_day(
    tmp_path: Path, year: str, cited: str, not_cited: str
) -> None:
    desk = plain_desk(tmp_path, OFFICE)
    case = signed(desk, year)
    folder = tmp_path / "papers"
    now = ("--now", f"{year}-06-02T09:00", "--as", "pdf")
    desk("paper", "make", case, "D24", "--to", folder, *now).done()
    [paper] = folder.glob("*.pdf")
    words = words_of(paper)
    assert cited in words
    assert not_cited not in words
    assert "缺：" not in words
