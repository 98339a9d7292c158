"""Parts of what was entered for a step: whatever it is, an answer or a message, never a crash."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.actions.cases.entered_parts import names_of, numbered_part, required, rows_of
from mediatordesk.core.entries import BadEntry, FieldMissing
from mediatordesk.core.errors import DeskError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@pytest.mark.parametrize("number", [1, "1", "２", " 3 "])
def test_one_of_several_is_named_by_its_number_counted_from_one(number: object) -> None:
    assert numbered_part("clause", "甲乙丙", number) == "甲乙丙"[int(str(number)) - 1]


@pytest.mark.parametrize("number", [0, -1, 4, "x", None, [], "1.0", True])
def test_a_number_that_none_has_is_told_with_its_field(number: object) -> None:
    with pytest.raises(BadEntry, match="clause"):
        numbered_part("clause", "甲乙丙", number)


def test_one_name_may_stand_alone() -> None:
    assert names_of({"parties": "覃𬭎"}, "parties") == ("覃𬭎",)
    assert names_of({"parties": ["覃𬭎", "a<b"]}, "parties") == ("覃𬭎", "a<b")
    assert names_of({}, "parties") == ()


def test_what_must_be_there_is_named_when_it_is_not() -> None:
    with pytest.raises(FieldMissing, match="obligor"):
        required({"obligee": "x"}, "obligor")


@given(JSON)
def test_anything_at_all_is_read_or_told(entered: Any) -> None:
    data = {"field": entered}
    for read in (
        lambda: tuple(rows_of(data, "field")),
        lambda: names_of(data, "field"),
        lambda: numbered_part("field", (1, 2), entered),
    ):
        with suppress(DeskError):  # anything else would be a crash at the desk
            read()
