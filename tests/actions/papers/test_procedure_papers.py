"""Papers from the application to the reminder, made from a case with hard names in it."""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.papers.papers import (
    AboutWhom,
    PaperNotForCase,
    PaperNotWanted,
    subjects_of,
)
from mediatordesk.actions.papers.typesetting import PaperIncomplete
from mediatordesk.actions.signing.places import places_on
from mediatordesk.core.cases import CaseStatus, WrongStep
from mediatordesk.core.entries import FieldMissing, UnknownField
from mediatordesk.forms import Stage, facts_of, run_checks
from mediatordesk.forms.errors import WrongEntry
from tests.actions.procedure_cases import (
    DECISION,
    EVIDENCE,
    FIRM,
    FRIEND,
    PANEL,
    PHOTO,
    RECEIPT,
    RECUSAL,
    REFUSAL,
    WORKER,
    Played,
    agreed,
    registered,
)

NOT_PRINTED = ("None", "[]", "()", "【缺", "True", "False", "{{", "}}", "〓")
DAY = "2025-05-30"
CODES = (
    "D03",
    "D08",
    "D09",
    "D09N",
    "D10",
    "D10D",
    "D13",
    "D14",
    "D14P",
    "D16",
    "D22",
    "D01",
    "D02",
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Return the case after all its steps; only its papers are made."""
    made = agreed(tmp_path_factory.mktemp("卷 宗") / "desk")
    yield made
    made.desk.store.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Played]:
    """Return the case as it was registered."""
    made = registered(tmp_path / "desk")
    yield made
    made.desk.store.close()


def words(pdf: bytes) -> str:
    """Return the text of a paper as it is printed, without blanks."""
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(io.BytesIO(pdf))]
    return re.sub(r"\s", "", "".join(pages))


def paper(played: Played, code: str, name: str = "", day: str = DAY) -> str:
    """Make a paper and return its words; nothing stands in it that nobody has written."""
    text = words(played.made(code, day, name).pdf)
    assert [one for one in NOT_PRINTED if one in text] == []
    return text


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("code", CODES)
def test_every_paper_is_made_for_each_that_it_is_for(played: Played, code: str) -> None:
    kind = played.desk.packs.pack("people").paper(code)
    for name in [*subjects_of(played.file, kind)] or [""]:
        if (code, name) != ("D22", "2"):
            assert "正阳" in paper(played, code, name)


def test_an_application_says_who_wants_what_and_since_when(played: Played) -> None:
    text = paper(played, "D03")
    for one in (WORKER, FIRM, FRIEND, "业绩a<b", "支付2025年3月工资16,500.00元", "2025年4月6日"):
        assert bare(one) in text
    assert "现自愿申请人民调解委员会进行调解" in text
    assert "诉讼时效从提出请求之日起中断" in text


def test_only_those_who_apply_sign_the_application(played: Played) -> None:
    made = played.made("D03").paper
    assert [one.name for one in places_on(played.desk, played.file, made)] == [WORKER]


def test_a_refused_case_has_its_reasons_and_ways_on_the_notice(fresh: Played) -> None:
    fresh.do("2025-04-08", "refuse", REFUSAL)
    assert fresh.file.case.status is CaseStatus.REJECTED
    text = paper(fresh, "D06", day="2025-04-08")
    assert "☑另一方当事人不同意调解" in text
    assert "□法律、法规禁止采用民间调解方式解决" in text
    assert bare("☑其他：被申请人O'Brien & Sons来函称“a<b”") in text
    assert bare(str(REFUSAL["routes"])) in text
    assert "2025年4月8日" in text


def test_a_refusal_ends_the_periods_of_deciding_and_of_mediating(fresh: Played) -> None:
    fresh.do("2025-04-08", "refuse", REFUSAL)
    met = {one.code: one.met_on for one in fresh.file.periods}
    assert met["T01"] == met["T08"] == date(2025, 4, 8)


@pytest.mark.parametrize(
    ("entries", "error"),
    [
        ({}, FieldMissing),
        ({"reasons": []}, FieldMissing),
        ({"reasons": ["other"]}, FieldMissing),
        ({"reasons": ["a<b"]}, WrongEntry),
        ({"reasons": ["special_organ"], "why": "a<b"}, UnknownField),
    ],
)
def test_a_refusal_without_a_known_reason_changes_nothing(
    fresh: Played, entries: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        fresh.do("2025-04-08", "refuse", entries)
    assert fresh.file.case.status is CaseStatus.REGISTERED


def test_an_accepted_case_is_not_refused_any_more(fresh: Played) -> None:
    fresh.do("2025-04-08", "accept", {})
    with pytest.raises(WrongStep):
        fresh.do("2025-04-08", "refuse", REFUSAL)
    with pytest.raises(PaperNotForCase):
        fresh.made("D06")


def test_the_file_of_a_refused_case_lacks_no_paper_of_a_mediation(fresh: Played) -> None:
    fresh.do("2025-04-08", "refuse", REFUSAL)
    file, today = fresh.file, fresh.on("2025-04-08").clock.today()
    pack = fresh.desk.packs.pack("people")
    asked = run_checks(pack, facts_of(file, today), stage=Stage.ARCHIVE, on=today)
    codes = {one.code for one in asked}
    assert "D06" in codes
    assert not codes & {"D04", "D07", "D15", "D37", "D41"}


def test_a_notice_of_session_says_when_where_and_before_whom(played: Played) -> None:
    text = paper(played, "D08", WORKER)
    told = (
        "2025年4月10日9时05分",
        "正阳村人民调解委员会调解室",
        "黄文德",
        "苏文德",
        "韦a<b",
        "陆春生",
    )
    for one in (*told, "身份证件、劳动合同、工资条", "0774-3800001"):
        assert bare(one) in text
    assert "无正当理由不到场又未说明的，视为不同意调解" in text


def test_another_session_gets_a_number_of_its_own(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    numbers = []
    for day in ("2025-04-10", "2025-04-11"):
        played.do("2025-04-08", "appoint", {"time": day, "link": "会议号 123 a<b"})
        text = paper(played, "D08", FIRM, day="2025-04-08")
        numbers += re.findall(r"号-通\d+", text)[:1]
        assert "线上调解" in text
        assert bare("会议号 123 a<b") in text
    assert numbers == ["号-通2", "号-通5"]
    played.desk.store.close()


def test_a_notice_tells_of_every_session_that_is_still_to_come(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    for time, place in (
        ("2025-04-08T09:00", "甲室 a<b"),
        ("2025-04-20T15:00", "乙室 O'Brien"),
        ("2025-04-15T09:05", "丙室 覃𬭎"),
    ):
        played.do("2025-04-07", "appoint", {"time": time, "place": place})
    text = paper(played, "D08", FIRM, day="2025-04-09")
    assert "甲室" not in text, "that one is over"
    first, second = text.index("2025年4月15日9时05分"), text.index("2025年4月20日15时00分")
    assert text.index("第一次调解") < first < text.index("第二次调解") < second
    off = {"time": "2025-04-20T15:00", "cancelled": True}
    row = json.loads(played.file.elements["appointments"])[1]
    played.do("2025-04-09", "appoint", off | {"row": row["row"], "place": row["place"]})
    text = paper(played, "D08", FIRM, day="2025-04-09")
    assert "2025年4月15日" in text
    assert "4月20日" not in text
    assert "次调解：" not in text
    over = paper(played, "D08", FIRM, day="2025-05-01")
    assert "2025年4月15日" in over, "when all are over, the last one that stood"
    played.desk.store.close()


def test_a_panel_sits_as_it_was_decided(played: Played) -> None:
    for code, name in (("D09", ""), ("D09N", FRIEND)):
        text = paper(played, code, name)
        assert "苏文德" in text
        assert "农美华" not in text
        assert bare("Lê Thị Hồng，专家，O'Brien & Sons前会计") in text
    assert "由黄文德主持调解" in paper(played, "D09N", WORKER)


def test_a_choice_of_mediators_ticks_how_they_were_named(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    with pytest.raises(PaperNotForCase):
        played.made("D09")
    set_field(played.desk, played.case.id, "panel_mode", "appointed")
    played.do("2025-04-08", "panel", PANEL[0])
    text = paper(played, "D09")
    assert "□双方共同选定□各自选定☑人民调解委员会指定" in text
    with pytest.raises(PaperNotForCase):
        played.made("D09N", name=WORKER)
    played.desk.store.close()


def test_a_request_for_recusal_gives_its_reason_and_facts(played: Played) -> None:
    text = paper(played, "D10", "农美华")
    assert "☑是当事人或者其代理人的近亲属" in text
    assert "□有其他关系，可能影响公正调解" in text
    assert "农美华是覃𬭎的表姐" in text
    assert "两人同住正阳村五组" in text


def test_a_mediator_who_has_to_withdraw_is_replaced(played: Played) -> None:
    text = paper(played, "D10D", "农美华")
    assert bare("O'Brien & Sons于2025年4月8日以“是当事人或者其代理人的近亲属”为由") in text
    assert "☑准许回避，更换为苏文德，理由：农美华与覃𬭎有近亲属关系。" in text
    assert "□不准许回避。" in text
    assert "决定人：主任" in text
    assert "知情同意" not in text


def test_parties_who_waive_a_recusal_sign_that_they_know(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    played.do("2025-04-08", "recuse", RECUSAL | {"applicant": "农美华"})
    played.do("2025-04-09", "decide-recusal", DECISION | {"result": "waived", "replaced_by": ""})
    text = paper(played, "D10D")
    assert "自行回避" in text
    assert "□准许回避。" in text
    assert "☑双方当事人知悉上述情形，仍同意由农美华调解。" in text
    assert bare(f"被申请人：{FIRM}（签名、盖章或者按指印）") in text
    played.desk.store.close()


def test_an_investigation_is_printed_line_by_line_and_signed_on_every_page(played: Played) -> None:
    made = played.made("D13", DAY, FRIEND)
    text = paper(played, "D13", FRIEND)
    for one in (FRIEND, "38岁", "覃𬭎的同事", "答：上班，考勤表上写着“a<b”。", "参加人：无"):
        assert bare(one) in text
    assert "以上记录经本人核对（已向本人宣读），与所述一致。" in text
    for page in PdfDocument(io.BytesIO(made.pdf)):
        assert "被调查人（签名）" in page.get_textpage().get_text_bounded()


def test_evidence_is_listed_with_the_hash_of_its_file(played: Played) -> None:
    text = paper(played, "D14")
    for name, content in (RECEIPT, PHOTO):
        assert bare(name) in text
        assert hashlib.sha256(content).hexdigest() in text
    assert text.count("没有电子文件") == 1
    assert [bare(str(one["name"])) in text for one in EVIDENCE] == [True, True]


def test_each_piece_of_evidence_has_a_page_to_be_pasted_on(played: Played) -> None:
    made = played.made("D14P")
    pages = [
        bare(page.get_textpage().get_text_bounded()) for page in PdfDocument(io.BytesIO(made.pdf))
    ]
    assert len(pages) == 3
    for page, name in zip(pages, ("劳动合同", "2025年3月工资条", PHOTO[0]), strict=True):
        assert f"{bare(name)}粘贴处" in page


def test_a_listed_file_that_is_not_in_the_case_stops_the_list(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    played.do("2025-04-08", "evidence", dict(EVIDENCE[1]))
    with pytest.raises(PaperIncomplete) as raised:
        played.made("D14")
    assert "证据清单.校验值" in str(raised.value)
    played.desk.store.close()


def test_an_extension_is_agreed_to_by_every_party(played: Played) -> None:
    text = paper(played, "D16", day="2025-05-06")
    assert bare("因O'Brien & Sons需要核对考勤记录，本案未能在调解期限内调结。") in text
    assert "双方同意延长至2025年5月20日" in text
    places = places_on(played.desk, played.file, played.made("D16").paper)
    assert [one.name for one in places] == [WORKER, FIRM, FRIEND]


def test_a_reminder_is_for_a_duty_that_is_overdue(played: Played) -> None:
    text = paper(played, "D22", "1")
    for one in ("人民币贰万元整（￥20,000.00）", "已逾期10日", "请于2025年6月6日前", FIRM):
        assert bare(one) in text
    assert "向人民法院申请强制执行" in text
    for day, duty in ((DAY, "2"), ("2025-05-19", "1")):
        with pytest.raises(PaperNotWanted) as refused:
            played.made("D22", day, duty)
        assert "还没有到期" in refused.value.lines()[0]


def test_a_reminder_names_what_is_still_owed(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    played.do("2025-05-20", "perform", {"obligation": 1, "amount": "5000.00"})
    assert "尚有人民币壹万伍仟元整（￥15,000.00）未支付" in paper(played, "D22", "1")
    played.do("2025-05-31", "perform", {"obligation": 1, "amount": "15000.00"})
    with pytest.raises(PaperNotForCase):
        played.made("D22", "2025-06-01", "1")
    played.desk.store.close()


def test_a_cover_tells_whose_case_it_is_and_how_long_it_took(played: Played) -> None:
    text = paper(played, "D01")
    for one in ("覃𬭎与O'Brien & Sons劳动争议", "2025年4月7日至2025年5月12日", "长期", "李秀兰"):
        assert bare(one) in text
    assert "黄文德、苏文德、韦a<b" in text


def test_an_index_has_the_papers_in_the_order_of_the_file_with_their_pages(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    made = [played.made(code) for code in ("D14P", "D03", "D13")]
    text = paper(played, "D02")
    assert "1人民调解申请书覃𬭎2025.5.301" in text
    record = f"2人民调解调查记录（{bare(FRIEND)}）本委员会2025.5.302-{1 + made[2].paper.pages}"
    assert record in text
    assert f"粘贴页本委员会2025.5.30{2 + made[2].paper.pages}-" in text
    assert "卷宗封面" not in text
    for name, content in (RECEIPT, PHOTO):
        digest = hashlib.sha256(content).hexdigest()
        said = f"：{bare(name)}（电子文件，SHA-256：{digest}）{WORKER}2025.4.8电子"
        assert said in text
    played.desk.store.close()


def test_a_paper_of_which_there_are_several_asks_for_which_one(played: Played) -> None:
    with pytest.raises(AboutWhom):
        played.made("D08")
