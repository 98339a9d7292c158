"""Whatever stands in a Word file: a PDF comes of it, or a refusal in words, soon and in bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.documents import Fonts, to_pdf
from mediatordesk.documents.errors import (
    BrokenPart,
    TooManyPages,
    UnreadablePicture,
    WordFileRefused,
)
from tests.documents.word.bounds import bounded
from tests.documents.word.mutations import Mutation, mutated, mutations
from tests.documents.word.rich import holding, rich

RICH = rich()
SECONDS, MEGABYTES = 20, 600
CELL = "<w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
WIDE = "<w:gridCol w:w='999999'/>"
TABLE = f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def tried(docx: bytes, fonts: Fonts) -> int:
    """Return how many pages a file makes, 0 where it is refused; anything else is our mistake."""
    with bounded(seconds=SECONDS, megabytes=MEGABYTES):
        try:
            return to_pdf(docx, fonts, title="x").pages
        except (WordFileRefused, UnreadablePicture):
            return 0


def test_the_file_itself_is_sound(fonts: Fonts) -> None:
    assert tried(RICH, fonts) == 2


@settings(max_examples=40, deadline=None)
@given(changes=st.lists(mutations(), min_size=1, max_size=6))
def test_a_broken_file_is_printed_or_refused(fonts: Fonts, changes: list[Mutation]) -> None:
    tried(mutated(RICH, changes), fonts)


@pytest.mark.soak
@settings(max_examples=5000, deadline=None)
@given(changes=st.lists(mutations(), min_size=1, max_size=12))
def test_many_broken_files_are_printed_or_refused(fonts: Fonts, changes: list[Mutation]) -> None:
    tried(mutated(RICH, changes), fonts)


@pytest.mark.parametrize(
    "body",
    [
        *("", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"),
        f"<w:tbl><w:tblGrid><w:gridCol w:w='0'/></w:tblGrid><w:tr>{CELL}</w:tr></w:tbl>",
        f"<w:tbl><w:tblGrid>{WIDE * 999}</w:tblGrid><w:tr>{CELL * 999}</w:tr></w:tbl>",
        TABLE.replace("<w:p>", "<w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr><w:p>"),
        f"<w:p><w:r><w:t>{'字' * 500}</w:t></w:r></w:p>"
        "<w:sectPr><w:pgMar w:left='99999' w:right='99999' w:top='99999' w:bottom='99999'/>"
        "</w:sectPr>",
        "<w:p/><w:sectPr><w:pgSz w:w='-5' w:h='0'/></w:sectPr>",
        "<w:p><w:pPr><w:tabs><w:tab w:val='right' w:pos='-999999999'/><w:tab w:pos='1e300'/>"
        "</w:tabs></w:pPr>" + "<w:r><w:tab/></w:r>" * 999 + "</w:p>",
        "<w:p><w:pPr><w:spacing w:before='1e9' w:line='-1' w:lineRule='exact'/></w:pPr></w:p>" * 50,
        "<w:p><w:pPr><w:ind w:left='1e9' w:right='1e9' w:hanging='1e12'/></w:pPr><w:r><w:t>"
        f"{'字' * 99}</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:sz w:val='1e9'/><w:w w:val='0'/></w:rPr><w:t>字</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:rStyle w:val='无'/></w:rPr><w:sym w:char='FFFFFFFF'/></w:r></w:p>",
        "<w:p><w:r>" + "<w:fldChar w:fldCharType='begin'/>" * 9999 + "</w:r></w:p>",
        f"<w:p>{'<w:r><w:br/></w:r>' * 9999}</w:p>",
    ],
)
def test_strange_files_make_a_page(fonts: Fonts, body: str) -> None:
    assert tried(holding(body), fonts) >= 1


def test_tables_in_tables_are_printed_as_deep_as_word_goes(fonts: Fonts) -> None:
    deep = TABLE
    for _ in range(40):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc></w:tr></w:tbl>"
    assert tried(holding(deep), fonts) >= 1


def test_a_hundred_thousand_tables_in_each_other_are_refused(fonts: Fonts) -> None:
    count = 100_000
    deep = "<w:tbl><w:tr><w:tc>" * count + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * count
    with pytest.raises(BrokenPart), bounded(seconds=SECONDS, megabytes=MEGABYTES):
        to_pdf(holding(deep), fonts, title="x")


def test_a_file_of_endless_pages_is_refused(fonts: Fonts) -> None:
    body = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" * 2100
    with pytest.raises(TooManyPages), bounded(seconds=SECONDS, megabytes=MEGABYTES):
        to_pdf(holding(body), fonts, title="x")


def test_lists_that_point_at_each_other_end(fonts: Fonts) -> None:
    numbering = "".join(
        f"<w:abstractNum w:abstractNumId='{own}'><w:styleLink w:val='S{own}'/>"
        f"<w:numStyleLink w:val='S{other}'/></w:abstractNum>"
        for own, other in ((0, 1), (1, 0))
    )
    numbering += "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    body = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>"
    assert tried(holding(body, numbering=numbering), fonts) == 1


def test_table_styles_that_go_round_in_a_circle_end(fonts: Fonts) -> None:
    styles = "".join(
        f"<w:style w:type='table' w:styleId='{own}'><w:basedOn w:val='{other}'/></w:style>"
        for own, other in (("A", "B"), ("B", "A"))
    )
    body = TABLE.replace("<w:tr>", "<w:tblPr><w:tblStyle w:val='A'/></w:tblPr><w:tr>", 1)
    assert tried(holding(body, styles=styles), fonts) == 1
