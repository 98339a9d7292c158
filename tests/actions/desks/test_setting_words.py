"""What stands in a setting is read in words, whatever a pack of an office's own has put there."""

from typing import Any

import pytest

from mediatordesk.actions.desks.setting_words import setting_words
from mediatordesk.forms.definitions.rules import Setting


def setting(value: Any, **more: Any) -> Setting:
    """Return a setting of some pack."""
    return Setting(name="some", label="某项", value=value, local=True, **more)


@pytest.mark.parametrize(
    ("value", "more", "words"),
    [
        (7, {"unit": "日"}, "7日"),
        (7, {}, "7"),
        (("a<b", "c"), {"words": {"c": "丙"}}, "a<b、丙"),
        ("O'Brien & Sons", {"unit": "‱"}, "O'Brien & Sons"),
        ("", {"unit": "‱"}, "not set"),
        (("2025-05-20 300", "385"), {"unit": "‱"}, "2025-05-20 3.00%、3.85%"),
        ("0.00", {"kind": "amount", "words": {"0.00": "不限"}}, "不限"),
    ],
)
def test_a_value_is_read_in_words(value: Any, more: dict[str, Any], words: str) -> None:
    assert setting_words(setting(value, **more), value, is_own=False) == words


def test_a_nought_is_a_number_once_the_office_has_said_so() -> None:
    people = setting(0, unit="人")
    assert setting_words(people, 0, is_own=False) == "not set"
    assert setting_words(people, 0, is_own=True) == "0人"
