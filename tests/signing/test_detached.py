"""A signature beside the bytes: the manifest of a packet, and anything else that is no PDF."""

import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.signing.certificates import Pkcs12, Signer
from mediatordesk.signing.detached import sign_bytes, verify_bytes
from mediatordesk.signing.signatures import SignatureReport

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
LATER = SIGNED + timedelta(days=40)
MANIFEST = "0f3a  data/01_申请书.pdf\n9bc1  data/02_O'Brien & Sons <覃𬭎>.pdf\n".encode()


@pytest.fixture(scope="session")
def message(committee: Signer) -> bytes:
    return sign_bytes(MANIFEST, committee, at=SIGNED)


def test_the_bytes_that_were_signed_pass_and_say_whose_they_are(
    message: bytes, certificate: Pkcs12
) -> None:
    report = verify_bytes(MANIFEST, message, trust=[certificate.authority], at=LATER)
    assert report.bottom_line
    assert report.intact
    (signature,) = report.signatures
    assert signature.signer.name == "正阳村人民调解委员会"
    assert signature.at == SIGNED
    assert "unbroken and trusted" in report.words


def test_a_signer_nobody_here_trusts_leaves_the_bytes_intact(message: bytes) -> None:
    report = verify_bytes(MANIFEST, message, at=LATER)
    assert (report.intact, report.bottom_line) == (True, False)
    assert "未受信任" in report.words


def test_other_bytes_are_named_as_changed(message: bytes, certificate: Pkcs12) -> None:
    for other in (MANIFEST + b"\n", MANIFEST.replace(b"0f3a", b"0f3b"), b""):
        report = verify_bytes(other, message, trust=[certificate.authority], at=LATER)
        assert not report.intact
        assert "what was signed has been changed" in report.words


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_crash(data: bytes) -> None:
    report = verify_bytes(MANIFEST, data, at=LATER)
    assert isinstance(report, SignatureReport)
    assert not report.intact


def test_flipped_bits_of_the_signature_are_found(message: bytes, certificate: Pkcs12) -> None:
    """One bit of every byte: a detached signature has none that may be another."""
    dice = random.Random(7)  # noqa: S311
    unseen = []
    for place in range(len(message)):
        changed = bytearray(message)
        changed[place] ^= 1 << dice.randrange(8)
        if verify_bytes(
            MANIFEST, bytes(changed), trust=[certificate.authority], at=LATER
        ).bottom_line:
            unseen.append(place)
    assert unseen == []


@pytest.mark.parametrize("end", [b"\0", b"x" * 40])
def test_nothing_may_follow_the_signature(message: bytes, certificate: Pkcs12, end: bytes) -> None:
    report = verify_bytes(MANIFEST, message + end, trust=[certificate.authority], at=LATER)
    assert not report.bottom_line


@pytest.mark.real
def test_openssl_accepts_it_and_refuses_other_bytes(
    message: bytes, certificate: Pkcs12, tmp_path: Path
) -> None:
    signed, beside, trusted = (tmp_path / name for name in ("清单.txt", "清单.p7s", "ca.pem"))
    beside.write_bytes(message)
    to_pem = ["openssl", "x509", "-inform", "DER", "-out", str(trusted)]
    subprocess.run(to_pem, input=certificate.authority, check=True)
    asked = ["openssl", "cms", "-verify", "-inform", "DER", "-binary", "-purpose", "any"]
    asked += ["-in", str(beside), "-content", str(signed), "-CAfile", str(trusted)]
    asked += ["-attime", str(int(LATER.timestamp()))]
    for data, accepted in ((MANIFEST, True), (MANIFEST + b" ", False)):
        signed.write_bytes(data)
        told = subprocess.run(asked, capture_output=True, check=False)
        assert (told.returncode == 0) is accepted, told.stderr
