"""A timestamp authority (RFC 3161) on this computer that answers well, badly or not at all."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

MANNERS = ("refuses", "hangs", "nonsense", "empty", "error", "other paper", "endless", "drips")
"""How it can answer badly."""


@dataclass(frozen=True)
class TsaCertificate:
    """A certificate for timestamps, its key, and the authority that issued it (DER)."""

    certificate: bytes
    key: bytes
    authority: bytes

    @classmethod
    def made(
        cls, begins: datetime, *, days: int = 3650, for_timestamps: bool = True
    ) -> "TsaCertificate":
        """Make a certificate that is valid from a day on."""
        root_key, key = (rsa.generate_private_key(65537, 2048) for _number in range(2))
        root_name, name = _name("测试时间戳根 CA"), _name("测试时间戳服务 a<b")
        term = (begins, begins + timedelta(days=days))
        root = _certificate(root_name, root_name, root_key.public_key(), term).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        purpose = x509.OID_TIME_STAMPING if for_timestamps else x509.OID_CODE_SIGNING
        usage = x509.ExtendedKeyUsage([purpose])
        leaf = _certificate(name, root_name, key.public_key(), term)
        leaf = leaf.add_extension(usage, critical=True)
        return cls(
            leaf.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER),
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
            root.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER),
        )

    def stamper(self, moment: datetime | None) -> DummyTimeStamper:
        """Return what signs timestamps with it, at a moment or by the clock."""
        return DummyTimeStamper(
            asn1_x509.Certificate.load(self.certificate),
            keys.PrivateKeyInfo.load(self.key),
            fixed_dt=moment,
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, term: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    number = x509.random_serial_number()
    return x509.CertificateBuilder(issuer, subject, key, number, *term)


@dataclass
class TestAuthority:
    """The server, how it answers, and what it was asked."""

    __test__: ClassVar[bool] = False

    made: TsaCertificate
    url: str = ""
    moment: datetime | None = None
    manner: str = ""
    asked: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, question: bytes) -> bytes:
        """Return the answer to a question."""
        asked = tsp.TimeStampReq.load(question)
        if self.manner == "refuses":
            refusal = tsp.PKIStatusInfo(
                {"status": "rejection", "status_string": ["今天 <休息>"], "fail_info": {"bad_alg"}}
            )
            return b"\x30" + bytes([len(refusal.dump())]) + bytes(refusal.dump())
        if self.manner == "other paper":
            asked["message_imprint"]["hashed_message"] = b"\1" * 32
        if self.manner in {"nonsense", "empty"}:
            return b"<html>O'Brien & Sons</html>" if self.manner == "nonsense" else b""
        return bytes(self.made.stamper(self.moment).request_tsa_response(asked).dump())


class Handler(BaseHTTPRequestHandler):
    """Answers as the authority of its server does."""

    authority: ClassVar[TestAuthority]

    def do_POST(self) -> None:
        """Answer one question."""
        self.authority.asked += 1
        question = self.rfile.read(int(self.headers["Content-Length"]))
        if self.authority.manner == "hangs":
            self.authority.closing.wait(30)
            return
        answer = self.authority.answer(question)
        self.send_response(500 if self.authority.manner == "error" else 200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        with suppress(OSError):  # the one who asked has gone
            self._write(answer)

    def _write(self, answer: bytes) -> None:
        parts = [answer]
        if self.authority.manner == "endless":
            parts = [b"\0" * 65_536] * 2000
        slow = self.authority.manner == "drips"
        for part in [answer[i : i + 1] for i in range(len(answer))] if slow else parts:
            self.wfile.write(part)
            if slow and self.authority.closing.wait(0.2):
                return

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def timestamp_authority(made: TsaCertificate) -> Iterator[TestAuthority]:
    """Run an authority on a free port of this computer."""
    authority = TestAuthority(made)

    handler = type("Handler", (Handler,), {"authority": authority})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    authority.url = f"http://127.0.0.1:{server.server_port}/tsa"
    try:
        yield authority
    finally:
        authority.closing.set()
        server.shutdown()
        server.server_close()
