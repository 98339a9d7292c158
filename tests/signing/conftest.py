"""Real keys and real PDFs for the tests of signing."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from mediatordesk.signing.certificates import Pkcs12, Signer, make_test_certificate, open_pkcs12

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def fonts() -> Path:
    return Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def agreement() -> bytes:
    """Return a PDF of two pages with a title and dates of its own."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.setTitle("Agreement of O'Brien & Sons")
    for page in ("first page", "second page"):
        canvas.drawString(100, 700, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(scope="session")
def certificate() -> Pkcs12:
    return make_test_certificate("正阳村人民调解委员会", "正阳村人民调解委员会", now=SIGNED)


@pytest.fixture(scope="session")
def committee(certificate: Pkcs12) -> Signer:
    return open_pkcs12(certificate.data, certificate.passphrase, at=SIGNED)


@pytest.fixture(scope="session")
def person() -> Signer:
    made = make_test_certificate("覃𬭎", "O'Brien & Sons <a<b>", now=SIGNED)
    return open_pkcs12(made.data, made.passphrase, at=SIGNED)
