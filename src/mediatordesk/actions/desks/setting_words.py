"""What stands in a setting, in the words in which people read it."""

import re
from decimal import Decimal
from typing import Any

from mediatordesk.core.deadlines import Unit, length_words
from mediatordesk.core.money import yuan
from mediatordesk.core.texts import _
from mediatordesk.forms.checks.periods import LENGTH
from mediatordesk.forms.definitions.rules import Setting

_TEN_THOUSANDTHS = "‱"
_RATE = re.compile(r"(.*\s|)([0-9]{1,6})")
"""A rate, after the day from which it holds: 2025-05-20 300."""


def setting_words(setting: Setting, value: Any, *, is_own: bool) -> str:
    """Return a value for people: with its unit, codes in words, and marked where nothing is set.

    A nought that no office has entered says nothing (待填); one that an office entered is a number.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if setting.kind:
        amount = yuan(setting.read(value))
        return setting.words.get(amount, f"{amount} {_('yuan')}")
    if isinstance(value, list | tuple):
        return "、".join(_one(setting, one) for one in value) or _("not set")
    if value == "" or (value == 0 and not is_own):
        return setting.words.get(str(value), _("not set"))
    return _one(setting, value)


def _one(setting: Setting, value: int | str) -> str:
    """Return a number, a text, or one of a list."""
    text = str(value)
    if length := LENGTH.fullmatch(text):
        return length_words(int(length[1]), Unit(length[2]))
    if setting.unit == _TEN_THOUSANDTHS and (rate := _RATE.fullmatch(text)):
        return f"{rate[1]}{Decimal(rate[2]) / 100:.2f}%"
    return setting.words.get(text, text + setting.unit if isinstance(value, int) else text)
