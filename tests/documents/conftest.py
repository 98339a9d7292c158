"""What the tests of the document engine share."""

from pathlib import Path

import pytest

from mediatordesk.documents import Fonts

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """Open the fonts that are shipped, once."""
    return Fonts.load(FONTS)
