"""What the guide tells a clerk to write between braces is understood."""

from pathlib import Path

from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.documents.templates.placeholders import FOUND, read_placeholder
from mediatordesk.forms import Packs

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "guide" / "操作说明.md").read_text(encoding="utf-8")


def test_every_field_and_condition_in_the_guide_exists() -> None:
    known = known_fields(Packs.read(ROOT / "forms").pack("people"))
    meanings = [read_placeholder(found[1]) for found in FOUND.finditer(GUIDE)]
    assert len(meanings) >= 10
    assert [one.name for one in meanings if one and one.name not in known] == []
    assert None not in meanings
