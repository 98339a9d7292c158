"""Papers of the other ways out: claims (D35), article 105 (D40), the attestation (D38, D48)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.exit_values import exit_values
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.case_files import CaseFile
from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.forms import Packs
from tests.actions.scenario_files import wages
from tests.documents.reading import dense, pages_of

DAY = date(2025, 5, 12)
PLACES = Places.installed()
PACK = Packs.read(PLACES.forms).pack("people")
BANKRUPT = {
    "bankruptcy_accepted": "true",
    "debtor": "柳州某机械有限公司",
    "bankruptcy_court": "柳州市中级人民法院",
    "bankruptcy_case_no": "（2023）桂02破3号",
    "bankruptcy_accepted_on": "2023-02-01",
    "administrator": "某律师事务所",
}
CLAIM = {
    "creditor": "O'Brien & Sons a<b",
    "principal": "150000000",
    "interest": "36000000",
    "class": "ordinary",
    "reviewed": "150000000",
    "review_reason": "利率看不清\n只认本金",
    "issue": "利息是否应当确认",
    "confirmed_principal": "150000000",
    "confirmed_interest": "13200000",
    "rank": "普通债权",
    "counted_to": "2023-01-31",
    "waived": "利息￥228,000.00",
}
ABROAD = {"international": "true", "commercial": "true", "enforced_in": "越南"}


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load(PLACES.fonts)


def settled(elements: Mapping[str, str], **settings: object) -> CaseFile:
    """Return a settlement with a guest from abroad, and what the pack was told."""
    file = wages()
    first, firm = file.parties
    guest = replace(first, name="Nguyễn Văn Đức", id_kind="护照", id_number="C56041386")
    latin = {firm.id: {"name_latin": "Guangxi Mou Rosewood Trading Co., Ltd."}}
    return replace(
        file,
        parties=(guest, firm),
        elements=dict(file.elements) | dict(elements),
        party_elements=latin,
        settings=settings,
    )


def values_of(file: CaseFile, code: str) -> dict[str, object]:
    about = file.agreements[0].id
    told = pack_values(PACK, file, DAY, about)
    return paper_values(file, code, about=about, day=DAY, extra=told)


def printed(file: CaseFile, code: str, fonts: Fonts) -> str:
    """Return the words of a paper as its PDF shows them; it must be complete."""
    filled = fill(Template.read(PACK.template(code)), values_of(file, code))
    assert filled.missing == ()
    pdf = to_pdf(filled.docx, fonts, title=code)
    assert pdf.missing_glyphs == ()
    return dense("".join(pages_of(pdf)))


def test_a_claim_is_told_as_filed_as_reviewed_and_as_settled(fonts: Fonts) -> None:
    """Scenario 4: 1,860,000.00 was filed, 1,500,000.00 allowed, 1,632,000.00 settled."""
    words = printed(settled(BANKRUPT | {"claims": json.dumps([CLAIM])}), "D35", fonts)
    for told in (
        "￥1,860,000.00",
        "￥1,500,000.00",
        "￥1,632,000.00（人民币壹佰陆拾叁万贰仟元整）",
        "本金￥1,500,000.00，利息￥132,000.00",
        "（2023）桂02破3号",
        "不排除其他债权人、债务人对债权表记载的债权提出异议的权利",
    ):
        assert told in words


def test_the_court_is_asked_to_approve_and_to_end_the_procedure(fonts: Fonts) -> None:
    words = printed(settled(BANKRUPT | {"bankruptcy_route": "composition"}), "D40", fonts)
    assert "柳州市中级人民法院" in words
    assert "《中华人民共和国企业破产法》第一百零五条" in words
    assert "终结柳州某机械有限公司的破产程序，案号为（2023）桂02破3号" in words


def test_the_attestation_says_it_in_both_languages(fonts: Fonts) -> None:
    file = settled(
        ABROAD,
        organisation_english="Zhengyang People's Mediation Committee",
        mediator_english=("HUANG Wende 黄文德",),
    )
    words = printed(file, "D38", fonts)
    for told in (
        "dated22April2025betweenNguyễnVănĐứcandGuangxiMouRosewoodTradingCo.,Ltd.resultedfrom",
        "conductedbyHUANGWendeandadministeredbyZhengyangPeople'sMediationCommittee",
        "C56041386",
        "公约适用情况待核",
        "第四条第一款第二项（待核）",
    ):
        assert told in words


def test_what_the_office_has_checked_stands_instead(fonts: Fonts) -> None:
    file = settled(
        ABROAD,
        organisation_english="O'Brien & Sons",
        mediator_english=("HUANG Wende 黄文德",),
        convention_checked_on="2026-01-10",
    )
    words = printed(file, "D38", fonts)
    assert "截至2026年1月10日核对，中华人民共和国已经签署、尚未批准该公约" in words
    assert "Asverifiedon10January2026" in words
    assert "公约适用情况待核" not in words


def test_an_attestation_is_not_made_up_where_a_name_is_unknown() -> None:
    file = settled(ABROAD)
    filled = fill(Template.read(PACK.template("D38")), values_of(file, "D38"))
    assert {"英文.机构", "英文.调解员"} <= set(filled.missing)


def test_a_name_in_chinese_is_not_spelled_out_by_itself() -> None:
    file = replace(settled(ABROAD), party_elements={})
    told = exit_values(PACK, file, DAY, file.agreements[0].id, {})["英文"]
    assert isinstance(told, dict)
    assert told["各方"] is None
    assert [one["拉丁"] for one in told["当事人"]] == ["Nguyễn Văn Đức", None]


def test_the_model_clause_is_told_line_by_line(fonts: Fonts) -> None:
    file = settled(ABROAD, organisation_english="Zhengyang People's Mediation Committee")
    words = printed(file, "D48", fonts)
    assert (
        words.index("同意先提交") < words.index("shallinitiallybesubmittedto") < words.index("二、")
    )
