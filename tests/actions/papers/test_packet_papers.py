"""Papers that leave with a packet: the check sheet, the facts for a ruling, the signing log."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import docx
import pypdfium2
import pytest
from zxingcpp import read_barcodes

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.packet_papers import (
    CheckSheet,
    SheetFile,
    check_sheet,
    ruling_facts,
)
from mediatordesk.actions.papers.signing_log import ROLES, STEPS, WAYS, log_lines, signing_log
from mediatordesk.actions.papers.typesetting import PaperIncomplete
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import Paper, Signature, SignerRole, SigningWay
from mediatordesk.core.periods import Period
from tests.actions.scenario_files import wages
from tests.actions.shared_desks import made_by_li
from tests.documents.reading import dense

DIGEST = hashlib.sha256("覃𬭎".encode()).hexdigest()
MOMENT = datetime(2025, 5, 12, 9, 5, tzinfo=CHINA)
COURT = "梧州市长洲区人民法院"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = made_by_li(tmp_path_factory.mktemp("desk")).desk
    yield made
    made.store.close()


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return dense("".join(page.get_textpage().get_text_bounded() for page in pages))


def sheet_of(desk: Desk, files: int = 9) -> bytes:
    named = [SheetFile(f"{n:02d}_身份证明_O'Brien & Sons a<b.pdf", n) for n in range(files)]
    return check_sheet(desk, wages(), CheckSheet(COURT, DIGEST, named, MOMENT))


def test_the_check_sheet_is_one_page_with_hash_files_and_receipt(desk: Desk) -> None:
    pdf = sheet_of(desk, 18)
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) == 1
    words = words_of(pdf)
    assert DIGEST in words
    for told in ("verify.html", "verify.py", "收件人（签名）"):
        assert told in words
    assert "08_身份证明_O'Brien&Sonsa<b.pdf" in words
    assert f"共18个文件，校验值以{DIGEST[:8]}开头" in words


def test_the_symbol_on_the_check_sheet_holds_the_hash(desk: Desk) -> None:
    page = pypdfium2.PdfDocument(io.BytesIO(sheet_of(desk)))[0]
    [code] = read_barcodes(page.render(scale=200 / 72).to_pil())
    assert code.text == DIGEST


def with_last_day(file: CaseFile) -> CaseFile:
    (agreement,) = file.agreements
    last = Period(
        case_id=file.case.id,
        code="T10",
        title="",
        day0=date(2025, 5, 1),
        due_on=date(2025, 6, 3),
        about=agreement.id,
    )
    return replace(file, periods=(last,))


def facts_in_word(desk: Desk, file: CaseFile) -> str:
    data = ruling_facts(desk, file, file.agreements[0].id, court=COURT)
    word = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in word.paragraphs] + cells)


def test_a_judge_copies_parties_and_clauses_word_for_word(desk: Desk) -> None:
    file = with_last_day(wages())
    first, firm = file.parties
    file = replace(
        file,
        parties=(replace(first, name="覃𬭎", birth_date=date(1991, 2, 16)), firm),
        party_elements={first.id: {"agent": "Nguyễn Văn Đức", "special_authority": "true"}},
    )
    words = facts_in_word(desk, file)
    assert "申请人：覃𬭎，女，1991年2月16日出生，壮族，职工，住梧州市" in words
    assert "公民身份号码45040519910216032X。" in words
    assert "法定代表人（负责人）：梁志强，执行董事。" in words
    assert "委托代理人：Nguyễn Văn Đức，特别授权。" in words
    for clause in file.clauses:
        assert clause.text in words
    assert "2025年5月1日生效，申请司法确认的期限至2025年6月3日" in words
    assert "贰万元整" in words
    assert "13800000003" not in words, "telephones stand on the judge's table alone"


def test_facts_that_are_not_known_are_not_made_up(desk: Desk) -> None:
    file = with_last_day(wages())
    file = replace(file, agreements=(replace(file.agreements[0], effective_on=None),))
    with pytest.raises(PaperIncomplete) as lacking:
        ruling_facts(desk, file, file.agreements[0].id, court=COURT)
    assert "生效日期" in str(lacking.value.fields["fields"])


def signed(file: CaseFile) -> tuple[CaseFile, Paper]:
    """Return the case with an agreement that was read out, drawn, and signed on paper."""
    first, firm = file.parties
    paper = Paper(
        case_id=file.case.id,
        kind="D17",
        title="人民调解协议书",
        version=2,
        made_on=date(2025, 4, 29),
        pdf_sha256="ab" * 32,
        pages=3,
    )
    common: dict[str, Any] = {"case_id": file.case.id, "paper_id": paper.id}
    given = (
        Signature(
            **common,
            role=SignerRole.COMMITTEE_SEAL,
            name="正阳村人民调解委员会",
            signed_on=date(2025, 5, 1),
        ),
        Signature(
            **common,
            role=SignerRole.PARTY,
            name="梁志强",
            party_id=firm.id,
            signed_on=date(2025, 5, 1),
            way=SigningWay.ON_PAPER,
        ),
        Signature(
            **common,
            role=SignerRole.PARTY,
            name=first.name,
            party_id=first.id,
            signed_on=date(2025, 4, 30),
            way=SigningWay.DRAWN,
            device="触摸屏",
            signed_at=datetime(2025, 4, 30, 9, 12, tzinfo=CHINA),
        ),
    )
    read = CeremonyNote(
        **common,
        step=CeremonyStep.READ_ALOUD,
        happened_at=datetime(2025, 4, 30, 9, 5, tzinfo=CHINA),
        person="李秀兰",
        remark="用壮话宣读",
    )
    return replace(file, papers=(paper,), signatures=given, ceremony=(read,)), paper


def test_the_log_tells_who_signed_how_oldest_first() -> None:
    file, paper = signed(wages())
    told = [(one.title, one.person, one.remark) for one in log_lines(file, [paper])]
    assert told == [
        ("宣读文书", "李秀兰", "用壮话宣读"),
        ("当事人签署", "苏美玲", "屏幕手写（触摸屏）"),
        ("加盖印章", "正阳村人民调解委员会", "签名图像"),
        (
            "当事人签署",
            "梁志强",
            f"代{file.parties[1].name}签；纸上签署，已扫描（补录）",
        ),
    ]
    assert log_lines(file, [paper])[1].told["at"] == "2025-04-30T09:12:00+08:00"


def test_the_log_is_a_paper_with_the_hash_of_what_was_signed(desk: Desk) -> None:
    file, paper = signed(wages())
    words = words_of(signing_log(desk, file, [paper], made_at=MOMENT))
    for told in ("ab" * 32, "第2版", "2025年4月30日9时12分", "用壮话宣读", "补录"):
        assert told in words


def test_every_step_and_way_has_words() -> None:
    assert {*STEPS} == {*CeremonyStep}
    assert {*ROLES} == {*SignerRole}
    assert {*WAYS} == {*SigningWay}
