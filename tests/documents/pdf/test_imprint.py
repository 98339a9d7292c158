"""What a PDF says of itself is said twice, and alike."""

import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.documents.pdf.archival import ArchivalPdf
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.syntax import PageFrame

from .judging import faults, not_alike

HARD = "协议书（覃𬭎） O'Brien & Sons a<b \\) Nguyễn"


def written(imprint: Imprint) -> bytes:
    """Return a PDF of one empty page."""
    pdf = ArchivalPdf(imprint)
    pdf.add_page(PageFrame(595, 842, "<<>>"), b"")
    return pdf.finish()


def information(data: bytes) -> dict[str, str]:
    """Return the Info of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: str(said) for name, said in pdf.docinfo.items()}


def test_it_says_what_it_was_told() -> None:
    said = Imprint(
        HARD, "永安村调委会", "（2025）永安人调字第18号", ("调解", "D17"), date(2025, 4, 7)
    )
    data = written(said)
    assert faults(data) == []
    assert information(data) == {
        "/Title": HARD,
        "/Author": "永安村调委会",
        "/Subject": "（2025）永安人调字第18号",
        "/Keywords": "调解; D17",
        "/Producer": "MediatorDesk",
        "/CreationDate": "D:20250407000000+08'00'",
        "/ModDate": "D:20250407000000+08'00'",
    }
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == HARD
        assert xmp["dc:creator"] == ["永安村调委会"]
        assert xmp["xmp:CreateDate"] == "2025-04-07T00:00:00+08:00"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_without_a_day_it_bears_none() -> None:
    assert set(information(written(Imprint("x")))) == {"/Title", "/Producer"}
    assert b"xmp:CreateDate" not in Imprint("x").xmp(2)


@pytest.mark.parametrize(
    "made_on",
    [
        datetime(2025, 4, 7, 1, 2, 3, 456),  # noqa: DTZ001 - what is meant by it is China\'s time
        datetime(2025, 4, 6, 17, 2, 3, 9, tzinfo=UTC),
    ],
)
def test_its_hour_is_that_of_china(made_on: datetime) -> None:
    data = written(Imprint("x", made_on=made_on))
    assert information(data)["/CreationDate"] == "D:20250407010203+08'00'"
    assert faults(data) == []


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_is_said_alike_in_both_places(title: str, author: str, words: list[str]) -> None:
    imprint = Imprint(title, author, subject=author, keywords=tuple(words))
    data = written(imprint)
    assert faults(data) + not_alike(data) == []
    ET.fromstring(imprint.xmp(2).decode())  # noqa: S314 - our own text
