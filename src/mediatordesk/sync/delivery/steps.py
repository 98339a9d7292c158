"""Work in steps: after each one it can be shown, left, and taken up again another time."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def ended(steps: Iterable[T], before: T) -> T:
    """Do all steps and return what the last one said; what was before if there was none."""
    last = before
    for step in steps:
        last = step
    return last
