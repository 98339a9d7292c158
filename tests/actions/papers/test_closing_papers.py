"""Papers of the end of a case, letters and reports: each from a real case, with its fixed words."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import PaperNotForCase, make_paper
from mediatordesk.actions.papers.typesetting import PaperIncomplete
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Source
from mediatordesk.core.entries import EntryError
from mediatordesk.core.numbers import NumberUse
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.store import read_case_file
from tests.actions.closing_cases import (
    CAME,
    CLUE,
    CODES,
    FACTS,
    FAILED,
    REFERRED,
    RISK,
    SERVED,
    agreed,
    ended,
    made_papers,
)

Case = tuple[Desk, CaseFile]
Step = tuple[str, dict[str, Any]]
NAMES = ("覃𬭎", "O'Brien&Sons<a<b>", "NguyễnVănĐức")
WORDS: Mapping[str, tuple[str, ...]] = {
    "D19": (
        "无争议事实确认书",
        "1．2024年9月至2025年3月",
        "2．双方确认",
        "除共同确认的无争议事实外，为达成协议作出的妥协不得作为对其不利的根据。",
        "人民调解员（签名）：",
        *NAMES,
    ),
    "D20": (
        "人民调解终止告知书",
        "□一方拒绝或者放弃调解",
        "☑双方分歧较大难以达成协议",
        "□调解期限届满未达成协议且未同意延长",
        "□当事人撤回申请或者自行和解",
        "□发现可能是虚假调解",
        "☑其他：公司负责人a<b失去联系",
        "☑仲裁：向梧州市长洲区劳动人事争议仲裁委员会申请仲裁（仲裁时效：自知道",
        "□行政",
        "☑诉讼：向梧州市长洲区人民法院提起诉讼。",
        "调解时双方的让步不作为后续程序中对其不利的依据。",
        "上列告知书已收到。",
        *NAMES,
    ),
    "D27": (
        *("送达回证", "受送达人", "送达文书", "份数", "送达地点", "代收人", "拒收事由", "见证人"),
        *("☑直接送达", "□留置送达", "□邮寄送达", "□电子送达", "□转交送达", "2025年5月6日"),
        *NAMES[1:],
    ),
    "D28": (
        *("结案报告表", "填表时间", "承办单位", "受案时间", "结案时间", "□当事人申请", "□主动调解"),
        *("□公安移交", "☑法院委托", "□政府指定", "纠纷简要", "调解过程", "履行情况", "领导意见"),
        *("双方对经济补偿分歧较大。", "调解不成", "没有达成协议，不涉及履行。"),
        *NAMES,
    ),
    "D29": ("卷宗情况说明", "（照片0张，光盘0张）", "缺损、补充、更正情况：", "立卷人", "检查人"),
    "D30": ("本卷连面带底共", "页，附件无。"),
    "D31": (
        *("移送调解函", "正阳调函〔2025〕1号", "梧州市长洲区劳动争议调解中心：", "一、纠纷概要"),
        *("二、当事人同意情况", "三、随函材料", "1．人民调解申请书1份", "2025年5月20日前"),
        *("联系人：黄文德，联系电话：0774-3800001。", *NAMES[:2]),
    ),
    "D31R": (
        *("委托（移送）调解反馈函", "梧州市长洲区人民法院：", "（2025）桂0405诉前调委12号"),
        *("正阳调函〔2025〕3号", "于2025年4月7日收到", "□调解成功", "☑调解不成", "□不予受理"),
        *("三、附件", "1．无争议事实确认书1份", "特此函复。", *NAMES[:2]),
    ),
    "D32": (
        *("重大纠纷隐患信息快报", "正阳快报〔2025〕1号", "☑初报", "□续报", "□终报", "450405101999"),
        *("☑群体性上访", "□械斗", "□民转刑", "□自杀", "☑极端行为", "□舆情", "□红", "☑橙", "□黄"),
        *("☑党委", "□政府", "□政法委", "☑综治中心", "☑公安", "□主管部门", "￥365,000.00", "23人"),
        *("2025年4月24日15时40分", *NAMES),
    ),
    "D34": (
        *("联合调处会议纪要", "主持人：", "一、参加单位及人员", "二、各方意见", "三、会议结论"),
        *("四、责任单位和时限", "于2025年4月30日前完成", *NAMES),
    ),
    "D43": ("保密承诺书", "当事人为达成协议作出的让步", "参加人（签名）：", "韦建国", *NAMES[:2]),
    "D44": (
        *(
            "纠纷研判报告",
            "二、基本情况",
            "三、研判意见",
            "□红",
            "☑橙",
            "□无明显风险",
            "五、工作措施",
        ),
        *("于2025年5月10日前落实", *NAMES),
    ),
    "D45": (
        *("线索移送函", "正阳调函〔2025〕2号", "梧州市公安局长洲分局：", "☑虚假调解或者虚假诉讼"),
        *("☑套路贷或者非法放贷", "□家庭暴力", "二、线索内容", "本函内容请予保密。", "线索移送回执"),
        *NAMES[:2],
    ),
    "D45R": ("线索办理反馈登记表", "已立案侦查。", "反馈时间", "NguyễnVănĐức"),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a case that ended without an agreement, with letters and reports about it."""
    return ended(tmp_path_factory.mktemp("desk"))


