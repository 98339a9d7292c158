"""Source cases 6 and 11: which court at the border, referrals by courts, and a clean way out."""

import json
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.offices import Office

from .journeys import Desk
from .plain_desks import plain_desk

OFFICE = Office(
    code="451481001999",
    name="凭祥市人民调解委员会",
    number_prefix="凭祥",
    director="农某",
    phone="0771-8500001",
)
FIRM = "广西某红木贸易有限公司"
BUYER = "Nguyễn Văn Đức"
PINGXIANG, LONGZHOU, CITY = "凭祥市人民法院", "龙州县人民法院", "崇左市中级人民法院"
DAY = "2024-11-05T10:00"


@pytest.fixture
def border(tmp_path: Path) -> Desk:
    """Return the desk of the border town, with the courts around it and one that invited it."""
    desk = plain_desk(tmp_path, OFFICE)
    invited = ("--invited-on", "2024-01-01", "--invited-until", "2024-12-31", "--scope", "04", "05")
    court(desk, PINGXIANG, "basic", "451481", *invited)
    court(desk, LONGZHOU, "basic", "451423")
    court(desk, CITY, "intermediate", "451400")
    return desk


def court(desk: Desk, name: str, level: str, area: str, *more: str) -> None:
    words = ("court", "add", name, "--level", level, "--area-code", area, *more, "--now", DAY)
    desk(*words).done()


def timber(**elements: Any) -> dict[str, Any]:
    """Return scenario 6: the balance of a timber sale between a firm and a border resident."""
    firm = {
        "role": "respondent",
        "kind": "organisation",
        "name": FIRM,
        "id_number": "91451481930364265Y",
        "address": "凭祥市浦寨互市点1号",
        "phone": "0771-8500002",
        "legal_representative": "黄某",
    }
    seller = {
        "role": "applicant",
        "name": BUYER,
        "sex": "男",
        "ethnicity": "越南",
        "id_kind": "护照",
        "id_number": "C56041386",
        "phone": "13800000061",
        "address": "越南谅山省",
    }
    return {
        "registered_on": "2024-11-05",
        "dispute_type": "04",
        "facts": "木材买卖尚欠余款486,000.00元。",
        "requests": ["支付余款486,000.00元"],
        "amount_in_dispute": "486000.00",
        "mediator": "黄文德",
        "recorder": "李秀兰",
        "parties": [seller, firm],
        "elements": {"special_groups": ["enterprise"]} | elements,
    }


PAYMENT = {
    "kind": "payment",
    "text": "广西某红木贸易有限公司向Nguyễn Văn Đức支付货款486,000.00元（人民币肆拾捌万陆仟元整），"
    "不迟于2025年4月1日（含当日）付清",
}


def agreed(desk: Desk, intake: dict[str, Any], *clauses: dict[str, str]) -> str:
    """Register a case and note a written agreement on it."""
    case = desk.add(intake, "2024-11-05T09:00")
    desk.do(case, "accept", {}, "2024-11-05T09:10")
    owed = {
        "obligor": FIRM,
        "obligee": BUYER,
        "amount": "486000.00",
        "due_on": "2025-04-01",
        "method": "银行转账",
    }
    agreement = {
        "agreed_on": "2024-11-05",
        "confirmation_wanted": True,
        "clauses": [PAYMENT, *clauses],
        "obligations": [owed],
    }
    desk.do(case, "agree", agreement, DAY)
    return case


def courts(desk: Desk, case: str) -> Any:
    return desk("case", "courts", case, "--now", DAY).data


def exits(desk: Desk, case: str) -> dict[str, Any]:
    [one] = desk("case", "exits", case, "--now", DAY).data
    return {way["name"]: way for way in one["ways"]} | {"split": one["split"], "none": one["none"]}


def test_the_register_says_who_invited_us_for_what_and_until_when(border: Desk) -> None:
    listed = {one["name"]: one for one in border("court", "list").data}
    assert list(listed) == [PINGXIANG, LONGZHOU, CITY]
    assert listed[PINGXIANG]["scope"] == ["04", "05"]
    assert listed[PINGXIANG]["invited_until"] == "2024-12-31"
    court(border, PINGXIANG, "basic", "451481", "--phone", "0771-8520001")
    again = {one["name"]: one for one in border("court", "list").data}
    assert (again[PINGXIANG]["phone"], again[PINGXIANG]["scope"]) == ("0771-8520001", ["04", "05"])


def test_an_own_mediation_goes_to_the_court_of_the_organisation_or_a_party(border: Desk) -> None:
    told = courts(border, agreed(border, timber()))
    assert [one["court"] for one in told["courts"]] == [PINGXIANG]
    assert "第二百零五条第二项" in told["courts"][0]["basis"]
    assert told["courts"][0]["place"] == "崇左市凭祥市"
    case = agreed(border, timber(subject_place_code="451423"))
    assert [one["court"] for one in courts(border, case)["courts"]] == [PINGXIANG, LONGZHOU]


def test_a_court_that_referred_the_case_confirms_it(border: Desk) -> None:
    case = agreed(border, timber())
    referral = {
        "kind": "pre_filing",
        "court": LONGZHOU,
        "letter_no": "（2024）桂1423委派5号",
        "material_signed": "2024-11-04",
    }
    border.do(case, "court-referral", referral, DAY)
    told = courts(border, case)
    assert [one["court"] for one in told["courts"]] == [LONGZHOU, PINGXIANG]
    assert "第二百零五条第一项" in told["courts"][0]["basis"]
    assert "特邀调解" in told["courts"][1]["basis"]
    assert told["not_invited"] == [LONGZHOU]


