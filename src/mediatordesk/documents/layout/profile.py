"""Whose rules the layout follows where word processors differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The named rules; every one was measured (documents.md A3).

    `auto_space` is the gap between Chinese and Latin in em of the size.
    """

    auto_space: float


#: Word: what people get.
WORD = Profile(auto_space=0.25)
