"""Fields by their identifiers: the same values under the words of the glossary."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest

from mediatordesk.actions.papers.example_values import example_values
from mediatordesk.actions.papers.identifiers import (
    ELEMENTS,
    GROUPS,
    IDENTIFIERS,
    asks_identifiers,
    with_identifiers,
)
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.documents import Template, check_template, fill
from mediatordesk.forms import Pack, Packs
from tests.actions.template_desks import words_of

PACKS = Packs.read(Path(__file__).parents[3] / "forms")
PEOPLE = PACKS.pack("people")
LABELS = {word for field in known_fields(PEOPLE) for word in field.split(".")}


def with_lines(*texts: str) -> bytes:
    """Return a Word file of these lines."""
    word, saved = docx.Document(), BytesIO()
    for text in texts:
        word.add_paragraph(text)
    word.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("label", sorted(IDENTIFIERS))
def test_every_label_that_has_an_identifier_is_a_field(label: str) -> None:
    assert label in LABELS


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group in GROUPS for name in GROUPS[group]]
)
def test_every_field_of_a_group_is_known(group: str, name: str) -> None:
    assert GROUPS[group][name] in LABELS
    assert f"{group}.{name}" in known_fields(PEOPLE)


def test_the_elements_of_papers_are_named_as_the_packs_name_them() -> None:
    own = {field.label: field.name for name in PACKS.names() for field in PACKS.pack(name).fields()}
    shared = {label: name for label, name in own.items() if label in ELEMENTS}
    assert shared.items() <= ELEMENTS.items()


@pytest.mark.parametrize("kind", PEOPLE.papers(), ids=lambda kind: kind.code)
def test_no_two_values_of_a_paper_have_one_identifier(kind: object) -> None:
    def levels(content: object) -> Iterator[Mapping[str, object]]:
        if isinstance(content, Mapping):
            yield content
        inside = content.values() if isinstance(content, Mapping) else content
        for one in inside if not isinstance(inside, str | bytes) else ():  # type: ignore[attr-defined]
            if isinstance(one, Mapping | tuple):
                yield from levels(one)

    for level in levels(example_values(PEOPLE, kind.code)):  # type: ignore[attr-defined]
        named = [IDENTIFIERS[label] for label in level if label in IDENTIFIERS]
        assert sorted(named) == sorted(set(named))


def test_a_form_in_identifiers_says_what_one_in_chinese_says() -> None:
    values = example_values(PEOPLE, "D05")
    lines = {
        "{{mediator}}": "{{调解员}}",
        "{{party.序}}、{{party.name}}": "{{当事人.序}}、{{当事人.姓名}}",
        "{{case.number}}/{{office.name}}": "{{案件编号}}/{{调解委员会}}",
        "{{applicant.name}}：{{applicant.id_number}}": "{{申请人.姓名}}：{{申请人.证件号码}}",
        "致{{recipient.name}}": "致{{收件人.姓名}}",
        "{{若 recipient.is_person}}个人": "{{若 收件人.是个人}}个人",
        "{{requests}}": "{{请求}}",
    }
    named = fill(Template.read(with_lines(*lines)), with_identifiers(values))
    chinese = fill(Template.read(with_lines(*lines.values())), values)
    assert named.missing == chinese.missing == ()
    assert words_of(named.docx) == words_of(chinese.docx)
    assert "黎桂英" in words_of(named.docx)


def test_identifiers_are_known_and_a_misspelt_one_is_told_the_nearest() -> None:
    data = with_lines("{{mediator}}{{case.number}}{{party.name}}{{office.name}}{{recipient.name}}")
    assert check_template(data, known_fields(PEOPLE, "D05")) == ()
    (found,) = check_template(with_lines("{{recipient.nmae}}"), known_fields(PEOPLE, "D05"))
    assert "“recipient.name”" in found.why


def values_of(pack: Pack) -> dict[str, object]:
    return example_values(pack, "D17")


def test_what_stands_under_its_label_stays_as_it_is() -> None:
    values = values_of(PEOPLE)
    assert with_identifiers({"火星": "a<b", "记录": ("甲", "乙")}) == {
        "火星": "a<b",
        "记录": ("甲", "乙"),
        "minutes": ("甲", "乙"),
    }
    assert values.keys() <= with_identifiers(values).keys()
    assert values == values_of(PEOPLE)


def test_a_template_in_chinese_asks_for_none() -> None:
    for kind in PEOPLE.papers():
        assert not asks_identifiers(Template.read(PEOPLE.template(kind.code)).fields)
    assert asks_identifiers({"调解员", "party.name"})
