"""Timestamps: with a seal, after it, from an authority that answers well, badly or not at all."""

import io
import random
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.signing.certificates import Pkcs12, Signer, make_test_certificate, open_pkcs12
from mediatordesk.signing.report import verify
from mediatordesk.signing.seal import seal, timestamp
from mediatordesk.signing.statements import Statement
from mediatordesk.signing.timestamps import (
    NotATimestampAddress,
    NothingToTimestamp,
    NoTimestamp,
    TimestampAuthority,
)
from tests.servers.timestamps import MANNERS, TestAuthority, TsaCertificate, timestamp_authority

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
STAMPED = SIGNED + timedelta(minutes=2)
LATER = SIGNED + timedelta(days=40)
STATEMENT = Statement(SIGNED, reason="调解协议", location="正阳村")
HANGS = 25
"""Seconds: an authority that hangs keeps who waits for it longer."""


@pytest.fixture(scope="module")
def tsa_certificate() -> TsaCertificate:
    return TsaCertificate.made(SIGNED - timedelta(days=100))


@pytest.fixture
def tsa(tsa_certificate: TsaCertificate) -> Iterator[TestAuthority]:
    with timestamp_authority(tsa_certificate) as authority:
        authority.moment = STAMPED
        yield authority


def asked(tsa: TestAuthority, seconds: float = 20.0) -> TimestampAuthority:
    return TimestampAuthority(tsa.url, seconds=seconds)


def test_a_seal_with_a_timestamp_says_when_and_whose(
    agreement: bytes, committee: Signer, certificate: Pkcs12, tsa: TestAuthority
) -> None:
    sealed = seal(agreement, committee, STATEMENT, asked(tsa))
    assert sealed.startswith(agreement)
    trust = [certificate.authority, tsa.made.authority]
    report = verify(sealed, trust=trust, at=LATER)
    (signature,) = report.signatures
    assert report.bottom_line, report.words
    assert signature.level == "B-T"
    assert signature.timestamp is not None
    assert signature.timestamp.at == STAMPED
    assert "timestamp 2025-05-01 10:32 by 测试时间戳服务 a<b" in report.words
    assert "level PAdES B-T" in report.words
    assert "vouched for by MediatorDesk 测试证书 CA" in report.words


def test_without_an_authority_it_is_the_basic_level(
    agreement: bytes, committee: Signer, certificate: Pkcs12
) -> None:
    report = verify(seal(agreement, committee, STATEMENT), trust=[certificate.authority], at=LATER)
    assert report.signatures[0].level == "B-B"
    assert "signed 2025-05-01 10:30; level PAdES B-B" in report.words


def test_a_timestamp_of_an_authority_nobody_trusts_is_named(
    agreement: bytes, committee: Signer, certificate: Pkcs12, tsa: TestAuthority
) -> None:
    sealed = seal(agreement, committee, STATEMENT, asked(tsa))
    report = verify(sealed, trust=[certificate.authority], at=LATER)
    assert report.intact
    assert not report.bottom_line
    assert "its timestamp comes from an authority that is not trusted here" in report.words


def test_a_later_timestamp_is_one_more_revision_and_lifts_the_level(
    agreement: bytes, committee: Signer, certificate: Pkcs12, tsa: TestAuthority
) -> None:
    sealed = seal(agreement, committee, STATEMENT)
    stamped = timestamp(sealed, asked(tsa))
    assert stamped.startswith(sealed)
    trust = [certificate.authority, tsa.made.authority]
    report = verify(stamped, trust=trust, at=LATER)
    assert report.bottom_line, report.words
    assert report.signatures[0].level == "B-T"
    assert [one.at for one in report.timestamps] == [STAMPED]
    again = timestamp(stamped, asked(tsa))
    assert again.startswith(stamped)
    assert verify(again, trust=trust, at=LATER).bottom_line


@pytest.mark.parametrize("later", [False, True], ids=["with the seal", "after it"])
def test_a_timestamp_outlives_the_certificate_that_signed(
    agreement: bytes, tsa: TestAuthority, later: bool
) -> None:
    made = make_test_certificate("Nguyễn Văn Đức", "x", now=SIGNED, days=30)
    signer = open_pkcs12(made.data, made.passphrase, at=SIGNED)
    plain = seal(agreement, signer, STATEMENT)
    if later:
        stamped = timestamp(plain, asked(tsa))
    else:
        stamped = seal(agreement, signer, STATEMENT, asked(tsa))
    trust = [made.authority, tsa.made.authority]
    assert not verify(plain, trust=trust, at=LATER).bottom_line
    assert verify(stamped, trust=trust, at=LATER).bottom_line
    assert not verify(stamped, trust=[made.authority], at=LATER).bottom_line


def test_a_timestamp_made_after_the_certificate_had_ended_does_not_revive_it(
    agreement: bytes, tsa: TestAuthority
) -> None:
    made = make_test_certificate("Nguyễn Văn Đức", "x", now=SIGNED, days=30)
    signer = open_pkcs12(made.data, made.passphrase, at=SIGNED)
    tsa.moment = SIGNED + timedelta(days=35)
    stamped = timestamp(seal(agreement, signer, STATEMENT), asked(tsa))
    trust = [made.authority, tsa.made.authority]
    assert not verify(stamped, trust=trust, at=LATER).bottom_line


