"""A field that is wrong is named as people call it, and as they type it where they do."""

from uuid import uuid4

import pytest

from mediatordesk.core.cases import Case, EmptyText
from mediatordesk.core.entries import BadEntry, FieldMissing, UnknownField, entered
from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import entry_word, typed_name, typed_names
from mediatordesk.core.sessions import Consent


def happened(error: DeskError) -> str:
    return error.lines()[0]


def test_an_empty_field_is_called_what_the_window_calls_it() -> None:
    case = Case(pack="people", title="覃𬭎 / O'Brien & Sons")
    with pytest.raises(EmptyText) as raised:
        case.renamed(" \t")
    assert happened(raised.value) == "The field “Title” was left empty."


def test_a_missing_field_is_named_as_it_is_called_and_as_it_is_typed() -> None:
    with pytest.raises(FieldMissing) as raised:
        entered(Consent, {}, case_id=uuid4(), party_id=uuid4())
    assert happened(raised.value) == "The field “Kind (kind)” is missing."


def test_an_entry_that_does_not_fit_stands_beside_its_field() -> None:
    with pytest.raises(BadEntry) as raised:
        entered(Case, {"title": "a<b", "registered_on": "2025-02-30"}, pack="people")
    words = "The field “Registered on (registered_on)” cannot be “2025-02-30”."
    assert happened(raised.value) == words


def test_who_types_an_unknown_field_is_told_the_words_of_those_there_are() -> None:
    with pytest.raises(UnknownField) as raised:
        entered(Case, {"titel": "覃𬭎"}, pack="people")
    assert "no field “titel” here" in happened(raised.value)
    assert "Title (title), Number (number)" in happened(raised.value)


def test_what_only_an_intake_file_has_is_worded_too() -> None:
    assert entry_word("obligor") == "Who must do it"
    assert typed_name("--about") == "--about"
    assert typed_names(("title", "obligor")) == "Title (title), Who must do it (obligor)"


def test_a_log_still_names_the_field_by_its_identifier() -> None:
    assert "“held_at”" in str(FieldMissing(field="held_at"))
