"""LibreOffice as the oracle: every shipped form, and every rule, stands where it puts it.

The papers are unsigned: LibreOffice makes room in a cell for a signature that floats, Word
does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.documents.layout.profile import LIBREOFFICE

from .comparing import Likeness, compare
from .conftest import FONTS
from .office import convert
from .rules import RULES, untouched
from .shipped import hard_values, shipped_forms
from .stress import STRESS

pytestmark = pytest.mark.real

FORMS = shipped_forms()
MADE = {**RULES, **STRESS, "untouched": untouched}
# Millimetres that may lie between the two.
DOWN, ACROSS, RULE = 0.2, 1.0, 0.3


@dataclass(frozen=True)
class Oracle:
    """Word files and what LibreOffice makes of them."""

    files: Mapping[str, bytes]
    theirs: Mapping[str, bytes]

    def likeness(self, name: str, fonts: Fonts) -> Likeness:
        """Return how far our PDF of a file is from LibreOffice's."""
        ours = to_pdf(self.files[name], fonts, title=name, profile=LIBREOFFICE)
        return compare(ours.data, self.theirs[name])


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """Convert all files in one call."""
    files = {name: make() for name, make in MADE.items()}
    for name, path in FORMS.items():
        template = Template.read(path)
        filled = fill(template, hard_values(template.fields))
        assert filled.missing == ()
        files[name] = filled.docx
    return Oracle(files, convert(files, FONTS, tmp_path_factory.mktemp("office")))


@pytest.mark.parametrize("name", FORMS)
def test_a_shipped_form_has_the_lines_of_libreoffice(
    oracle: Oracle, fonts: Fonts, name: str
) -> None:
    likeness = oracle.likeness(name, fonts)
    assert likeness.pages[0] == likeness.pages[1]
    assert likeness.has_equal_lines
    assert likeness.furthest_down <= DOWN
    assert likeness.usual_across <= ACROSS
    assert likeness.furthest_rule <= RULE
    assert likeness.stray_rules == 0


@pytest.mark.parametrize("name", MADE)
def test_rules_in_each_others_way_have_the_lines_of_libreoffice(
    oracle: Oracle, fonts: Fonts, name: str
) -> None:
    likeness = oracle.likeness(name, fonts)
    assert likeness.has_equal_lines
    assert likeness.furthest_down <= DOWN


def test_a_form_set_by_words_rules_is_not_what_libreoffice_makes(
    oracle: Oracle, fonts: Fonts
) -> None:
    # The test can fail: with the other profile it does.
    ours = to_pdf(oracle.files["D17"], fonts, title="D17")
    assert not compare(ours.data, oracle.theirs["D17"]).has_equal_lines


def test_there_are_twelve_forms_at_least() -> None:
    assert len(FORMS) >= 12
