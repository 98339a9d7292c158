"""Tokens with keys on them: a real driver (SoftHSM) that keeps its tokens in files."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from mediatordesk.signing.certificates import make_test_certificate

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
DRIVER = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "1234-密码"


@contextmanager
def token_folder(folder: Path) -> Iterator["Tokens"]:
    """Let the driver keep its tokens in a folder."""
    settings, before = folder / "softhsm2.conf", os.environ.get("SOFTHSM2_CONF")
    (folder / "kept").mkdir()
    settings.write_text(f"directories.tokendir = {folder / 'kept'}\n", encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    try:
        yield Tokens()
    finally:
        del os.environ["SOFTHSM2_CONF"]
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before


def driver_again() -> None:
    """Let the driver look again which tokens there are; it does so only when it starts."""
    pkcs11.lib(str(DRIVER)).reinitialize()


class Tokens:
    """Tokens of SoftHSM: made, and given certificates with their keys."""

    def make(self, label: str) -> str:
        """Make an empty token."""
        asked = ("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321")
        subprocess.run(["softhsm2-util", *asked], check=True, capture_output=True)
        driver_again()
        return label

    def put(self, label: str, name: str, *, sign: bool = True, rsa_key: bool = False) -> bytes:
        """Put a certificate and its key onto a token; return the authority to trust."""
        made = make_test_certificate(name, "O'Brien & Sons <a<b>", now=SIGNED)
        bag = load_pkcs12(made.data, made.passphrase.encode())
        assert bag.cert is not None
        assert isinstance(bag.key, ec.EllipticCurvePrivateKey)
        if rsa_key:
            return self._put_rsa(label, name)
        self._store(label, bag.cert.certificate, bag.key, sign=sign)
        return made.authority

    def _put_rsa(self, label: str, name: str) -> bytes:
        key = rsa.generate_private_key(65537, 2048)
        whose = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        number, ends = x509.random_serial_number(), SIGNED + timedelta(days=99)
        begins = SIGNED - timedelta(days=1)
        built = x509.CertificateBuilder(whose, whose, key.public_key(), number, begins, ends)
        certificate = built.sign(key, hashes.SHA256())
        self._store(label, certificate, key, sign=True)
        return certificate.public_bytes(Encoding.DER)

    def _store(
        self,
        label: str,
        certificate: x509.Certificate,
        key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
        *,
        sign: bool,
    ) -> None:
        one = certificate.serial_number.to_bytes(20, "big")
        shared = {pkcs11.Attribute.ID: one, pkcs11.Attribute.TOKEN: True}
        is_rsa = isinstance(key, rsa.RSAPrivateKey)
        der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        values = decode_rsa_private_key(der) if is_rsa else decode_ec_private_key(der)
        token = pkcs11.lib(str(DRIVER)).get_token(token_label=label)
        with token.open(rw=True, user_pin=PIN) as session:
            session.create_object(values | shared | {pkcs11.Attribute.SIGN: sign})
            plain = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
            session.create_object(plain | shared)
