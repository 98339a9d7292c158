"""Proofs for later years: what issuers say of revoked certificates, and a timestamp over it."""

import io
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key, pkcs12
from cryptography.x509 import load_der_x509_certificate
from pikepdf import pdfa

from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.signing.certificates import Signer, open_pkcs12
from mediatordesk.signing.report import verify
from mediatordesk.signing.seal import seal, timestamp
from mediatordesk.signing.statements import Statement
from mediatordesk.signing.timestamps import TimestampAuthority
from tests.documents.papers import agreement as paper_template
from tests.documents.values import CASE
from tests.servers.authorities import Authorities, authorities

pytestmark = pytest.mark.real
NOW = datetime.now(UTC)
STATEMENT = Statement(NOW, reason="调解协议")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authorities]:
    with authorities(tmp_path_factory.mktemp("authorities") / "a b") as found:
        yield found


@pytest.fixture(scope="module")
def mediator(there: Authorities) -> Signer:
    own, between = (
        load_der_x509_certificate(there.certificate(name)) for name in ("signer", "interm")
    )
    key = load_pem_private_key(there.key("signer"), None)
    bag = pkcs12.serialize_key_and_certificates(
        None,
        key,  # type: ignore[arg-type] # made as RSA
        own,
        [between],
        NoEncryption(),
    )
    return open_pkcs12(bag, "", at=NOW)


def test_with_a_root_to_trust_a_later_timestamp_makes_it_last(
    agreement: bytes, mediator: Signer, there: Authorities
) -> None:
    authority, trust = TimestampAuthority(there.tsa), [there.certificate("root")]
    sealed = seal(agreement, mediator, STATEMENT, authority)
    before = verify(sealed, trust=trust)
    assert before.bottom_line, before.words
    assert before.signatures[0].level == "B-T"
    lasting = timestamp(sealed, authority, trust=trust)
    assert lasting.startswith(sealed)
    after = verify(lasting, trust=trust)
    assert after.bottom_line, after.words
    assert after.signatures[0].level == "B-LTA"
    assert "level PAdES B-LTA; vouched for by 测试根 CA" in after.words
    renewed = timestamp(lasting, authority, trust=trust)
    assert renewed.startswith(lasting)
    assert verify(renewed, trust=trust).bottom_line


def test_after_years_it_is_judged_by_what_it_carries(
    agreement: bytes, mediator: Signer, there: Authorities
) -> None:
    authority, trust = TimestampAuthority(there.tsa), [there.certificate("root")]
    lasting = timestamp(seal(agreement, mediator, STATEMENT), authority, trust=trust)
    report = verify(lasting, trust=trust, at=NOW + timedelta(days=3650))
    assert report.bottom_line, report.words
    assert report.signatures[0].level == "B-LTA"


def test_without_a_root_there_is_a_timestamp_and_no_more(
    agreement: bytes, mediator: Signer, there: Authorities
) -> None:
    stamped = timestamp(seal(agreement, mediator, STATEMENT), TimestampAuthority(there.tsa))
    assert b"/DSS" not in stamped
    report = verify(stamped, trust=[there.certificate("root")])
    assert (report.bottom_line, report.signatures[0].level) == (True, "B-T")


def test_a_root_that_it_does_not_lead_to_adds_nothing(
    agreement: bytes, mediator: Signer, there: Authorities
) -> None:
    sealed = seal(agreement, mediator, STATEMENT)
    other = [there.certificate("tsa")]
    assert b"/DSS" not in timestamp(sealed, TimestampAuthority(there.tsa), trust=other)


def test_with_all_its_proofs_a_paper_stays_archival(
    fonts: Path, mediator: Signer, there: Authorities, tmp_path: Path
) -> None:
    docx = fill(Template.read(paper_template()), CASE).docx
    paper = to_pdf(docx, Fonts.load(fonts), title="协议书", made_on=date(2026, 11, 23)).data
    authority, trust = TimestampAuthority(there.tsa), [there.certificate("root")]
    lasting = timestamp(seal(paper, mediator, STATEMENT, authority), authority, trust=trust)
    assert verify(lasting, trust=trust).signatures[0].level == "B-LTA"
    assert pdfa.validate_written(io.BytesIO(lasting), "2b").violations == ()
    (tmp_path / "协议.pdf").write_bytes(lasting)
    told = subprocess.run(
        ["pdfsig", tmp_path / "协议.pdf"], capture_output=True, text=True, check=True
    )
    assert "Signature is Valid" in told.stdout
    subprocess.run(["qpdf", "--check", tmp_path / "协议.pdf"], capture_output=True, check=True)


def test_a_certificate_that_was_revoked_before_is_named(
    agreement: bytes, there: Authorities
) -> None:
    own, between = (
        load_der_x509_certificate(there.certificate(name)) for name in ("lost", "interm")
    )
    key = load_pem_private_key(there.key("signer"), None)
    bag = pkcs12.serialize_key_and_certificates(
        None,
        key,  # type: ignore[arg-type] # made as RSA
        own,
        [between],
        NoEncryption(),
    )
    signer, trust = open_pkcs12(bag, "", at=NOW), [there.certificate("root")]
    sealed = seal(agreement, signer, STATEMENT)
    lasting = timestamp(sealed, TimestampAuthority(there.tsa), trust=trust)
    report = verify(lasting, trust=trust)
    assert report.intact
    assert not report.bottom_line
    assert "its certificate was revoked" in report.words
