"""A paper is sealed by the mediator, then by the committee, and timestamped later."""

import io
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.files.paper_files import newest_sha256
from mediatordesk.actions.signing.locked_text import signed_pdf
from mediatordesk.actions.signing.sealing import (
    NotSealedYet,
    SealedAlready,
    SealedPaper,
    add_timestamp,
    seal_paper,
)
from mediatordesk.actions.signing.signing import Hand
from mediatordesk.core.changes import CHINA
from mediatordesk.signing import (
    NoTimestamp,
    Pkcs12,
    Signer,
    TimestampAuthority,
    committee_seal,
    handwriting,
    make_test_certificate,
    open_pkcs12,
    picture,
    verify,
)
from tests.actions.procedure_cases import FIRM, WORKER, Played
from tests.actions.template_desks import PLACES
from tests.servers.timestamps import TestAuthority, TsaCertificate, timestamp_authority

from .signing_cases import COMMITTEE, DAY, MEDIATOR, agreed, agreement_of, newest, sign

BEGUN = datetime(2025, 1, 1, tzinfo=CHINA)
SEALED = datetime(2025, 5, 12, 9, tzinfo=CHINA)
MM = 72 / 25.4


def seal_of(name: str) -> bytes:
    return committee_seal(name, PLACES.fonts / "NotoSerifSC-Regular.ttf")


def name_of(name: str) -> bytes:
    return picture(handwriting(name, PLACES.fonts / "LXGWWenKai-Regular.ttf"))


@pytest.fixture
def played(tmp_path: Path) -> Played:
    """Return a case whose agreement all have signed; nobody has sealed it."""
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    for who, image, stamp in (
        (WORKER, name_of(WORKER), None),
        (FIRM, name_of("梁志强"), seal_of(FIRM)),
        (MEDIATOR, name_of(MEDIATOR), None),
        ("李秀兰", name_of("李秀兰"), None),
        ("committee_seal", seal_of(COMMITTEE), None),
    ):
        sign(played, who, Hand(image=image, fingerprint=stamp))
    return played


@pytest.fixture(scope="module")
def mediator() -> Pkcs12:
    return make_test_certificate(MEDIATOR, COMMITTEE, now=BEGUN)


@pytest.fixture(scope="module")
def committee() -> Pkcs12:
    return make_test_certificate(COMMITTEE, COMMITTEE, now=BEGUN)


@pytest.fixture(scope="module")
def tsa() -> Iterator[TestAuthority]:
    with timestamp_authority(TsaCertificate.made(BEGUN)) as authority:
        authority.moment = SEALED
        yield authority


def by(made: Pkcs12) -> Signer:
    return open_pkcs12(made.data, made.passphrase, at=SEALED)


def sealed_by(
    played: Played, made: Pkcs12, authority: TimestampAuthority | None = None
) -> SealedPaper:
    return seal_paper(played.on(DAY), played.file, newest(played), by(made), authority)


def kept(played: Played) -> bytes:
    """Return the PDF of the agreement as the desk keeps it now."""
    return bytes_of(played.desk, played.case.id, newest_sha256(played.desk, newest(played)))


def fields_of(pdf: bytes) -> list[tuple[str, list[float]]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fields = opened.Root.AcroForm.Fields
        return [(str(one.T), [float(edge) for edge in one.Rect]) for one in fields]


def test_mediator_and_committee_seal_one_after_the_other(
    played: Played, mediator: Pkcs12, committee: Pkcs12, tsa: TestAuthority
) -> None:
    trust = [mediator.authority, committee.authority, tsa.made.authority]
    first = sealed_by(played, mediator).pdf
    second = sealed_by(played, committee, TimestampAuthority(tsa.url)).pdf
    asked = TimestampAuthority(tsa.url)
    third = add_timestamp(played.on(DAY), played.file, newest(played), asked, trust)
    assert second.startswith(first)
    assert third.startswith(second)
    assert kept(played) == third
    for pdf in (first, second, third):
        report = verify(pdf, trust=trust, at=SEALED)
        assert report.bottom_line, report.words
        judged = pdfa.validate_written(io.BytesIO(pdf), "2b")
        assert judged.violations == ()
    assert [one.signer.name for one in report.signatures] == [MEDIATOR, COMMITTEE]
    assert [one.level for one in report.signatures] == ["B-T", "B-T"]
    assert [one.signer for one in played.file.sealed_revisions] == [COMMITTEE, ""]


def test_each_signature_lies_where_its_picture_is_printed(
    played: Played, mediator: Pkcs12, committee: Pkcs12
) -> None:
    pictures = signed_pdf(played.on(DAY), played.file, newest(played)).pictures
    sealed_by(played, mediator)
    fields = fields_of(sealed_by(played, committee).pdf)
    for (_name, box), image in zip(fields, (name_of(MEDIATOR), seal_of(COMMITTEE)), strict=True):
        printed = [one for one in pictures if one.data == image][-1]
        assert box[0] == pytest.approx(printed.left * MM, abs=1)
        assert box[2] - box[0] == pytest.approx(printed.width * MM, abs=1)
        assert box[3] - box[1] == pytest.approx(printed.height * MM, abs=1)


def test_the_same_certificate_seals_once(played: Played, committee: Pkcs12) -> None:
    before = sealed_by(played, committee).pdf
    with pytest.raises(SealedAlready, match=COMMITTEE):
        sealed_by(played, committee)
    assert kept(played) == before


def test_without_an_answer_it_is_sealed_all_the_same_and_the_timestamp_comes_later(
    played: Played, committee: Pkcs12, tsa: TestAuthority
) -> None:
    nobody = TimestampAuthority("http://127.0.0.1:9/tsa", seconds=1.0)
    sealed = sealed_by(played, committee, nobody)
    assert sealed.lacking is not None
    assert "cannot be reached" in sealed.lacking.lines()[0]
    with pytest.raises(NoTimestamp):
        add_timestamp(played.on(DAY), played.file, newest(played), nobody)
    assert kept(played) == sealed.pdf
    asked = TimestampAuthority(tsa.url)
    later = add_timestamp(played.on(DAY), played.file, newest(played), asked)
    assert later.startswith(sealed.pdf)
    report = verify(later, trust=[committee.authority, tsa.made.authority], at=SEALED)
    assert (report.bottom_line, report.signatures[0].level) == (True, "B-T")


def test_an_unsealed_paper_gets_no_timestamp(played: Played, tsa: TestAuthority) -> None:
    asked = TimestampAuthority(tsa.url)
    with pytest.raises(NotSealedYet):
        add_timestamp(played.on(DAY), played.file, newest(played), asked)


@pytest.mark.real
def test_pdfsig_agrees_on_the_untouched_paper(
    played: Played, mediator: Pkcs12, committee: Pkcs12, tmp_path: Path
) -> None:
    sealed_by(played, mediator)
    paper = tmp_path / "协议.pdf"
    paper.write_bytes(sealed_by(played, committee).pdf)
    told = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=True).stdout
    assert told.count("Signature is Valid") == 2
    subprocess.run(["qpdf", "--check", paper], capture_output=True, check=True)
