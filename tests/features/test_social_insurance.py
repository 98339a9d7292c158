"""Scenario 1 and source case 7: the window of 正阳村, a social-insurance premium dispute."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from .journeys import PREMIUMS, Desk, Played, signature_of, steps_of, typed, words_of

NEW_LAW = "法释〔2025〕12号"
BAD_CLAUSE = "公司一次性补偿2000元，职工放弃追缴滞纳金，今后不得再投诉"
RISK = {
    "number": "长洲险报〔2024〕1号",
    "stage": "first",
    "level": "village",
    "occurred_at": "2024年6月3日",
    "place": "正阳村",
    "area_code": "450405101999",
    "people": 32,
    "demands": "要求补缴社会保险费",
    "risks": ["group_petition"],
    "risk_level": "orange",
    "measures": "已派人到场",
    "recipients": ["party_committee", "government", "political_legal"],
    "reporter": "李秀兰",
    "issuer": "黄文德",
    "reported_at": "2024年6月3日9时40分",
}
FIGURES = ("3,600.00", "2,400.00", "1,200.00", "218.40", "150.00", "9.11", "待核定")


def test_the_calculation_sheet_has_every_figure_and_says_that_due_days_are_not_rolled(
    demo: Played,
) -> None:
    [sheet] = demo.papers("1", "D33C")
    words = words_of(sheet)
    assert all(figure in words for figure in FIGURES)
    assert "217.80" not in words
    assert "应缴费日遇休息日不顺延" in words
    assert "滞纳金由用人单位承担" in words
    assert "以征收机关核定为准" in words


def test_an_unknown_rate_prints_that_it_is_to_be_assessed_and_never_nought(demo: Played) -> None:
    [sheet] = demo.papers("1", "D33C")
    rows = words_of(sheet).split("医保")[1:]
    assert len(rows) >= 4
    for row in rows[:3]:
        cells = row.split("2024年")[1]
        assert "待核定" in cells
        assert "5,000.00待核定待核定待核定待核定待核定" in cells


def test_the_same_sums_come_from_the_counter(tmp_path: Path) -> None:
    elements = steps_of("1")[0]["with"]["elements"]
    for insurance, sums in (
        ("职工基本养老", ("3600.00", "2400.00", "1200.00", "218.40")),
        ("失业", ("150.00", "75.00", "75.00", "9.11")),
    ):
        months = [one for one in elements["premium_months"] if one["insurance"] == insurance]
        file = tmp_path / "months.json"
        file.write_text(json.dumps({"paid_on": elements["paid_on"], "months": months}))
        said = typed("calculate", "late-fee", file, "--json").data
        assert tuple(said[one] for one in ("principal", "employer", "employee", "late_fee")) == sums


def late_fee_of(folder: Path, **more: object) -> dict[str, Any]:
    """Return what the counter says of a quarter's pension, with the pack's own rates."""
    months = [
        {"insurance": "职工基本养老", "month": month, "wage": "5000.00"}
        for month in ("2024-01", "2024-02", "2024-03")
    ]
    file = folder / "months.json"
    entered = {"paid_on": "2024-06-30", "pack": "social-insurance", "months": months}
    file.write_text(json.dumps(entered | more))
    said: dict[str, Any] = typed("calculate", "late-fee", file, "--json").data
    return said


def test_the_pack_knows_rates_and_due_days_and_the_office_whether_they_are_rolled(
    tmp_path: Path,
) -> None:
    plain = late_fee_of(tmp_path)
    assert (plain["principal"], plain["late_fee"]) == ("3600.00", "218.40")
    assert [line["days"] for line in plain["lines"]] == [151, 122, 91]
    assert late_fee_of(tmp_path, rolled=True)["late_fee"] == "217.80"


def test_a_premium_of_the_old_rate_is_refused(tmp_path: Path) -> None:
    month = {"insurance": "职工基本养老", "base": "1000.00", "due": "2011-06-30"}
    file = tmp_path / "months.json"
    file.write_text(json.dumps({"paid_on": "2024-06-30", "months": [month]}))
    assert "2011年7月1日" in typed("calculate", "late-fee", file, "--json").happened


@pytest.mark.parametrize(
    ("code", "day", "due"),
    [("T23", "2024-01-01", "2024-01-31"), ("T24", "2024-03-31", "2024-04-01")],
)
def test_the_periods_of_premiums_are_counted(code: str, day: str, due: str) -> None:
    pack = ("--pack", "social-insurance", "--json")
    assert typed("calculate", "deadline", code, day, *pack).data["due"] == due


@pytest.fixture
def before_the_agreement(desk: Desk) -> tuple[Desk, str]:
    """Return the case as it stood on 2024-06-12, before anything was agreed."""
    case = desk.add(steps_of("1")[0]["with"], "2024-06-03T09:00")
    desk.do(case, "accept", {}, "2024-06-07T09:00")
    return desk, case


def clauses(*texts: tuple[str, str]) -> dict[str, object]:
    """Return the entries of an agreement of these clauses, each of a kind."""
    owed = {
        "obligor": "梧州市某塑料制品有限公司",
        "obligee": "覃𬭎",
        "action": "申请办理补缴",
        "due_on": "2024-06-28",
    }
    return {
        "agreed_on": "2024-06-12",
        "clauses": [{"kind": kind, "text": text} for kind, text in texts],
        "obligations": [owed],
    }


def test_the_first_draft_is_stopped_with_its_words_and_the_corrected_clause_passes(
    before_the_agreement: tuple[Desk, str],
) -> None:
    desk, case = before_the_agreement
    desk.do(case, "agree", clauses(("statutory_premium", BAD_CLAUSE)), "2024-06-12T10:40")
    now = ("--now", "2024-06-12T10:41")
    checked = desk("case", "check", case, "--for", "sign", *now).data
    stops = {one["code"]: one for one in checked["findings"] if one["level"] == "B"}
    assert checked["blocked"]
    assert set(stops) == {"SW03", "SW07"}
    assert stops["SW03"]["quote"] == "放弃追缴滞纳金"
    assert stops["SW07"]["quote"] == "不得再投诉"
    assert all(one["why"] and one["basis"] for one in stops.values())
    assert not any(NEW_LAW in one["basis"] for one in checked["findings"])
    [good] = [one["with"] for one in steps_of("1") if one.get("action") == "reword"]
    desk.do(case, "reword", good, "2024-06-12T10:50")
    checked = desk("case", "check", case, "--for", "sign", *now).data
    assert not checked["blocked"]
    assert not {one["code"] for one in checked["findings"]} & {"A02", "A04", "SW12"}


def test_a_draft_that_is_stopped_cannot_be_signed(before_the_agreement: tuple[Desk, str]) -> None:
    desk, case = before_the_agreement
    desk.do(case, "agree", clauses(("statutory_premium", BAD_CLAUSE)), "2024-06-12T10:40")
    desk("paper", "make", case, "D17", "--now", "2024-06-12T10:45").done()
    image = signature_of(desk.folder.parent)
    signed = desk("sign", "add", case, "D17", "--who", "覃𬭎", "--image", image,
                  "--now", "2024-06-12T10:46")  # fmt: skip
    assert "SW03" in signed.happened
    assert "SW07" in signed.happened


def test_there_are_two_agreements_with_their_own_days(seen: Desk) -> None:
    shown = seen("case", "show", PREMIUMS).data
    first, second = shown["agreements"]
    assert (first["effective_on"], second["effective_on"]) == ("2024-06-12", "2024-07-03")
    last_days = {one["about"]: one["due_on"] for one in shown["deadlines"] if one["code"] == "T10"}
    assert last_days == {second["id"]: "2024-08-02"}


def test_the_premium_undertaking_is_never_offered_to_the_court(seen: Desk, tmp_path: Path) -> None:
    packet = tmp_path / "court.zip"
    export = ("packet", "export", PREMIUMS, "--for", "court", "--to", packet)
    refused = seen(*export, "--agreement", 1, "--now", "2024-06-12T11:10")
    assert "SW11" in refused.happened
    assert "社会保险费" in refused.happened
    for paper in ("D24", "D25", "D26"):
        about = ("--about", "（2024）正阳人调字第1号")
        assert seen("paper", "make", PREMIUMS, paper, *about, "--now", "2024-07-03T10:00").code == 1
    assert not packet.exists()


def test_the_second_agreement_may_go_there(seen: Desk, tmp_path: Path) -> None:
    export = ("packet", "export", PREMIUMS, "--for", "court", "--to", tmp_path / "c.zip")
    lacking = seen(*export, "--agreement", 2, "--now", "2024-07-10T09:00").happened
    assert "SW11" not in lacking
    assert "申请书" in lacking


def test_an_agreement_that_mixes_both_is_refused_and_the_split_is_proposed(
    before_the_agreement: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, case = before_the_agreement
    [good] = [one["with"] for one in steps_of("1") if one.get("action") == "reword"]
    private = "覃𬭎不迟于2024年7月20日（含当日）向公司返还社保补贴600.00元"
    mixed = clauses(("statutory_premium", good["text"]), ("payment", private))
    desk.do(case, "agree", mixed, "2024-06-12T10:40")
    export = ("packet", "export", case, "--for", "court", "--to", tmp_path / "mixed.zip")
    happened = desk(*export, "--now", "2024-06-13T09:00").happened
    assert "SW11" in happened
    assert "拆成两份" in happened
    assert not (tmp_path / "mixed.zip").exists()


def test_no_paper_of_2024_prints_law_that_was_not_in_force(demo: Played) -> None:
    papers = list(demo.folder.glob("1-*/*/*.pdf"))
    assert len(papers) > 15
    for paper in papers:
        assert NEW_LAW not in words_of(paper), paper.name
        assert "司法解释（二）" not in words_of(paper), paper.name


def test_the_same_case_of_september_2025_cites_article_19(desk: Desk) -> None:
    intake = copy.deepcopy(steps_of("1")[0]["with"])
    case = desk.add(intake, "2025-09-02T09:00")
    desk.do(case, "accept", {}, "2025-09-02T09:10")
    waived = clauses(("statutory_premium", "职工自愿放弃缴纳社会保险费"))
    desk.do(case, "agree", waived | {"agreed_on": "2025-09-02"}, "2025-09-02T10:00")
    now = ("--now", "2025-09-02T10:01")
    findings = desk("case", "check", case, "--for", "sign", *now).data["findings"]
    [stop] = [one for one in findings if one["code"] == "SW01"]
    assert NEW_LAW in stop["basis"]
    assert "第十九条" in stop["basis"]


def test_a_paper_of_september_2025_prints_article_19(desk: Desk, tmp_path: Path) -> None:
    case = desk.add(steps_of("1")[0]["with"], "2025-09-02T09:00")
    now = ("--now", "2025-09-02T09:10", "--as", "pdf")
    for code in ("D33", "D33C", "D42"):
        desk("paper", "make", case, code, "--to", tmp_path, *now).done()
    words = "".join(words_of(paper) for paper in tmp_path.glob("*.pdf"))
    assert f"{NEW_LAW}）第十九条" in words


def law_of(desk: Desk, day: str, folder: Path) -> str:
    """Return the words of the calculation sheet of scenario 1 as it is made on a day."""
    case = desk.add(steps_of("1")[0]["with"], f"{day}T09:00")
    desk(
        "paper", "make", case, "D33C", "--to", folder, "--as", "pdf", "--now", f"{day}T09:10"
    ).done()
    [sheet] = folder.glob("*.pdf")
    return words_of(sheet)


@pytest.mark.parametrize(
    ("day", "cited"), [("2024-06-06", False), ("2025-08-31", False), ("2025-09-02", True)]
)
def test_the_paper_of_each_day_cites_the_law_of_that_day(
    desk: Desk, tmp_path: Path, day: str, *, cited: bool
) -> None:
    words = law_of(desk, day, tmp_path / "papers")
    assert "《中华人民共和国社会保险法》第六十条" in words
    assert (NEW_LAW in words) is cited
    assert "218.40" in words


def test_the_window_is_told_who_leads_and_that_a_village_cannot_do_it(desk: Desk) -> None:
    case = desk.add(steps_of("1")[0]["with"], "2024-06-03T09:00")
    advice = desk("case", "show", case, "--now", "2024-06-03T09:05").data["routing_advice"]
    leads = {one["quote"].split()[0]: one["why"] for one in advice if one["code"] == "R01"}
    assert set(leads) == {"P01", "P04"}
    assert "人社（社保经办）" in leads["P01"]
    assert "税务征收" in leads["P04"]
    [up] = [one for one in advice if one["code"] == "R02"]
    assert up["why"].startswith("该移交上一级（乡镇（街道））：")
    assert up["quote"] == "村（社区）"


def test_the_first_contact_has_a_day_and_routing_ends_it(seen: Desk) -> None:
    deadlines = {one["code"]: one for one in seen("case", "show", PREMIUMS).data["deadlines"]}
    assert (deadlines["Q01"]["due_on"], deadlines["Q01"]["met_on"]) == ("2024-06-04", "2024-06-03")
    assert (deadlines["Q02"]["due_on"], deadlines["Q02"]["met_on"]) == ("2024-06-25", "2024-07-03")
    assert deadlines["T23"]["due_on"] == "2024-01-31"


def test_the_slip_goes_to_the_town_with_the_case(demo: Played) -> None:
    [slip] = demo.papers("1", "D33A")
    words = words_of(slip)
    for word in ("长洲镇社会保险费缴费争议受理窗口", "2024年6月3日", "2024年6月11日", "李秀兰"):
        assert word in words


def test_the_reply_of_the_window_says_what_came_of_it(demo: Played) -> None:
    reply = words_of(demo.papers("1", "D33")[-1]).split("社会保险费缴费争议办理反馈单")[-1]
    for word in ("☑已解决", "☑满意", "2024年7月3日", "窗口当面答复", "可以依法申请行政复议"):
        assert word in reply
    assert "长洲区社保经办机构、长洲区税务局" in reply


def test_a_reply_through_12366_names_the_number_of_12366(desk: Desk, tmp_path: Path) -> None:
    intake = copy.deepcopy(steps_of("1")[0]["with"]) | {"channel": "12366"}
    case = desk.add(intake, "2024-06-03T09:00")
    [reply] = [one["with"] for one in steps_of("1") if one.get("action") == "reply"]
    file = tmp_path / "reply.json"
    file.write_text(json.dumps(reply))
    now = ("--now", "2024-06-12T09:00")
    assert "外部渠道的编号" in desk("case", "do", case, "reply", "--with", file, *now).happened
    desk.do(case, "reply", reply | {"outside_number": "12366-20240603-0881"}, "2024-06-12T09:00")
    desk("paper", "make", case, "D33", "--to", tmp_path, "--as", "pdf", *now).done()
    [paper] = tmp_path.glob("*.pdf")
    assert "12366-20240603-0881" in words_of(paper).split("办理反馈单")[-1]


def test_who_guides_was_invited_with_the_consent_of_both(seen: Desk) -> None:
    shown = seen("case", "show", PREMIUMS).data
    team = shown["elements"]["team"]
    assert [(one["role"], one["name"]) for one in team] == [
        ("tax_official", "罗建华"),
        ("lawyer", "韦明"),
    ]
    invited = [one["party_id"] for one in shown["consents"] if one["kind"] == "invited_guests"]
    assert set(invited) == {one["id"] for one in shown["parties"]}


def test_a_tax_official_is_no_mediator_and_nobody_comes_without_consent(
    before_the_agreement: tuple[Desk, str],
) -> None:
    desk, case = before_the_agreement
    official = {
        "role": "tax_official",
        "name": "罗建华",
        "unit": "长洲区税务局",
        "task": "guidance",
    }
    desk.do(case, "invite", official, "2024-06-12T09:02")
    now = ("--now", "2024-06-12T09:05")
    desk("case", "set", case, "mediator", "罗建华", *now).done()
    stops = desk("case", "check", case, "--for", "sign", *now).data["findings"]
    assert {"G01", "G02"} <= {one["code"] for one in stops if one["level"] == "B"}


def test_a_risk_goes_to_party_committee_government_and_commission_at_once(desk: Desk) -> None:
    case = desk.add(steps_of("1")[0]["with"], "2024-06-03T09:00")
    desk.do(case, "risk-report", RISK, "2024-06-03T09:40")
    desk.do(case, "send-risk", {"found_at": "2024-06-03T09:10"}, "2024-06-03T09:50")
    shown = desk("case", "show", case, "--now", "2024-06-03T10:00").data
    hops = [one for one in shown["routing"] if one["kind"] == "risk"]
    assert [one["to_office"] for one in hops] == ["党委", "政府", "政法委"]
    assert {(one["sent_on"], one["letter_no"]) for one in hops} == {("2024-06-03", RISK["number"])}
    desk.do(case, "receive", {"to_office": "政法委", "receipt_no": "收1"}, "2024-06-03T11:00")
    [clock] = shown["elements"]["risk_clocks"]
    assert (clock["write_by"], clock["late"]) == ("2024-06-03T11:10", "false")


def test_the_route_is_kept_with_receipts(seen: Desk) -> None:
    hops = seen("case", "show", PREMIUMS).data["routing"]
    assert [one["due_on"] for one in hops] == ["2024-06-11", "2024-06-12", "2024-06-07"]
    assert [one["to_office"] for one in hops] == [
        "长洲镇社会保险费缴费争议受理窗口",
        "长洲区社保经办机构",
        "长洲区税务局",
    ]
    assert [one["received_on"] for one in hops] == ["2024-06-04", "2024-06-05", "2024-06-06"]
    assert all(one["receipt_no"] for one in hops)


def test_the_receipt_for_the_citizen_names_window_officer_and_day(demo: Played) -> None:
    [receipt] = demo.papers("1", "D42")
    words = words_of(receipt)
    for word in ("正阳村社会保险费缴费争议受理窗口", "李秀兰", "覃", "2024年6月3日"):
        assert word in words


def test_the_window_never_seals_an_agreement(demo: Played) -> None:
    for agreement in demo.papers("1", "D17"):
        words = words_of(agreement)
        assert "正阳人调字第1号" in words
        assert "受理窗口" not in words