def test_two_committees_mediate_together_and_both_courts_are_offered(border: Desk) -> None:
    case = agreed(border, timber())
    other = {"name": "龙州县某人民调解委员会", "area_code": "451423001", "leads": False}
    border.do(case, "joint-organisation", other, DAY)
    told = courts(border, case)["courts"]
    assert [one["court"] for one in told] == [PINGXIANG, LONGZHOU]
    assert all("第三百五十二条" in one["basis"] for one in told)


def test_what_belongs_to_an_intermediate_court_goes_there(border: Desk) -> None:
    case = agreed(border, timber(intermediate_jurisdiction=True))
    assert [one["court"] for one in courts(border, case)["courts"]] == [CITY]


def test_a_debtor_in_bankruptcy_goes_to_the_administrator_only(border: Desk) -> None:
    case = agreed(border, timber(bankruptcy_accepted=True))
    told = courts(border, case)
    assert (told["courts"], "破产" in told["refused"]) == ([], True)
    ways = exits(border, case)
    assert not ways["court"]["open"]
    assert "第三百五十五条第四项" in ways["court"]["basis"]
    assert ways["administrator"]["open"]


def test_a_court_that_may_not_confirm_is_not_chosen_and_stops_the_check(border: Desk) -> None:
    case = agreed(border, timber())
    take = ("case", "courts", case, "--now", DAY, "--take")
    assert LONGZHOU in border(*take, LONGZHOU).happened
    border(*take, PINGXIANG).done()
    assert border("case", "show", case).data["elements"]["court"] == PINGXIANG
    border("case", "set", case, "court", LONGZHOU, "--now", DAY).done()
    found = border("case", "check", case, "--for", "court", "--now", DAY).data["findings"]
    [wrong] = [one for one in found if "第三百五十五条第二项" in one["basis"]]
    assert (wrong["level"], wrong["quote"]) == ("B", PINGXIANG)


def test_confirmation_and_notary_are_open_to_the_timber_sale(border: Desk) -> None:
    ways = exits(border, agreed(border, timber()))
    opened = {name for name, way in ways.items() if isinstance(way, dict) and way.get("open")}
    assert opened == {"court", "notary"}
    assert ways["payment_order"]["why"] == "没有到期未付的款项"
    assert ways["award"]["why"] == "双方没有仲裁协议"


def test_a_notary_asks_for_the_promise_to_accept_enforcement(border: Desk) -> None:
    def asked(case: str) -> bool:
        told = border("case", "check", case, "--for", "notary", "--now", DAY).data
        return any(one["code"] == "G01" for one in told["findings"])

    assert asked(agreed(border, timber()))
    promise = "债务人不履行或者不适当履行义务时，愿意接受人民法院强制执行"
    assert not asked(agreed(border, timber(), {"kind": "other", "text": promise}))


def test_a_clause_on_status_is_split_off_and_the_payment_stays(border: Desk) -> None:
    case = agreed(border, timber(), {"kind": "other", "text": "双方自愿离婚"})
    split = exits(border, case)["split"]
    assert (split["confirmable"], split["apart"]) == ([1], [2])
    found = border("case", "check", case, "--for", "court", "--now", DAY).data["findings"]
    assert [one["quote"] for one in found if one["code"] == "C00"] == [split["words"]]


@pytest.mark.parametrize(
    ("referral", "code", "due"),
    [
        ({"kind": "pre_filing", "material_signed": "2024-11-05"}, "T03", "2024-12-05"),
        ({"kind": "post_filing", "material_signed": "2024-11-05"}, "T04", "2024-11-20"),
        (
            {"kind": "post_filing", "procedure": "summary", "material_signed": "2024-11-05"},
            "T04S",
            "2024-11-12",
        ),
        ({"kind": "pre_filing", "online_received": "2024-11-07"}, "T05", "2024-11-12"),
        ({"kind": "pre_filing", "online_accepted": "2024-11-07"}, "T06", "2024-11-12"),
        ({"kind": "pre_filing", "online_confirmed": "2024-11-05"}, "T07", "2024-12-05"),
        (
            {"kind": "post_filing", "procedure": "summary", "online_confirmed": "2024-11-05"},
            "T07S",
            "2024-11-12",
        ),
    ],
)
def test_a_referral_begins_its_period(
    border: Desk, referral: dict[str, str], code: str, due: str
) -> None:
    case = border.add(timber(), "2024-11-05T09:00")
    border.do(case, "court-referral", {"court": PINGXIANG} | referral, DAY)
    shown = border("case", "show", case).data
    periods = {one["code"]: one["due_on"] for one in shown["deadlines"]}
    assert periods[code] == due
    assert shown["case"]["source"] == "referred"


def test_taking_the_case_on_the_platform_ends_the_three_days(border: Desk) -> None:
    case = border.add(timber(), "2024-11-05T09:00")
    first = {"kind": "pre_filing", "court": PINGXIANG, "online_received": "2024-11-05"}
    border.do(case, "court-referral", first, DAY)
    border.do(case, "court-referral", {"online_accepted": "2024-11-07"}, "2024-11-07T10:00")
    periods = {one["code"]: one for one in border("case", "show", case).data["deadlines"]}
    assert periods["T05"]["met_on"] == "2024-11-07"
    assert periods["T06"]["due_on"] == "2024-11-12"


def test_no_case_is_registered_with_the_base_alone(border: Desk) -> None:
    listed = {one["pack"]: one["base"] for one in border("forms", "list").data}
    assert listed["court"]
    file = border.folder.parent / "intake.json"
    file.write_text(json.dumps(timber()), encoding="utf-8")
    happened = border("case", "add", file, "--pack", "court", "--now", DAY).happened
    assert "court" in happened
    assert (listed["people"], listed["social-insurance"]) == (False, False)
