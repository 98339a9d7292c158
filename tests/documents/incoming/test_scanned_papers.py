"""A paper that was printed here and comes back as a picture: its code can still be read."""

import pytest
from PIL import Image

from mediatordesk.documents import Fonts, read_page_codes
from mediatordesk.documents.incoming import HandedIn, Wishes, examine
from tests.documents.scans.pages import CODE, drawn, printed
from tests.documents.scans.spoiling import photographed

from .pictures import notes, saved


@pytest.fixture(scope="module")
def page(fonts: Fonts) -> Image.Image:
    """Return the first page of a paper as a scanner of 300 dpi sees it."""
    return drawn(printed(fonts), 300)[0]


def kept_of(data: bytes, *, scan: bool = False) -> tuple[bytes, str]:
    seen = examine(HandedIn("回执.jpg", data, len(data)), Wishes(scan=scan))
    return (data, seen.media_type) if seen.copy is None else (seen.copy, seen.copy_type)


def test_the_code_is_read_from_a_scan_that_is_kept_as_it_is(page: Image.Image) -> None:
    data = saved(page, "JPEG", dpi=(300, 300), quality=75)
    kept = kept_of(data)
    assert kept == (data, "image/jpeg")
    assert [one.code for one in read_page_codes(*kept)] == [CODE.for_page(1, 3)]


@pytest.mark.parametrize("scan", [False, True])
def test_the_code_is_read_from_the_copy_of_a_photo(page: Image.Image, *, scan: bool) -> None:
    photo = photographed(page.convert("RGB")).convert("RGB")
    data = saved(photo.resize((3024, 4032)), "JPEG", exif=notes(), quality=90)
    kept, media_type = kept_of(data, scan=scan)
    assert kept != data
    assert [one.code for one in read_page_codes(kept, media_type)] == [CODE.for_page(1, 3)]
