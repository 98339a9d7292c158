"""What papers say only when it was entered, and pages that must hold together."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.desks.office_settings import set_setting
from mediatordesk.actions.papers.agreement_values import indented, receipt_values
from mediatordesk.actions.papers.session_values import session_values
from mediatordesk.core.agreements import ClauseKind
from tests.actions.procedure_cases import (
    FIRM,
    INTAKE,
    REFUSAL,
    SESSION,
    WORKER,
    Played,
    agreed,
    registered,
)

LONG_FIRM = "广西壮族自治区梧州市长洲区某某塑料制品加工与进出口贸易有限责任公司第一分公司"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Return the case after all its steps; what is entered on it stays entered."""
    made = agreed(tmp_path_factory.mktemp("卷 宗") / "desk")
    yield made
    made.desk.store.close()


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, without blanks."""
    read = (page.get_textpage().get_text_bounded() for page in PdfDocument(io.BytesIO(pdf)))
    return [re.sub(r"\s", "", one) for one in read]


def test_a_cover_is_one_page_however_long_the_name_of_the_case(tmp_path: Path) -> None:
    worker, _firm, friend = INTAKE["parties"]
    firm = {**INTAKE["parties"][1], "name": LONG_FIRM}
    played = registered(tmp_path / "desk", parties=[worker, firm, friend])
    played.do("2025-04-07", "accept", {})
    played.do("2025-04-10", "session", SESSION)
    [cover] = pages(played.made("D01").pdf)
    assert LONG_FIRM in cover
    played.desk.store.close()


def test_a_notice_of_non_acceptance_and_its_receipt_are_one_page(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-08", "refuse", {"reasons": REFUSAL["reasons"][:1], "routes": ""})
    [notice] = pages(played.made("D06", "2025-04-08").pdf)
    assert "已收到本不予受理告知书" in notice
    played.desk.store.close()


def test_an_organisation_is_asked_for_a_seal_and_a_person_for_a_fingerprint(
    played: Played,
) -> None:
    words = "".join(pages(played.made("D17").pdf))
    assert words.count("（签名、盖章或者按指印）") == 2
    assert words.count("（代表人签名并加盖公章）") == 1


def test_what_is_still_to_be_handed_in_and_the_session_stand_in_the_notice_of_acceptance(
    played: Played,
) -> None:
    for name, text in (
        ("materials_wanted", "劳动合同a<b、工资条"),
        ("materials_due", "2025-06-05"),
    ):
        set_field(played.on("2025-05-13"), played.case.id, name, text)
    words = "".join(pages(played.made("D05", name=WORKER).pdf))
    assert "请于2025年6月5日前提交下列材料：劳动合同a<b、工资条。" in words
    assert "本委员会定于2025年4月10日9时05分在正阳村人民调解委员会调解室进行调解" in words


def test_an_agreement_says_who_answers_for_a_breach_if_that_was_agreed(played: Played) -> None:
    assert "违约责任" not in "".join(pages(played.made("D17").pdf))
    set_field(played.on("2025-05-13"), played.case.id, "breach_liability", "按日计付违约金")
    assert "违约责任：按日计付违约金" in "".join(pages(played.made("D17").pdf))


def test_a_certificate_names_the_panel_with_its_posts_and_the_committees_registration(
    played: Played,
) -> None:
    told = "本委员会于2019年3月1日在长洲区司法局备案"
    set_setting(played.on("2025-05-13"), "committee_registration", told, reason="备案登记")
    words = "".join(pages(played.made("D26").pdf))
    mediators = "黄文德（正阳村人民调解委员会主任）、苏文德、韦a<b"
    assert f"由人民调解员{mediators}主持调解，由李秀兰记录。{told}。" in words


def test_an_agent_who_was_registered_stands_in_the_power_of_attorney(tmp_path: Path) -> None:
    told = {"agent": "农志高", "special_authority": True, "agent_phone": "13800000099"}
    worker, *others = INTAKE["parties"]
    played = registered(tmp_path / "desk", parties=[{**worker, "elements": told}, *others])
    words = "".join(pages(played.made("D11", name=WORKER).pdf))
    assert "农志高" in words
    assert "13800000099" in words
    assert "☑特别授权" in words
    assert "农志高" not in "".join(pages(played.made("D11", name=FIRM).pdf))
    played.desk.store.close()


def test_a_receipt_names_the_clause_that_names_its_payee(played: Played) -> None:
    file = played.file
    [clause] = file.clauses
    paying = replace(clause, kind=ClauseKind.PAYMENT)
    other = replace(paying, text="公司向陆春生支付误工费。", position=1)
    second = replace(file, clauses=(other, replace(paying, position=2)))
    [owed, _] = file.obligations
    played.do("2025-05-20", "perform", {"obligation": 1, "amount": "20000.00"})
    paid = replace(second, performances=played.file.performances)
    assert receipt_values(paid, owed.id)["条"] == "二"


def test_a_session_without_an_agreement_tells_the_next_day_that_was_fixed(played: Played) -> None:
    played.do("2025-05-13", "appoint", {"time": "2025-06-01T15:00", "place": "正阳村"})
    file = played.file
    day = file.sessions[0].held_at.date()
    agreed_on, open_ended = (
        session_values(replace(file, sessions=(one,)), None, day)["结果"]
        for one in (file.sessions[0], replace(file.sessions[0], agreed=False))
    )
    assert isinstance(agreed_on, dict)
    assert isinstance(open_ended, dict)
    assert agreed_on["另定时间"] is None
    assert open_ended["另定时间"] == "2025年6月1日15时00分"


def test_an_outcome_of_the_forms_own_words_is_not_printed_twice(played: Played) -> None:
    assert "要点" not in "".join(pages(played.made("D15").pdf))


def test_every_line_of_a_text_is_set_in_like_a_paragraph() -> None:
    assert indented("甲\n\n 乙a<b \n") == "甲\n　　乙a<b"
    assert indented("") == ""
