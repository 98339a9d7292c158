import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from mediatordesk.core.errors import DeskError
from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.images import BrokenPicture, EmptyPicture
from mediatordesk.signing.samples import committee_seal
from mediatordesk.signing.seal import seal
from mediatordesk.signing.statements import Mark, NotASealablePdf, SealPlaceTaken, Statement

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
STATEMENT = Statement(SIGNED, reason="调解协议 <a&b>", location="正阳村")


@pytest.fixture(scope="session")
def mark(fonts: Path) -> Mark:
    picture = committee_seal("正阳村人民调解委员会", fonts / "NotoSerifSC-Regular.ttf")
    return Mark(picture, page=-1, left=120, top=200, width=42, height=42)


def test_the_paper_itself_stays_as_it_was(agreement: bytes, committee: Signer) -> None:
    assert seal(agreement, committee, STATEMENT).startswith(agreement)


def test_title_and_dates_of_the_paper_stay_as_they_were(
    agreement: bytes, committee: Signer
) -> None:
    with (
        pikepdf.open(io.BytesIO(agreement)) as before,
        pikepdf.open(io.BytesIO(seal(agreement, committee, STATEMENT))) as after,
    ):
        assert {key: str(value) for key, value in before.docinfo.items()} == {
            key: str(value) for key, value in after.docinfo.items()
        }


def test_the_paper_stays_a_pdf_of_version_1_as_pdf_a_2_asks(
    agreement: bytes, committee: Signer
) -> None:
    """For an elliptic key pyHanko would make it PDF 2.0."""
    with pikepdf.open(io.BytesIO(seal(agreement, committee, STATEMENT))) as pdf:
        assert pdf.Root.Version == "/1.7"
        assert set(pdf.Root.Extensions.keys()) == {"/ESIC"}


def test_the_time_is_the_one_stated_and_no_clock_is_read(
    agreement: bytes, committee: Signer
) -> None:
    with pikepdf.open(io.BytesIO(seal(agreement, committee, STATEMENT))) as pdf:
        signature = pdf.Root.AcroForm.Fields[0].V
        assert str(signature.M).startswith("D:20250501023000")
        assert str(signature.Reason) == "调解协议 <a&b>"
        assert signature.SubFilter == "/ETSI.CAdES.detached"


def test_places_are_numbered_by_themselves(
    agreement: bytes, committee: Signer, person: Signer
) -> None:
    both = seal(seal(agreement, person, STATEMENT), committee, STATEMENT)
    with pikepdf.open(io.BytesIO(both)) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["Signature1", "Signature2"]


def test_a_signature_that_stands_is_never_replaced(agreement: bytes, committee: Signer) -> None:
    statement = Statement(SIGNED, field="覃𬭎")
    once = seal(agreement, committee, statement)
    with pytest.raises(SealPlaceTaken, match="覃𬭎"):
        seal(once, committee, statement)


def test_the_mark_is_seen_at_its_place(agreement: bytes, committee: Signer, mark: Mark) -> None:
    sealed = seal(agreement, committee, Statement(SIGNED, mark=mark))
    document = pypdfium2.PdfDocument(sealed)
    document.init_forms()
    shown = document[1].render(scale=10 * 25.4 / 72, may_draw_forms=True).to_pil().convert("RGB")
    star = shown.getpixel((1410, 2210))
    clear = shown.getpixel((1000, 2210))
    assert star[0] > 180
    assert star[1] < 120
    assert clear == (255, 255, 255)


@pytest.mark.parametrize(("data", "refusal"), [(b"", EmptyPicture), (b"no", BrokenPicture)])
def test_a_mark_that_is_no_picture_leaves_the_paper_unsealed(
    agreement: bytes, committee: Signer, mark: Mark, data: bytes, refusal: type[DeskError]
) -> None:
    with pytest.raises(refusal):
        seal(agreement, committee, Statement(SIGNED, mark=replace(mark, picture=data)))


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"])
def test_what_is_no_pdf_is_not_sealed(data: bytes, committee: Signer) -> None:
    with pytest.raises(NotASealablePdf):
        seal(data, committee, STATEMENT)


def test_a_pdf_with_a_password_is_not_sealed(agreement: bytes, committee: Signer) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(agreement)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="x", user="y"))
    with pytest.raises(NotASealablePdf):
        seal(target.getvalue(), committee, STATEMENT)


@pytest.mark.real
def test_poppler_and_qpdf_accept_a_sealed_paper(
    agreement: bytes, committee: Signer, person: Signer, mark: Mark, tmp_path: Path
) -> None:
    paper = tmp_path / "协议.pdf"
    once = seal(agreement, person, STATEMENT)
    paper.write_bytes(seal(once, committee, Statement(SIGNED, mark=mark)))
    report = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=True).stdout
    assert report.count("Signature is Valid") == 2
    assert "Certificate Common Name: 覃𬭎" in report
    assert "Certificate Common Name: 正阳村人民调解委员会" in report
    subprocess.run(["qpdf", "--check", paper], capture_output=True, check=True)
