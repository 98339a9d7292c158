"""The profiles: Word and LibreOffice, which differ in the named rules and in nothing else."""

from dataclasses import fields, replace

import pytest

from mediatordesk.documents import Fonts
from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.profile import LIBREOFFICE, WORD, Profile
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.package import Package
from tests.documents.rules import RULES, untouched


def sheets(docx: bytes, fonts: Fonts, profile: Profile) -> list[object]:
    """Lay a document out; say what stands on its pages, and where."""
    made = make_sheets(read_document(Package.open(docx)), Typesetter(fonts, profile, {}))
    return [_content(sheet) for sheet in made]


def _content(sheet: Sheet) -> object:
    return sheet.lines, sheet.rules, sheet.shades


def test_every_rule_has_its_document() -> None:
    assert [rule.name for rule in fields(Profile)] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_changes_the_paper_that_is_about_it(fonts: Fonts, rule: str) -> None:
    docx = RULES[rule]()
    one_rule_changed = replace(WORD, **{rule: getattr(LIBREOFFICE, rule)})
    assert sheets(docx, fonts, one_rule_changed) != sheets(docx, fonts, WORD)


def test_where_no_rule_is_touched_both_profiles_make_the_same_pages(fonts: Fonts) -> None:
    docx = untouched()
    assert len(sheets(docx, fonts, WORD)) > 1
    assert sheets(docx, fonts, LIBREOFFICE) == sheets(docx, fonts, WORD)
