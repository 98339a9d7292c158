# mypy: disable-error-code="no-untyped-call"
# pyHanko, which changes papers here, has no types in these places
import io
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mediatordesk.signing.certificates import (
    Pkcs12,
    Signer,
    make_test_certificate,
    open_pkcs12,
)
from mediatordesk.signing.report import verify
from mediatordesk.signing.seal import seal
from mediatordesk.signing.signatures import SignatureReport
from mediatordesk.signing.statements import Statement

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)
LATER = SIGNED + timedelta(days=40)


@pytest.fixture(scope="session")
def sealed(agreement: bytes, committee: Signer) -> bytes:
    return seal(agreement, committee, Statement(SIGNED, reason="调解协议", location="正阳村"))


def test_an_untouched_paper_of_a_trusted_signer_passes(sealed: bytes, certificate: Pkcs12) -> None:
    report = verify(sealed, trust=[certificate.authority], at=LATER)
    (signature,) = report.signatures
    assert report.bottom_line
    assert report.intact
    assert signature.at == SIGNED
    assert (signature.reason, signature.location) == ("调解协议", "正阳村")
    assert "测试证书" in report.words


def test_a_certificate_that_nobody_here_trusts_leaves_the_paper_intact(sealed: bytes) -> None:
    report = verify(sealed, at=LATER)
    assert report.intact
    assert not report.bottom_line
    assert "unbroken, but not trusted" in report.words
    assert "未受信任" in report.words


def test_a_certificate_that_has_run_out_is_no_longer_trusted(agreement: bytes) -> None:
    made = make_test_certificate("黄文德", "x", now=SIGNED, days=30)
    signer = open_pkcs12(made.data, made.passphrase, at=SIGNED)
    report = verify(seal(agreement, signer, Statement(SIGNED)), trust=[made.authority], at=LATER)
    assert report.intact
    assert not report.bottom_line


def test_several_signatures_stay_intact_one_after_the_other(
    sealed: bytes, person: Signer, certificate: Pkcs12
) -> None:
    report = verify(seal(sealed, person, Statement(SIGNED)), at=LATER)
    assert report.intact
    assert [one.signer.name for one in report.signatures] == ["正阳村人民调解委员会", "覃𬭎"]
    mixed = verify(seal(sealed, person, Statement(SIGNED)), trust=[certificate.authority], at=LATER)
    assert [one.trusted for one in mixed.signatures] == [True, False]
    assert not mixed.bottom_line


def test_a_paper_without_signature_says_so(agreement: bytes) -> None:
    report = verify(agreement)
    assert not report.bottom_line
    assert report.words == "This PDF holds no signature."


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_cannot_be_read_is_worth_nothing(data: bytes) -> None:
    assert not verify(data).bottom_line
    assert "cannot be read" in verify(data).words


def test_a_changed_word_is_named_as_a_change(sealed: bytes) -> None:
    """The page's stream is compressed: any byte of it will do."""
    place = sealed.index(b"stream") + 20
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    assert "has been changed" in verify(changed, at=LATER).words


@pytest.mark.parametrize("end", [b"x", b"\n", b"\n% comment", b"\nstartxref\n0\n%%EOF\n"])
def test_anything_after_the_last_signature_is_named(
    sealed: bytes, end: bytes, certificate: Pkcs12
) -> None:
    """Without it pyHanko's own bottom line stays True for words after the last %%EOF."""
    report = verify(sealed + end, trust=[certificate.authority], at=LATER)
    assert not report.bottom_line


def test_a_note_written_on_the_page_after_signing_is_named(
    sealed: bytes, certificate: Pkcs12
) -> None:
    report = verify(with_note(sealed), trust=[certificate.authority], at=LATER)
    assert not report.intact
    assert "added or changed after it was signed" in report.words


def test_a_page_added_after_signing_is_named(sealed: bytes, certificate: Pkcs12) -> None:
    report = verify(with_page(sealed), trust=[certificate.authority], at=LATER)
    assert not report.intact
    assert "added or changed after it was signed" in report.words


def test_a_change_hidden_under_a_second_signature_is_still_named(
    sealed: bytes, person: Signer, certificate: Pkcs12
) -> None:
    report = verify(seal(with_note(sealed), person, Statement(SIGNED)), at=LATER)
    assert [one.intact for one in report.signatures] == [False, True]
    assert not report.intact


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_it_crash(data: bytes) -> None:
    assert isinstance(verify(b"%PDF-1.7\n" + data, at=LATER), SignatureReport)


def test_flipped_bits_of_paper_and_signature_are_found(sealed: bytes, certificate: Pkcs12) -> None:
    """400 bits, evenly over what is signed and over the signature itself."""
    dice = random.Random(5)  # noqa: S311
    for part in strata(sealed, 400):
        place, bit = dice.choice(part), dice.randrange(8)
        changed = bytearray(sealed)
        changed[place] ^= 1 << bit
        report = verify(bytes(changed), trust=[certificate.authority], at=LATER)
        assert not report.bottom_line, (place, bit)


@pytest.mark.real
def test_pdfsig_agrees_on_the_untouched_and_misses_what_is_named_here(
    sealed: bytes, certificate: Pkcs12, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    for data, sound in ((sealed, True), (with_note(sealed), False)):
        paper.write_bytes(data)
        told = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=True)
        assert "Signature is Valid" in told.stdout
        assert verify(data, trust=[certificate.authority], at=LATER).bottom_line is sound


def strata(sealed: bytes, count: int) -> list[range]:
    """Cut the file into even pieces, leaving out the frame of the CMS (see judgement.py).

    The few bits of the CMS frame that neither signature nor certificate covers change nothing
    that is shown or judged; a packet's manifest covers them.
    """
    start = sealed.index(b"/Contents <") + 11
    step = len(sealed) / count
    pieces = [range(int(i * step), int((i + 1) * step)) for i in range(count)]
    return [piece for piece in pieces if piece[-1] < start or piece[0] > start + 2400]


def with_note(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("2000元"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                generic.NumberObject(edge) for edge in (10, 10, 200, 200)
            ),
        }
    )
    page, _resources = writer.find_page_for_modification(0)
    writer.register_annotation(page, writer.add_object(note))
    return written(writer)


def with_page(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pages = writer.root["/Pages"]
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject(
                generic.NumberObject(edge) for edge in (0, 0, 595, 842)
            ),
        }
    )
    pages["/Kids"].append(writer.add_object(page))
    pages[generic.pdf_name("/Count")] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
