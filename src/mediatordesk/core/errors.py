"""Errors for people: what happened, what is safe, what to do."""

from collections.abc import Mapping
from typing import ClassVar

from mediatordesk.core.texts import _


class DeskError(Exception):
    """Something the person at the desk can put right.

    A kind of error is a subclass with three English message templates, marked with `N_`; the
    values for their `{fields}` are given when it is raised. It is translated and shown in one
    place of each face. Everything that is not a DeskError is our own mistake.
    """

    happened: ClassVar[str]
    kept: ClassVar[str]
    to_do: ClassVar[str]

    def __init__(self, **fields: object) -> None:
        super().__init__(self.happened.format(**fields))
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the fields, not with the finished sentence."""
        return _raised_again, (type(self), self.fields)

    def lines(self) -> tuple[str, str, str]:
        """Return the three lines in the language of this process."""
        words = self.words()
        happened, kept, to_do = (
            _(text).format(**words) for text in (self.happened, self.kept, self.to_do)
        )
        return happened, kept, to_do

    def words(self) -> Mapping[str, object]:
        """Return the fields as people read them: as they are, where a kind does not say more."""
        return self.fields


def _raised_again(kind: type[DeskError], fields: Mapping[str, object]) -> DeskError:
    return kind(**fields)
