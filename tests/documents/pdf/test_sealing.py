"""A seal is a revision of a paper: the paper stays archival, and the seal breaks none of it."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import pdfa

from mediatordesk.documents import Attachment, Fonts, Template, fill, to_pdf
from mediatordesk.signing import Statement, seal
from mediatordesk.signing.certificates import make_test_certificate, open_pkcs12
from mediatordesk.signing.statements import Mark
from tests.documents.papers import agreement
from tests.documents.values import CASE
from tests.documents.values import seal as drawn_seal

from .judging import faults, not_alike, with_fault

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
MARK = Mark(drawn_seal().data, page=1, left=100, top=200, width=42, height=42)


@pytest.mark.parametrize("mark", [None, MARK], ids=["unseen", "drawn"])
@pytest.mark.parametrize("part", ["2b", "3b"])
def test_a_seal_breaks_no_rule(fonts: Fonts, part: str, mark: Mark | None) -> None:
    attachment = Attachment("content.json", b"{}") if part == "3b" else None
    docx = fill(Template.read(agreement()), CASE).docx
    paper = to_pdf(docx, fonts, title="协议书", made_on=SIGNED, attachment=attachment).data
    made = make_test_certificate("正阳村人民调解委员会", "正阳村人民调解委员会", now=SIGNED)
    signer = open_pkcs12(made.data, made.passphrase, at=SIGNED)
    sealed = seal(paper, signer, Statement(at=SIGNED, reason="协议书", location="x", mark=mark))
    assert sealed.startswith(paper)
    report = pdfa.validate_written(io.BytesIO(sealed), part)
    # The judge looks at no forms, so that there is one is all it may have to say.
    assert report.violations == ()
    assert all("AcroForm" in str(one) or "embedded" in str(one) for one in report.unsupported)
    assert not_alike(sealed) == []
    assert faults(with_fault(sealed, without_form), part) == []


def without_form(pdf: pikepdf.Pdf) -> None:
    """Take away the form and what PAdES says of itself; leave what is seen of it on the page."""
    del pdf.Root.AcroForm, pdf.Root.Extensions
    for page in pdf.pages:
        for shown in page.get("/Annots", []):
            if "/AP" in shown:
                page.Resources.XObject["/Seen"] = shown.AP.N
        if "/Annots" in page:
            del page.Annots
