from dataclasses import replace

from mediatordesk.packets.preflight import PacketProfile, PaperAtHand, Slot, check

LAW = "民诉法解释第三百五十三条"
WORKER, FIRM = "苏美玲", "梧州市某塑料制品有限公司"
COURT = PacketProfile(
    "court",
    "司法确认",
    (
        Slot("D24", "司法确认申请书", LAW, name="申请书"),
        Slot("D17", "调解协议书", LAW, signed=True),
        Slot("D26", "主持调解证明", LAW),
        Slot("D41", "身份证明", LAW, person=WORKER, name="身份证明"),
        Slot("LICENCE", "营业执照及法定代表人身份证明书", LAW, person=FIRM),
        Slot("ADDRESS", "送达地址确认书", "法院要求", "W", person=WORKER),
        Slot("ADDRESS", "送达地址确认书", "法院要求", "W", person=FIRM),
        Slot("D25", "承诺书", "法院要求", "W"),
        Slot("VOUCHER", "履行凭证", "", None),
    ),
)
PAPERS = [
    PaperAtHand("D25", "承诺书"),
    PaperAtHand("D24", "司法确认申请书"),
    PaperAtHand("D17", "调解协议书", signed=True),
    PaperAtHand("D26", "主持调解证明"),
    PaperAtHand("ADDRESS", "送达地址确认书", FIRM),
    PaperAtHand("ADDRESS", "送达地址确认书", WORKER),
    PaperAtHand("D41", "身份证明", WORKER),
    PaperAtHand("LICENCE", "营业执照", FIRM),
]


def without(code: str) -> list[PaperAtHand]:
    return [paper for paper in PAPERS if paper.code != code]


def test_the_eight_papers_of_a_labour_settlement_may_go_out_in_the_courts_order() -> None:
    result = check(COURT, PAPERS)
    assert not result.findings
    assert [name for name, _paper in result.entries] == [
        "01_申请书.pdf",
        "02_调解协议书.pdf",
        "03_主持调解证明.pdf",
        "04_身份证明.pdf",
        "05_营业执照及法定代表人身份证明书.pdf",
        "06_送达地址确认书（苏美玲）.pdf",
        "07_送达地址确认书（梧州市某塑料制品有限公司）.pdf",
        "08_承诺书.pdf",
    ]


def test_a_missing_required_paper_stops_the_export_and_names_paper_and_law() -> None:
    result = check(COURT, without("D26"))
    (finding,) = result.findings
    assert result.blocked
    assert (finding.code, finding.level, finding.paper) == ("missing", "B", "D26")
    assert finding.why == "主持调解证明 is missing."
    assert finding.basis == LAW


def test_a_missing_paper_that_the_court_only_likes_to_have_warns() -> None:
    result = check(COURT, without("D25"))
    assert [finding.level for finding in result.findings] == ["W"]
    assert not result.blocked


def test_the_address_of_one_person_does_not_stand_for_the_other() -> None:
    papers = [paper for paper in PAPERS if (paper.code, paper.person) != ("ADDRESS", WORKER)]
    (finding,) = check(COURT, papers).findings
    assert finding.why == "送达地址确认书（苏美玲） is missing."


def test_an_agreement_that_nobody_signed_stops_the_export() -> None:
    papers = [replace(paper, signed=False) for paper in PAPERS]
    (finding,) = check(COURT, papers).findings
    assert (finding.code, finding.level, finding.paper) == ("unsigned", "B", "D17")


def test_an_unasked_paper_such_as_the_minutes_stops_the_export() -> None:
    result = check(COURT, [*PAPERS, PaperAtHand("D12", "调解笔录")])
    assert result.blocked
    assert [finding.paper for finding in result.findings] == ["D12"]
    assert "12" not in {paper.code for _name, paper in result.entries}


def test_two_papers_for_one_place_stop_the_export() -> None:
    result = check(COURT, [*PAPERS, PaperAtHand("D26", "主持调解证明")])
    assert [finding.code for finding in result.findings] == ["doubled"]
    assert result.blocked


def test_a_voucher_goes_in_when_it_is_there_and_is_not_missed_when_it_is_not() -> None:
    result = check(COURT, [*PAPERS, PaperAtHand("VOUCHER", "履行凭证", suffix=".jpg")])
    assert not result.findings
    assert result.entries[-1][0] == "09_履行凭证.jpg"