@pytest.mark.parametrize("manner", MANNERS)
def test_an_authority_that_answers_badly_gives_no_timestamp_and_soon(
    agreement: bytes, committee: Signer, tsa: TestAuthority, manner: str
) -> None:
    tsa.manner = manner
    begun = time.monotonic()
    with pytest.raises(NoTimestamp, match=r"127\.0\.0\.1") as refused:
        seal(agreement, committee, STATEMENT, asked(tsa, 1.0))
    assert len(refused.value.lines()) == 3
    sealed = seal(agreement, committee, STATEMENT)
    with pytest.raises(NoTimestamp):
        timestamp(sealed, asked(tsa, 1.0))
    assert time.monotonic() - begun < HANGS
    assert tsa.asked == 2


def test_a_refusal_is_told_in_the_authoritys_own_words(
    agreement: bytes, committee: Signer, tsa: TestAuthority
) -> None:
    tsa.manner = "refuses"
    with pytest.raises(NoTimestamp, match="今天 <休息>"):
        seal(agreement, committee, STATEMENT, asked(tsa))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (TsaCertificate.made(SIGNED - timedelta(days=90), days=30), "only valid from 2025-01-31"),
        (TsaCertificate.made(SIGNED, for_timestamps=False), "not one for timestamps"),
    ],
    ids=["expired", "for code"],
)
def test_a_timestamp_by_a_certificate_not_made_for_it_is_none(
    agreement: bytes, committee: Signer, made: TsaCertificate, why: str
) -> None:
    with timestamp_authority(made) as tsa:
        tsa.moment = STAMPED
        with pytest.raises(NoTimestamp, match=why):
            seal(agreement, committee, STATEMENT, asked(tsa))


def test_an_authority_that_is_not_there_cannot_be_reached(
    agreement: bytes, committee: Signer
) -> None:
    for url in ("http://127.0.0.1:9/tsa", "http://localhost:1"):
        with pytest.raises(NoTimestamp, match="cannot be reached"):
            seal(agreement, committee, STATEMENT, TimestampAuthority(url, seconds=1.0))


@pytest.mark.parametrize(
    "url", ["", "tsa", "ftp://a/b", "http://", "http://[::1", "http://a:b", "file:///etc/passwd"]
)
def test_what_is_no_address_is_asked_for_nothing(url: str) -> None:
    with pytest.raises(NotATimestampAddress):
        TimestampAuthority(url)


def test_a_paper_that_nobody_signed_gets_no_timestamp(agreement: bytes, tsa: TestAuthority) -> None:
    with pytest.raises(NothingToTimestamp):
        timestamp(agreement, asked(tsa))
    assert tsa.asked == 0


def test_a_second_seal_after_a_timestamp_leaves_all_before_it_intact(
    agreement: bytes,
    committee: Signer,
    person: Signer,
    certificate: Pkcs12,
    tsa: TestAuthority,
) -> None:
    by_person = timestamp(seal(agreement, person, STATEMENT), asked(tsa))
    both = seal(by_person, committee, STATEMENT, asked(tsa))
    assert both.startswith(by_person)
    report = verify(both, trust=[certificate.authority, tsa.made.authority], at=LATER)
    assert report.intact
    assert [one.trusted for one in report.signatures] == [False, True]


def test_flipped_bits_of_a_paper_with_timestamps_are_found(
    agreement: bytes, committee: Signer, certificate: Pkcs12, tsa: TestAuthority
) -> None:
    """300 bits, evenly over the signed paper, its timestamps and what surrounds them."""
    sealed = timestamp(seal(agreement, committee, STATEMENT, asked(tsa)), asked(tsa))
    trust = [certificate.authority, tsa.made.authority]
    assert verify(sealed, trust=trust, at=LATER).bottom_line
    dice = random.Random(11)  # noqa: S311
    step = len(sealed) / 300
    unseen = []
    for number in range(300):
        place = dice.randrange(int(number * step), int((number + 1) * step))
        changed = bytearray(sealed)
        changed[place] ^= 1 << dice.randrange(8)
        if verify(bytes(changed), trust=trust, at=LATER).bottom_line:
            unseen.append(place)
    assert unseen == []


@pytest.mark.real
def test_poppler_and_qpdf_accept_a_paper_with_timestamps(
    agreement: bytes, committee: Signer, tsa: TestAuthority, tmp_path: Path
) -> None:
    paper = tmp_path / "协议.pdf"
    paper.write_bytes(timestamp(seal(agreement, committee, STATEMENT, asked(tsa)), asked(tsa)))
    told = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in told
    subprocess.run(["qpdf", "--check", paper], capture_output=True, check=True)
    with pikepdf.open(io.BytesIO(paper.read_bytes())) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert names == ["Signature1", "Timestamp1"]
