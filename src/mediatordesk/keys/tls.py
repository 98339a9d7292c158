"""Certificates for a server of one's own: a small authority that is pinned, and what it issues.

Who asks such a server trusts this one authority and no other, so no authority of the wide world
can stand between them (docs/formats/bundle.md, 10). Keys are P-256: small, and known everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mediatordesk.keys.identities import BadKey, SigningKey, VerifyKey

AUTHORITY_LIFE = timedelta(days=30 * 365)
SERVER_LIFE = timedelta(days=825)
RENEWED_BEFORE = timedelta(days=180)
"""So long before its end a server's certificate is replaced by a new one."""
LEEWAY = timedelta(days=2)
"""A certificate holds from so long before it was made: clocks of laptops go wrong by days."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A certificate and its key, both PEM."""

    certificate: bytes
    key: bytes = field(repr=False)

    @property
    def ends(self) -> datetime:
        """Return until when the certificate holds."""
        return x509.load_pem_x509_certificate(self.certificate).not_valid_after_utc

    @property
    def names(self) -> tuple[str, ...]:
        """Return the hosts that the certificate is for, in order."""
        found = x509.load_pem_x509_certificate(self.certificate).extensions
        names = found.get_extension_for_class(x509.SubjectAlternativeName).value
        return tuple(sorted(str(one.value) for one in names))


def new_authority(name: str, now: datetime) -> Credentials:
    """Return a new authority, to be pinned by whoever shall believe what it issues."""
    key, whose = ec.generate_private_key(ec.SECP256R1()), _named(name)
    certificate = (
        _begun(whose, whose, key.public_key(), now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _credentials(certificate, key)


def issued(authority: Credentials, hosts: Sequence[str], now: datetime) -> Credentials:
    """Return a server's certificate for these hosts (names or addresses). BadKey."""
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    issuing = load_pem_private_key(authority.key, password=None)
    if not isinstance(issuing, ec.EllipticCurvePrivateKey):
        raise BadKey
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives = x509.SubjectAlternativeName([_host(one) for one in hosts])
    server_only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key())
    certificate = (
        _begun(_named(hosts[0]), issuer.subject, key.public_key(), now, SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(server_only, critical=False)
        .add_extension(alternatives, critical=False)
        .add_extension(by, critical=False)
        .sign(issuing, hashes.SHA256())
    )
    return _credentials(certificate, key)


def signing_pem(key: SigningKey) -> bytes:
    """Return an Ed25519 key as PEM, for a library that wants it so."""
    return _private_pem(Ed25519PrivateKey.from_private_bytes(key.raw))


def verifying_pem(key: VerifyKey) -> bytes:
    """Return the public half of an Ed25519 key as PEM."""
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    number = x509.random_serial_number()
    return x509.CertificateBuilder(issuer, subject, key, number, now - LEEWAY, now + life)


def _usage(*, issues: bool) -> x509.KeyUsage:
    """Return what a key is for: an authority's issues certificates, a server's signs."""
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    # a common name has 64 characters at most (RFC 5280, A.1)
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _host(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _credentials(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Credentials:
    return Credentials(certificate.public_bytes(Encoding.PEM), _private_pem(key))


def _private_pem(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
