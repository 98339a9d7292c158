"""The papers of the scenarios: every field of every shipped template is known and filled."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import docx
import pypdfium2
import pytest

from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper, Signature, SignerRole
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.records import Record
from mediatordesk.documents import Filled, Fonts, Picture, Template, asked_values, fill, to_pdf
from mediatordesk.forms.packs.packs import Packs
from tests.actions.premium_files import premiums
from tests.actions.scenario_files import gutter, wages

FORMS = Path(__file__).parents[3] / "forms"
TEMPLATES = sorted(FORMS.glob("*/templates/*.docx"))
PACKS = Packs.read(FORMS)
FONTS = Fonts.load(Path(__file__).parents[3] / "resources" / "fonts")
DAY = date(2025, 5, 1)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (600).to_bytes(4, "big") + (240).to_bytes(4, "big")
LONG_ADDRESS = (
    "广西壮族自治区梧州市长洲区长洲镇正阳村民委员会第三村民小组沿河路七十七号附二号"
    "宅基地东侧临时安置房二单元三楼左手边第一间"
)
"""Sixty characters."""


def values(
    file: CaseFile, kind: str, about: UUID | None = None, **marks: object
) -> dict[str, object]:
    """Return the values of a paper as the desk makes them."""
    extra = pack_values(PACKS.pack(file.case.pack), file, DAY) | marks
    return paper_values(file, kind, about=about, day=DAY, extra=extra)


def made(file: CaseFile, kind: str, about: UUID | None = None) -> Filled:
    """Return a paper of a case, filled."""
    path = next(path for path in TEMPLATES if path.stem == kind)
    return fill(Template.read(path), values(file, kind, about))


def text_of(word: bytes) -> str:
    """Return all text of a Word file, its tables too."""
    body = docx.Document(BytesIO(word)).element.body
    return "".join(one.text or "" for one in body.iter("{*}t"))


def pages_of(word: bytes) -> list[str]:
    """Return the text of every page of a paper as it is printed."""
    printed = pypdfium2.PdfDocument(to_pdf(word, FONTS, title="测试").data)
    return [page.get_textpage().get_text_bounded() for page in printed]


def subjects(file: CaseFile, kind: str) -> list[UUID | None]:
    """Return for what a paper is made once each in a case."""
    people = [party for party in file.parties if not party.is_organisation]
    made_for: dict[str, Iterable[Record]] = {
        "D05 D07 D11 D12": file.parties,
        "D37": people,
        "D17 D18 D24 D25 D26": file.agreements,
        "D15": file.sessions,
        "D23": file.visits,
        "D21": file.performances,
    }
    found = [one.id for kinds, each in made_for.items() if kind in kinds for one in each]
    return [*found] or [None]


def papers() -> Iterator[tuple[str, CaseFile, str]]:
    """Yield the papers that the three scenarios print."""
    common = ("D04", "D05", "D07", "D11", "D12", "D17", "D37", "D41")
    settled = (*common, "D15", "D21", "D23", "D24", "D25", "D26")
    yield from (("1", premiums(), kind) for kind in (*common, "D33", "D33C", "D42"))
    yield from (("3", gutter(), kind) for kind in ("D18", "D23"))
    yield from (("8", wages(), kind) for kind in settled)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_a_word_file_with_frozen_lines(path: Path) -> None:
    document = docx.Document(str(path))
    settings = document.settings.element
    (compression,) = settings.xpath("//w:characterSpacingControl/@w:val")
    assert compression == "doNotCompress"
    styles = document.styles.element.xpath("//w:style[w:pPr/w:spacing]/w:pPr/w:spacing/@w:lineRule")
    assert set(styles) == {"exact"}
    assert document.element.body.xpath("//w:docGrid") == []
    for table in document.element.body.xpath("//w:tbl"):
        assert table.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]
        total = sum(map(int, table.xpath("w:tblGrid/w:gridCol/@w:w")))
        for row in table.xpath("w:tr"):
            assert sum(map(int, row.xpath("w:tc/w:tcPr/w:tcW/@w:w"))) == total


@pytest.mark.parametrize(
    ("file", "kind"),
    [pytest.param(file, kind, id=f"{name}-{kind}") for name, file, kind in papers()],
)
def test_the_papers_of_the_scenarios_lack_nothing(file: CaseFile, kind: str) -> None:
    for about in subjects(file, kind):
        paper = made(file, kind, about)
        assert paper.missing == ()
        text = text_of(paper.docx)
        assert "None" not in text
        assert "[]" not in text
        assert "{{" not in text


def test_a_rare_name_stands_on_every_paper() -> None:
    for kind in ("D04", "D17", "D33", "D42"):
        assert "覃𬭎" in text_of(made(premiums(), kind).docx)


def test_hard_names_and_a_long_address_are_printed_as_they_are() -> None:
    file = wages()
    guest = Party(
        case_id=file.case.id,
        role=PartyRole.THIRD_PARTY,
        name="Nguyễn Văn Đức",
        sex="男",
        id_kind="护照",
        id_number="C56041386",
        address=LONG_ADDRESS,
    )
    firm = replace(
        guest,
        id=uuid4(),
        kind=PartyKind.ORGANISATION,
        name="O'Brien & Sons <a<b>",
        legal_representative="O'Brien",
    )
    crowded = replace(file, parties=(*file.parties, guest, firm))
    paper = made(crowded, "D17", file.agreements[0].id)
    assert paper.missing == ()
    for words in ("Nguyễn Văn Đức", "O'Brien & Sons <a<b>", LONG_ADDRESS, "一式七份"):
        assert words in text_of(paper.docx)


def test_the_agreement_says_each_instalment_in_figures_and_capitals() -> None:
    text = text_of(made(wages(), "D17", wages().agreements[0].id).docx)
    assert "支付人民币（大写）贰万元整（￥20,000.00），不迟于2025年5月20日（含当日）" in text
    assert (
        "支付人民币（大写）壹万陆仟伍佰元整（￥16,500.00），不迟于2025年6月20日（含当日）" in text
    )
    assert "本协议一式五份" in text


def test_an_agreement_that_goes_to_no_court_does_not_speak_of_one() -> None:
    file = premiums()
    text = text_of(made(file, "D17", file.agreements[0].id).docx)
    assert "司法确认" not in text
    assert "本协议一式三份，当事人、人民调解委员会各持一份。" in text


def test_an_agreement_without_anything_owed_is_not_complete() -> None:
    file = replace(wages(), obligations=())
    assert made(file, "D17", file.agreements[0].id).missing == ("履行说明",)


def test_the_oral_form_lacks_a_duty_of_which_nothing_is_known() -> None:
    file = gutter()
    unknown = replace(file.obligations[0], id=uuid4(), action="", due_on=None)
    for obligations in ((unknown,), (*file.obligations, unknown)):
        paper = made(replace(file, obligations=obligations), "D18", file.agreements[0].id)
        assert "履行要点" in paper.missing


def test_the_oral_form_says_when_and_by_whom_the_rights_were_read_out() -> None:
    text = text_of(made(gutter(), "D18").docx)
    assert "☑权利义务已宣读并解释（2025年3月10日9时05分，宣读人黄文德）" in text
    assert "☑个人信息处理事项已告知，同意处理（2025年3月10日9时05分，宣读人黄文德）" in text
    assert "莫志强安装雨水槽，不迟于2025年3月20日（含当日）。" in text


def test_the_oral_form_is_held_back_while_nobody_was_told() -> None:
    missing = made(replace(gutter(), consents=()), "D18").missing
    assert {"当事人.权利告知时间", "当事人.个人信息宣读人"} <= set(missing)


def test_the_calculation_prints_the_late_fees_and_what_is_not_known() -> None:
    text = text_of(made(premiums(), "D33C").docx)
    for words in ("218.40", "9.11", "3,600.00", "1,200.00", "待核定：医保", "不顺延"):
        assert words in text
    assert "测算结果仅供参考，以征收机关核定为准。" in text


def test_no_paper_of_2024_cites_the_interpretation_of_2025() -> None:
    for kind in ("D17", "D33", "D33C", "D42"):
        assert "法释〔2025〕12号" not in text_of(made(premiums(), kind).docx)


def test_the_age_and_sex_come_from_the_identity_number() -> None:
    told = values(gutter(), "D18")["当事人"]
    assert isinstance(told, tuple)
    assert [(one["性别"], one["年龄"]) for one in told] == [("女", "35岁"), ("男", "34岁")]


def test_a_signature_adds_its_picture_and_its_day_and_nothing_else() -> None:
    file = wages()
    agreement, worker = file.agreements[0].id, file.parties[0].id
    paper = Paper(case_id=file.case.id, kind="D17", title="", made_on=DAY, about=agreement)
    signature = Signature(
        case_id=file.case.id,
        paper_id=paper.id,
        role=SignerRole.PARTY,
        name="苏美玲",
        party_id=worker,
        signed_on=DAY,
    )
    signed = replace(file, papers=(paper,), signatures=(signature,))
    asked = Template.read(next(one for one in TEMPLATES if one.stem == "D17")).fields
    before, after = (values(one, "D17", agreement) for one in (file, signed))
    assert asked_values(after, asked) == asked_values(before, asked)
    parties = values(signed, "D17", agreement, **{f"image:{worker}": PNG})["当事人"]
    assert isinstance(parties, tuple)
    assert parties[0]["签署日期"] == DAY
    picture = parties[0]["签名图"]
    assert isinstance(picture, Picture)
    assert (picture.width_mm, picture.height_mm) == pytest.approx((28.0, 11.2))


def test_a_person_has_a_fingerprint_beside_the_name_and_a_company_its_seal() -> None:
    file = wages()
    round_seal = PNG[:16] + (500).to_bytes(4, "big") + (500).to_bytes(4, "big")
    marks = {f"print:{party.id}": round_seal for party in file.parties}
    parties = values(file, "D17", file.agreements[0].id, **marks)["当事人"]
    assert isinstance(parties, tuple)
    sizes = [(one["指印图"].width_mm, one["指印图"].height_mm) for one in parties]
    assert sizes == [(11.0, 11.0), (38.0, 38.0)]


def test_an_agreement_of_two_parties_has_two_pages() -> None:
    for file in (wages(), premiums()):
        assert len(pages_of(made(file, "D17", file.agreements[0].id).docx)) == 2


@pytest.mark.parametrize("more", range(0, 16, 3))
def test_the_seal_stands_on_the_page_of_the_last_signer(more: int) -> None:
    """GB/T 9704-2012, 7.3.5: no page has a seal only."""
    file = wages()
    firm = file.parties[1]
    others = tuple(replace(firm, id=uuid4(), name=f"第{n}公司") for n in range(more))
    crowded = replace(file, parties=(*file.parties, *others))
    *_, last = pages_of(made(crowded, "D17", file.agreements[0].id).docx)
    for words in ("（代表人签名并加盖公章）", "人民调解员（签名）", "（人民调解委员会印章）"):
        assert words in last


def test_the_record_does_not_say_agreed_twice() -> None:
    file = wages()
    (session,) = file.sessions
    for outcome, gist in (
        ("达成协议：分两期支付", "（要点：分两期支付）"),
        ("分两期支付", "（要点：分两期支付）"),
        ("达成协议", ""),
    ):
        told = replace(file, sessions=(replace(session, outcome=outcome),))
        assert f"☑达成协议{gist}□未达成协议" in text_of(made(told, "D15").docx)


def test_how_it_is_performed_ends_with_a_full_stop() -> None:
    file = wages()
    (agreement,) = file.agreements
    told = replace(file, agreements=(replace(agreement, performance="银行转账"),))
    assert "银行转账。" in text_of(made(told, "D17", agreement.id).docx)


def test_a_receipt_names_the_clause_the_payment_is_owed_under() -> None:
    file = wages()
    text = text_of(made(file, "D21", file.performances[0].obligation_id).docx)
    assert "调解协议第一条支付的人民币贰万元整（￥20,000.00）。" in text
