"""Who can open a desk, known before it is open."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Person:
    """Somebody with a way in. The label was chosen by them: it stands outside the encryption."""

    operator: UUID
    label: str


@dataclass(frozen=True)
class Door:
    """How a desk can be opened: who may type a passphrase, and whether no typing is needed."""

    people: tuple[Person, ...] = ()
    without_typing: bool = False


@dataclass(frozen=True)
class Knock:
    """A try to open the desk: a passphrase, and whose it is if that was chosen."""

    passphrase: str = field(repr=False)
    operator: UUID | None = None
