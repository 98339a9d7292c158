"""The table for the judge (D49): each item with its file, and nothing left blank."""

from dataclasses import replace
from datetime import date, datetime

from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.review_values import review_values
from mediatordesk.core.changes import CHINA
from mediatordesk.core.releases import Release
from mediatordesk.forms import Packs, facts_of
from tests.actions.premium_files import premiums
from tests.actions.scenario_files import wages

DAY = date(2025, 5, 12)
PACKS = Packs.read(Places.installed().forms)
PACK, SOCIAL = PACKS.pack("people"), PACKS.pack("social-insurance")
ITEMS = [f"第三百五十五条第{n}项" for n in "一二三四五"]
ITEMS += [f"第三百五十八条第{n}项" for n in "一二三四五六"]


def test_every_item_of_the_law_has_a_row_and_a_file() -> None:
    file = wages()
    told = review_values(PACK, file, DAY, file.agreements[0].id, facts_of(file, DAY))
    rows = told["审查事项"]
    assert isinstance(rows, tuple)
    assert [row["依据"] for row in rows] == [*ITEMS, "人民调解法第三十三条"]
    assert all(row[name] for row in rows for name in ("事项", "结果", "见"))


def test_both_telephones_and_what_was_conceded_stand_in_it() -> None:
    file = wages()
    conceded = {file.parties[0].id: {"concession": "放弃利息"}}
    told = review_values(
        PACK,
        replace(file, party_elements=conceded),
        DAY,
        file.agreements[0].id,
        facts_of(file, DAY),
    )
    parties = told["审查当事人"]
    assert isinstance(parties, tuple)
    assert all(one["电话"] for one in parties)
    assert [one["送达地址"] for one in parties] == [one.address for one in file.parties]
    assert [one["让步"] for one in parties] == ["放弃利息", "未记录"]


def test_a_paper_that_is_not_there_is_said_to_be_missing() -> None:
    file = wages()
    told = review_values(PACK, file, DAY, file.agreements[0].id, facts_of(file, DAY))
    materials = told["审查材料"]
    assert isinstance(materials, tuple)
    assert {one["结果"] for one in materials} <= {"缺", "齐全", "未签齐"}
    assert ("申请书", "缺") in [(one["文件"], one["结果"]) for one in materials]
    assert told["筛查结论"] == "未发现虚假调解情形，0分（6分暂停）"


def test_files_are_numbered_as_the_packet_numbers_them() -> None:
    file = wages()
    told = review_values(PACK, file, DAY, file.agreements[0].id, facts_of(file, DAY))
    materials = told["审查材料"]
    assert isinstance(materials, tuple)
    there = [str(one["文件"]) for one in materials if one["结果"] == "齐全"]
    assert [name[:3] for name in there] == [f"{n:02d}_" for n in range(1, len(there) + 1)]
    assert not any(str(one["文件"])[0].isdigit() for one in materials if one["结果"] != "齐全")


def test_a_court_is_only_called_right_where_the_register_knows_it() -> None:
    file = wages()
    told = review_values(PACK, file, DAY, file.agreements[0].id, facts_of(file, DAY))
    rows = told["审查事项"]
    assert isinstance(rows, tuple)
    assert {row["事项"]: row["结果"] for row in rows}["管辖法院"] == "未核对"


def test_who_let_unapproved_words_stand_is_told_with_the_day() -> None:
    file = premiums()
    first, second = file.agreements
    (clause, *_rest) = file.clauses_of(first.id)
    words = "双方同意社保事宜按税务机关的核定处理，O'Brien & Sons 协助 a<b"
    word = Release(
        case_id=file.case.id,
        released_at=datetime(2024, 6, 12, 11, tzinfo=CHINA),
        director="黄文德",
        reason="与当事人无关的内部说明",
        codes=("SW12",),
        about=clause.id,
        words=words,
    )
    others = [one for one in file.clauses if one.id != clause.id]
    file = replace(file, clauses=(replace(clause, text=words), *others), releases=(word,))
    day = date(2024, 6, 12)
    told, other = (
        review_values(SOCIAL, file, day, one.id, facts_of(file, day))["筛查结论"]
        for one in (first, second)
    )
    nothing = "未发现虚假调解情形，0分（6分暂停）"
    assert told == f"{nothing}；SW12：协议第1条措辞经负责人黄文德于2024年6月12日审定"
    assert other == nothing


def test_who_let_a_held_case_go_on_is_told_with_the_day() -> None:
    file = wages()
    word = Release(
        case_id=file.case.id,
        released_at=datetime(2025, 5, 10, 9, tzinfo=CHINA),
        director="覃𬭎",
        reason="已核实",
        codes=("F13",),
    )
    held = replace(file, elements=dict(file.elements) | {"already_paid": "true"})
    (about,) = (one.id for one in file.agreements)
    told = review_values(PACK, held, DAY, about, facts_of(held, DAY))
    assert told["筛查结论"] == "F13，共0分（6分暂停），已暂停"
    let_go = replace(held, releases=(word,))
    told = review_values(PACK, let_go, DAY, about, facts_of(let_go, DAY))
    assert told["筛查结论"] == "F13，共0分（6分暂停），负责人覃𬭎于2025年5月10日决定继续"
