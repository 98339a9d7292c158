"""Certificates to sign with: read from a PKCS#12 file, or made on the spot for a test."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.signing.signing_keys import KeyInFile, KeyOnToken

TEST_MARK = "测试证书"  # in the subject and the issuer of every certificate made here


class NotACertificateFile(DeskError):
    """The file is no PKCS#12, or holds no certificate with its key."""

    happened = N_("The certificate file could not be read: it is not a PKCS#12 file with a key.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Choose the .p12 or .pfx file that the certification authority gave you.")


class WrongCertificatePassphrase(DeskError):
    """The PKCS#12 file does not open with the passphrase given."""

    happened = N_("The certificate file did not open: the passphrase is wrong or the file damaged.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Type the passphrase of the certificate file again.")


class CertificateNotInForce(DeskError):
    """The certificate is expired, or its time has not yet begun. Field: name, begins, ends."""

    happened = N_("The certificate of {name} is only valid from {begins} to {ends}.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Use a certificate that is in force, or correct the date of this computer.")


class KeyCannotSign(DeskError):
    """The certificate's key is of a kind that cannot sign a PDF. Field: name."""

    happened = N_("The certificate of {name} has a kind of key that cannot sign a PDF.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Ask the certification authority for a certificate with an RSA or elliptic key.")


@dataclass(frozen=True)
class Pkcs12:
    """A PKCS#12 file (RFC 7292), its passphrase, and the authority to trust when it is tested."""

    data: bytes
    passphrase: str = field(repr=False)
    authority: bytes  # the issuing certificate, DER


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says of its holder; times are in UTC."""

    name: str
    organisation: str
    issuer: str
    serial: int
    begins: datetime
    ends: datetime
    is_test: bool


@dataclass(frozen=True)
class Signer:
    """A certificate with the key that belongs to it: what `seal` signs with."""

    certificate: bytes  # DER, RFC 5280
    chain: tuple[bytes, ...]  # certificates between it and the root, DER
    key: KeyInFile | KeyOnToken = field(repr=False)

    @property
    def facts(self) -> CertificateFacts:
        """Return what the certificate says of its holder."""
        return certificate_facts(self.certificate)


def make_test_certificate(
    common_name: str, organisation: str, *, now: datetime, days: int = 3650
) -> Pkcs12:
    """Make a test authority and one certificate of it, for a committee or a person.

    Names may be Chinese; RFC 5280 (A.1) gives them 64 characters, cryptography 64 bytes, and what
    is longer is cut. Both certificates carry 测试证书 in subject and issuer. The authority's key
    is thrown away, so nothing else can ever be issued under it. `now` needs a time zone; the
    certificates are valid from one day before it, for `days`.
    """
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority_name = _name(f"MediatorDesk {TEST_MARK} CA（仅供演示）", "MediatorDesk")
    key = ec.generate_private_key(ec.SECP256R1())
    term = (now - timedelta(days=1), now + timedelta(days=days))
    authority = (
        _certificate(authority_name, authority_name, authority_key.public_key(), term)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(authority=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    certificate = (
        _certificate(_name(common_name, organisation), authority_name, key.public_key(), term)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(authority=False), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    passphrase = secrets.token_urlsafe(18)
    data = pkcs12.serialize_key_and_certificates(
        common_name.encode(),
        key,
        certificate,
        [authority],
        BestAvailableEncryption(passphrase.encode()),
    )
    return Pkcs12(data, passphrase, authority.public_bytes(Encoding.DER))


def open_pkcs12(data: bytes, passphrase: str, *, at: datetime) -> Signer:
    """Read the certificate and key of a PKCS#12 file, to sign with at the time `at`.

    Raises NotACertificateFile, WrongCertificatePassphrase, CertificateNotInForce, KeyCannotSign.
    """
    if not _looks_like_pkcs12(data):
        raise NotACertificateFile
    try:
        bag = pkcs12.load_pkcs12(data, passphrase.encode())
    except ValueError as error:
        raise WrongCertificatePassphrase from error
    if bag.key is None or bag.cert is None:
        raise NotACertificateFile
    certificate = bag.cert.certificate.public_bytes(Encoding.DER)
    facts = certificate_facts(certificate)
    if not facts.begins <= at <= facts.ends:
        raise CertificateNotInForce(
            name=facts.name, begins=facts.begins.date(), ends=facts.ends.date()
        )
    if not isinstance(bag.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyCannotSign(name=facts.name)
    return Signer(
        certificate,
        tuple(_between(one.certificate for one in bag.additional_certs)),
        KeyInFile(bag.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    )


def certificate_facts(der: bytes) -> CertificateFacts:
    """Read the holder, issuer and term of a DER certificate."""
    certificate = x509.load_der_x509_certificate(der)
    subject, issuer = certificate.subject, certificate.issuer
    return CertificateFacts(
        name=_first(subject, NameOID.COMMON_NAME) or subject.rfc4514_string(),
        organisation=_first(subject, NameOID.ORGANIZATION_NAME),
        issuer=_first(issuer, NameOID.COMMON_NAME) or issuer.rfc4514_string(),
        serial=certificate.serial_number,
        begins=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
        is_test=TEST_MARK in issuer.rfc4514_string(),
    )


def _between(certificates: Iterable[x509.Certificate]) -> Iterable[bytes]:
    """Leave out the roots: a receiver trusts a root because he has it, not because we sent it."""
    for one in certificates:
        if one.issuer != one.subject:
            yield one.public_bytes(Encoding.DER)


def _looks_like_pkcs12(data: bytes) -> bool:
    """Say whether the bytes begin as a PFX of RFC 7292: a SEQUENCE, then the INTEGER 3."""
    return data[:1] == b"\x30" and b"\x02\x01\x03" in data[2:10]


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TEST_MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(common_name)),
        ]
    )


def _cut(name: str) -> str:
    return name.encode()[:64].decode(errors="ignore")


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    term: tuple[datetime, datetime],
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(term[0])
        .not_valid_after(term[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    """Return what the key may do: sign certificates, or sign papers (RFC 5280, 4.2.1.3)."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _first(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(kind)
    return str(values[0].value) if values else ""