def words_of(pdf: bytes) -> str:
    """Return all text of a paper without blanks and breaks."""
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pages))


@pytest.mark.parametrize("code", CODES)
def test_a_paper_is_made_with_its_fixed_words_and_nothing_that_is_none(
    case: Case, code: str
) -> None:
    made = made_papers(*case, code)
    assert made
    for _about, pdf in made:
        said = words_of(pdf)
        assert [word for word in WORDS[code] if word not in said] == []
        assert [
            one for one in ("None", "[]", "()", "True", "【缺", "〓", "{{") if one in said
        ] == []


def test_every_party_is_told_of_the_end_under_a_number_of_its_own(case: Case) -> None:
    made = made_papers(*case, "D20")
    numbers = [re.findall(r"第1号-终\d", words_of(pdf))[0] for _party, pdf in made]
    assert numbers == ["第1号-终1", "第1号-终2", "第1号-终3"]


def test_a_notice_of_the_end_lacks_its_reason_and_the_ways_that_are_open(tmp_path: Path) -> None:
    desk, file = ended(tmp_path / "desk", ("fail", {}))
    with pytest.raises(PaperIncomplete) as refused:
        make_paper(desk, file, "D20", about=file.parties[0].id)
    assert refused.value.fields["fields"] == "终止原因、救济.途径"


def test_the_back_cover_counts_what_the_file_holds(tmp_path: Path) -> None:
    desk, file = ended(tmp_path / "desk", *(("undisputed-fact", one) for one in FACTS))
    make_paper(desk, file, "D19")
    do_step(desk, file.case.id, "serve", SERVED)
    ((_about, _pdf),) = made_papers(desk, read_case_file(desk.store, file.case.id), "D27")
    ((_about, note),) = made_papers(desk, file, "D29")
    ((_about, back),) = made_papers(desk, file, "D30")
    pages = sum(one.pages for one in read_case_file(desk.store, file.case.id).papers) - 2
    assert pages == 2
    assert f"本卷共{pages}页" in words_of(note)
    assert f"共{pages + 4}页" in words_of(back)


def test_letters_are_numbered_one_after_another_and_no_number_is_used_twice(case: Case) -> None:
    desk, file = case
    assert [hop.letter_no for hop in file.hops] == ["正阳调函〔2025〕1号", "正阳调函〔2025〕2号"]
    assert file.elements["reply_letter_no"] == "正阳调函〔2025〕3号"
    used = desk.store.where(NumberUse, "series = '调函'", ())
    assert sorted(one.ordinal for one in used) == [1, 2, 3]


def test_a_number_that_was_typed_stays(tmp_path: Path) -> None:
    typed = REFERRED | {"letter_no": "长洲调函〔2025〕5号"}
    _desk, file = ended(tmp_path / "desk", ("refer", typed))
    assert [hop.letter_no for hop in file.hops] == ["长洲调函〔2025〕5号"]


def test_a_second_answer_keeps_the_number_of_the_first(tmp_path: Path) -> None:
    again: Step = ("answer-referral", {})
    _desk, file = ended(tmp_path / "desk", ("accept-referral", CAME), again, again)
    assert file.elements["reply_letter_no"] == "正阳调函〔2025〕1号"


def test_a_case_that_was_entrusted_says_by_whom_and_until_when(tmp_path: Path) -> None:
    letter = {name: CAME[name] for name in ("referred_by", "referral_number")}
    _desk, file = ended(tmp_path / "desk", ("accept-referral", letter))
    assert file.case.source is Source.REFERRED
    assert file.elements["referral_number"] == "（2025）桂0405诉前调委12号"
    assert file.elements["referral_received_on"] == "2025-04-08"


