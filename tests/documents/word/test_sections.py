"""Sections whose paper nobody can print on are named."""

import pytest

from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.sections import seen_sections
from tests.documents.hostile import with_body

SIZES = {
    'w:pgSz w:w="0" w:h="1"': ["small-paper"],
    'w:pgSz w:w="11906" w:h="2000"': ["small-paper"],
    'w:pgSz w:w="11906" w:h="16838"': [],
    'w:pgSz w:w="16838" w:h="11906"': [],
    'w:pgMar w:left="6000" w:right="6000"': ["no-room"],
    'w:pgMar w:top="9000" w:bottom="-9000"': ["no-room"],
    'w:pgMar w:left="0" w:right="0" w:top="0" w:bottom="0"': [],
}


@pytest.mark.parametrize("said", SIZES)
def test_a_page_that_is_too_small_or_without_room_is_an_error(said: str) -> None:
    body = f"<w:p><w:r><w:t>覃𬭎</w:t></w:r></w:p><w:sectPr><{said}/></w:sectPr>"
    found = list(seen_sections(Marked.read(Package.open(with_body(body)))))
    assert [one.feature.name for one in found] == SIZES[said]
    assert all(one.feature.is_wrong for one in found)


def test_the_size_is_told_in_millimetres() -> None:
    body = '<w:p/><w:sectPr><w:pgSz w:w="567" w:h="16838"/></w:sectPr>'
    [found] = seen_sections(Marked.read(Package.open(with_body(body))))
    assert "10 × 297 mm" in found.why
