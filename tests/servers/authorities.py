"""A certification authority and a timestamp authority of their own (Certomancer), on loopback."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

KEYS = ("root", "interm", "signer", "tsa")
SETTINGS = """
external-url-prefix: "http://127.0.0.1:{port}"
keysets:
  k:
    path-prefix: keys
    keys:
      root: {{path: root.pem}}
      interm: {{path: interm.pem}}
      signer: {{path: signer.pem}}
      tsa: {{path: tsa.pem}}
pki-architectures:
  md:
    keyset: k
    entity-defaults: {{country-name: CN, organization-name: 某某调解中心 O'Brien & Sons}}
    entities:
      root: {{common-name: 测试根 CA}}
      interm: {{common-name: 测试中间 CA}}
      signer: {{common-name: 覃𬭎}}
      tsa: {{common-name: 测试时间戳}}
    certs:
      root:
        subject: root
        issuer: root
        subject-key: root
        validity: &long
          valid-from: "2020-01-01T00:00:00+0000"
          valid-to: "2050-01-01T00:00:00+0000"
        profiles: [{{id: simple-ca}}]
      interm:
        issuer: root
        validity: *long
        profiles: [{{id: simple-ca}}]
        extensions:
          - &by-root
            id: crl_distribution_points
            smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [root]}}}}
      signer:
        issuer: interm
        validity: *long
        profiles: [{{id: digsig-commitment}}]
        extensions:
          - &by-interm
            id: crl_distribution_points
            smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [interm]}}}}
      lost:
        subject: signer
        subject-key: signer
        issuer: interm
        validity: *long
        profiles: [{{id: digsig-commitment}}]
        extensions: [*by-interm]
        revocation: {{revoked-since: "2024-06-01T00:00:00+0000", reason: key_compromise}}
      tsa:
        issuer: root
        validity: *long
        extensions:
          - id: key_usage
            critical: true
            smart-value: {{schema: key-usage, params: [digital_signature]}}
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
          - *by-root
    services:
      crl-repo:
        root: {{for-issuer: root, signing-key: root, simulated-update-schedule: P90D}}
        interm: {{for-issuer: interm, signing-key: interm, simulated-update-schedule: P90D}}
      time-stamping:
        tsa: {{signing-cert: tsa, signing-key: tsa}}
"""


@dataclass(frozen=True)
class Authorities:
    """Where they answer, and where their keys lie."""

    url: str
    folder: Path

    @property
    def tsa(self) -> str:
        """The address of the timestamp authority."""
        return f"{self.url}/md/tsa/tsa"

    def certificate(self, name: str) -> bytes:
        """Return a certificate, DER."""
        address = f"{self.url}/_certomancer/any-cert/md/{name}.crt"
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())

    def key(self, name: str) -> bytes:
        """Return a private key, PEM."""
        return (self.folder / "keys" / f"{name}.pem").read_bytes()


@contextmanager
def authorities(folder: Path) -> Iterator[Authorities]:
    """Run them on a free port of this computer."""
    (folder / "keys").mkdir(parents=True)
    for name in KEYS:
        key = rsa.generate_private_key(65537, 2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "keys" / f"{name}.pem").write_bytes(pem)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "certomancer.yml").write_text(SETTINGS.format(port=port), encoding="utf-8")
    program = [sys.executable, "-m", "certomancer", "animate", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(program, cwd=folder, stdout=log, stderr=log)
    try:
        _wait_for(port, running, folder / "log")
        yield Authorities(f"http://127.0.0.1:{port}", folder)
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    for _number in range(300):
        if running.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))
