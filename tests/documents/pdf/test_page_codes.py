"""The code on a page: what it says, and that nothing else is read as one."""

from uuid import UUID, uuid4

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.documents import NotAPageCode, PageCode
from mediatordesk.documents.pdf.page_codes import NotInACode

CASE_ID = UUID("3f2a9c70-5b1e-4c6d-8e2f-a1b2c3d4e5f6")
CONTENT = "7e9b9a810afb7e6670590c9e215412a8b2abda9c2f694eba0b7882a7f863ca09"
CODE = PageCode.of_paper(CASE_ID, "D17", 2, CONTENT, number="（2025）正阳人调字第3号").for_page(
    2, 3
)
TEXT = "MD1:D17.2.2/3.H4VJY4C3DZGG3DRPP2NZVAIK7N7GMFEW"
LONGEST = "MD1:Z1234567.9999.9999/9999.AAAAAAAAABAABAAA7777777777776OA7"


def test_the_vectors_of_the_format() -> None:
    longest = PageCode.of_paper(
        UUID("00000000-0000-4000-8000-000000000000"), "Z1234567", 9999, "f" * 64
    )
    assert (CODE.text, longest.for_page(9999, 9999).text) == (TEXT, LONGEST)
    assert PageCode.read(TEXT) == CODE


def test_people_can_read_it_too() -> None:
    assert CODE.readable == "（2025）正阳人调字第3号 · D17 · 第2版 · 2/3 · 7E9B-9A81"
    assert PageCode.read(TEXT).readable == "D17 · 第2版 · 2/3 · 7E9B-9A81"


def test_the_symbol_always_fits_and_ordinary_ones_are_well_corrected() -> None:
    assert segno.make_qr(TEXT, version=3, error="m").error == "Q"
    assert segno.make_qr(LONGEST, version=3, error="m").error == "M"


CODES = st.builds(
    lambda case, kind, version, content, page, more: PageCode.of_paper(
        case, kind, version, content.hex()
    ).for_page(page, page + more),
    st.uuids(),
    st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True),
    st.integers(1, 9999),
    st.binary(min_size=32, max_size=32),
    st.integers(1, 5000),
    st.integers(0, 4999),
)


@given(CODES)
def test_what_was_written_is_read(code: PageCode) -> None:
    assert PageCode.read(code.text) == code
    assert len(code.text) <= 60


@given(st.sampled_from([TEXT, LONGEST]), st.integers(0, 59), st.sampled_from("0189AIO27./:-+ a"))
def test_no_character_can_be_changed(text: str, at: int, mark: str) -> None:
    at %= len(text)
    if text[at] == mark:
        return
    with pytest.raises(NotAPageCode):
        PageCode.read(text[:at] + mark + text[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org",
        TEXT.lower(),
        TEXT + "A",
        TEXT[:-1],
        TEXT + "\n",
        TEXT.replace("MD1", "MD2"),
        TEXT.replace(".2.", ".02."),
        TEXT.replace("D17", "D1７"),
        CODE.for_page(3, 3).text.replace("3/3", "3/2"),
    ],
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(NotAPageCode):
        PageCode.read(text)


@pytest.mark.parametrize(
    ("kind", "version"), [("d17", 1), ("D17456789", 1), ("D17", 0), ("D17", 10_000)]
)
def test_what_no_code_can_name_is_said(kind: str, version: int) -> None:
    with pytest.raises(NotInACode):
        PageCode.of_paper(uuid4(), kind, version, CONTENT)


@pytest.mark.parametrize(("page", "pages"), [(0, 3), (4, 3), (1, 10_000)])
def test_a_page_that_is_none_is_said(page: int, pages: int) -> None:
    with pytest.raises(NotInACode):
        CODE.for_page(page, pages)
