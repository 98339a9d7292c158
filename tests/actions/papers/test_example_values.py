"""Examples for every field: whatever a clerk writes into a form, the preview shows something."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mediatordesk.actions.papers.example_values import example_values
from mediatordesk.actions.papers.identifiers import with_identifiers
from mediatordesk.actions.papers.vocabulary import ITEM_FIELDS, known_fields
from mediatordesk.documents import Template, fill
from mediatordesk.documents.templates.scope import Scope
from mediatordesk.forms import Pack, Packs

PICTURES = ("图", "signature", "fingerprint", "seal")
PACKS = Packs.read(Path(__file__).parents[3] / "forms")


def pack(name: str) -> Pack:
    return PACKS.pack(name)


def empty_fields(name: str) -> Iterator[str]:
    """Yield the fields of a pack that have no example."""
    scope = Scope(with_identifiers(example_values(pack(name))))
    for field in known_fields(pack(name)):
        words = field.split(".")
        if words[-1] in ITEM_FIELDS or words[-1].endswith(PICTURES):
            continue
        if not has_example(scope, words):
            yield field


def has_example(scope: Scope, words: list[str]) -> bool:
    """Tell whether a field has a value, or inside lists one in some item."""
    contents: list[object] = [scope.values.get(words[0])]
    for word in words[1:]:
        items = [one for some in contents for one in (some if isinstance(some, tuple) else (some,))]
        contents = [one.get(word) for one in items if isinstance(one, Mapping)]
    return any(one not in (None, "", ()) for one in contents)


@pytest.mark.parametrize("name", PACKS.offered())
def test_every_known_field_but_pictures_has_an_example(name: str) -> None:
    assert sorted(empty_fields(name)) == []


@pytest.mark.parametrize("name", PACKS.offered())
def test_every_shipped_form_is_complete_with_the_examples_of_its_paper(name: str) -> None:
    for kind in pack(name).papers():
        template = Template.read(pack(name).template(kind.code))
        assert fill(template, example_values(pack(name), kind.code)).missing == (), kind.code


def test_the_same_pack_gives_the_same_examples_every_time() -> None:
    assert example_values(pack("people"), "D17") == example_values(pack("people"), "D17")
