from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.signing.certificates import (
    CertificateNotInForce,
    KeyCannotSign,
    NotACertificateFile,
    Pkcs12,
    Signer,
    WrongCertificatePassphrase,
    certificate_facts,
    make_test_certificate,
    open_pkcs12,
)

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
MADE = make_test_certificate("苏美玲", "正阳村", now=SIGNED)


def test_a_test_certificate_names_its_holder_and_says_that_it_is_a_test(person: Signer) -> None:
    facts = person.facts
    assert (facts.name, facts.organisation) == ("覃𬭎", "O'Brien & Sons <a<b>")
    assert facts.is_test
    assert "测试证书" in facts.issuer


def test_a_name_longer_than_a_certificate_can_hold_is_cut(person: Signer) -> None:
    made = make_test_certificate("贺州市破产衍生纠纷人民调解委员会" * 6, "a<b", now=SIGNED)
    assert len(open_pkcs12(made.data, made.passphrase, at=SIGNED).facts.name) == 21


def test_two_certificates_have_keys_and_authorities_of_their_own() -> None:
    one, other = (make_test_certificate("黄文德", "x", now=SIGNED) for _number in range(2))
    assert one.authority != other.authority
    assert one.passphrase != other.passphrase


def test_neither_passphrase_nor_key_is_shown_in_a_log(
    certificate: Pkcs12, committee: Signer
) -> None:
    assert certificate.passphrase not in repr(certificate)
    assert "key" not in repr(committee)


def test_a_wrong_passphrase_says_that_nothing_was_signed(certificate: Pkcs12) -> None:
    with pytest.raises(WrongCertificatePassphrase) as caught:
        open_pkcs12(certificate.data, "错误的口令", at=SIGNED)
    assert "Nothing was signed" in caught.value.lines()[1]


def test_an_expired_certificate_is_named_with_its_term() -> None:
    made = make_test_certificate("Nguyễn Văn Đức", "x", now=SIGNED, days=30)
    with pytest.raises(CertificateNotInForce, match=r"Nguyễn Văn Đức.*2025-04-30.*2025-05-31"):
        open_pkcs12(made.data, made.passphrase, at=SIGNED + timedelta(days=31))


def test_a_certificate_from_the_future_is_not_used() -> None:
    made = make_test_certificate("黄文德", "x", now=SIGNED)
    with pytest.raises(CertificateNotInForce):
        open_pkcs12(made.data, made.passphrase, at=SIGNED - timedelta(days=2))


def test_a_file_without_certificate_is_not_taken() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    bare = pkcs12.serialize_key_and_certificates(None, key, None, None, NoEncryption())
    with pytest.raises(NotACertificateFile):
        open_pkcs12(bare, "", at=SIGNED)


def test_a_key_that_no_pdf_can_be_signed_with_is_refused(certificate: Pkcs12) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "黎桂英")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 5)
        .not_valid_before(datetime(2025, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC))
        .sign(key, None)
    )
    data = pkcs12.serialize_key_and_certificates(None, key, made, None, NoEncryption())
    with pytest.raises(KeyCannotSign, match="黎桂英"):
        open_pkcs12(data, "", at=SIGNED)
    assert not certificate_facts(certificate.authority).name.startswith("黎桂英")


@given(st.binary(max_size=300))
def test_other_files_are_no_certificate_files(data: bytes) -> None:
    with pytest.raises((NotACertificateFile, WrongCertificatePassphrase)):
        open_pkcs12(data, "x", at=SIGNED)


@given(st.data())
def test_a_damaged_certificate_file_is_never_signed_with(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(MADE.data) - 1))
    changed = bytearray(MADE.data)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((NotACertificateFile, WrongCertificatePassphrase)):
        open_pkcs12(bytes(changed), MADE.passphrase, at=SIGNED)