@pytest.mark.parametrize("data", [{}, {"referred_by": "a<b"}, CAME | {"nonsense": "x"}])
def test_a_letter_that_came_is_noted_in_full_or_not_at_all(
    tmp_path: Path, data: dict[str, str]
) -> None:
    with pytest.raises(EntryError):
        ended(tmp_path / "desk", ("accept-referral", data))


def test_a_referral_and_a_clue_have_papers_of_their_own(case: Case) -> None:
    desk, file = case
    assert [name for name, _pdf in made_papers(desk, file, "D31")] == [REFERRED["to_office"]]
    assert [name for name, _pdf in made_papers(desk, file, "D45")] == [CLUE["to_office"]]


def test_each_report_of_a_risk_is_a_paper_of_its_own(tmp_path: Path) -> None:
    last = {
        name: one
        for name, one in RISK.items()
        if name not in {"amount", "support"}
    }  # fmt: skip
    last |= {"number": "正阳快报〔2025〕2号", "stage": "final", "risk_level": "yellow"}
    desk, file = ended(tmp_path / "desk", ("risk-report", RISK), ("risk-report", last))
    _first, (_number, pdf) = made_papers(desk, file, "D32")
    said = words_of(pdf)
    for words in ("□初报", "☑终报", "待核实", "正阳快报〔2025〕2号"):
        assert words in said


def test_a_case_that_ended_well_says_what_was_agreed_and_what_is_still_owed(
    tmp_path: Path,
) -> None:
    desk, file = agreed(tmp_path / "desk", ("accept-referral", CAME), ("answer-referral", {}))
    ((_about, report),) = made_papers(desk, file, "D28")
    ((_about, reply),) = made_papers(desk, file, "D31R")
    for pdf in (report, reply):
        said = words_of(pdf)
        assert "2025年4月22日，达成书面调解协议，编号（2025）正阳人调字第1号：一、" in said
        assert "：已于2025年5月20日履行完毕。" in said
        assert "：尚未履行。" in said
    assert "☑调解成功" in words_of(reply)
    assert "三、附件无。" in words_of(reply)


def test_a_reply_waits_until_the_case_has_an_outcome(tmp_path: Path) -> None:
    desk, file = ended(tmp_path / "desk", ("accept-referral", CAME), ("answer-referral", {}))
    with pytest.raises(PaperIncomplete) as refused:
        make_paper(desk, file, "D31R")
    assert "反馈.结果" in str(refused.value.fields["fields"])


def test_a_case_of_our_own_is_not_replied_to(tmp_path: Path) -> None:
    desk, file = ended(tmp_path / "desk", ("fail", FAILED))
    with pytest.raises(PaperNotForCase):
        make_paper(desk, file, "D31R")


def test_electronic_service_without_anybodys_consent_is_noticed(tmp_path: Path) -> None:
    desk, file = ended(tmp_path / "desk", ("serve", SERVED | {"method": "electronic"}))
    [found] = [one for one in check_case(desk, file, "sign") if one.code == "D27"]
    assert (found.level, "第九十条" in found.basis) == ("W", True)
    do_step(desk, file.case.id, "consent", {"kind": "electronic_service", "parties": "覃𬭎"})
    after = read_case_file(desk.store, file.case.id)
    assert [one for one in check_case(desk, after, "sign") if one.code == "D27"] == []


def test_a_file_is_not_complete_without_its_back_cover(case: Case) -> None:
    desk, file = case
    bare = replace(file, papers=())
    assert "D30" in {one.code for one in check_case(desk, bare, "archive") if one.blocks}


@pytest.mark.parametrize("risks", [["flood"], "flood", [{"a": 1}], ["suicide", 5], 5])
def test_a_report_names_only_the_risks_of_its_form(tmp_path: Path, risks: object) -> None:
    with pytest.raises(WrongEntry):
        ended(tmp_path / "desk", ("risk-report", RISK | {"risks": risks}))


def test_one_risk_may_stand_alone(tmp_path: Path) -> None:
    _desk, file = ended(tmp_path / "desk", ("risk-report", RISK | {"risks": "suicide"}))
    [row] = json.loads(file.elements["risk_reports"])
    assert json.loads(row["risks"]) == ["suicide"]


def test_the_reasons_of_an_end_are_kept_with_the_step(case: Case) -> None:
    _desk, file = case
    assert file.elements["terminated_on"] == "2025-04-08"
    assert file.elements["remedy_court"] == FAILED["remedy_court"]
