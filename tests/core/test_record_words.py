"""Everything that a record can hold has the mediator's word."""

import pytest

from mediatordesk.core import record_words as words
from mediatordesk.core.cases import Source
from mediatordesk.core.field_words import field_word
from mediatordesk.core.papers import SignerRole
from mediatordesk.core.parties import PartyKind, PartyRole
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.store.register import TABLES, Table

FOR_THE_PROGRAM_ONLY = {
    "changes",
    "identity",
    "media_type",
    "newest_change",
    "original_size",
    "parts",
    "position",
    "previous",
    "previous_head",
    "previous_seq",
    "readers",
    "recipient",
    "sealed_text",
    "size",
    "used_numbers",
}


def is_name_of_something(column: str) -> bool:
    """Tell whether a column holds a hash, a key or another record's name: nothing to read."""
    return column.endswith(("_id", "sha256", "_recipient")) or column in FOR_THE_PROGRAM_ONLY


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_field_has_a_word(table: Table) -> None:
    assert words.table_word(table.name)[0].isupper()
    columns = [column for column in table.columns if not is_name_of_something(column)]
    assert [column for column in columns if not field_word(column)] == []


def test_every_choice_has_a_word() -> None:
    assert all(words.role_word(one) for one in PartyRole)
    assert all(words.kind_word(one) for one in PartyKind)
    assert all(words.source_word(one) for one in Source)
    assert all(words.consent_word(one) for one in ConsentKind)
    assert all(words.signer_word(one) for one in SignerRole)


def test_a_choice_is_read_as_its_word_and_a_text_as_it_is() -> None:
    assert words.shown_value("in_session") == "in mediation"
    assert words.shown_value("a<b 覃𬭎") == "a<b 覃𬭎"
    assert words.shown_value(value=True) == "yes"
    assert words.shown_value(bytes(16)) == ""
