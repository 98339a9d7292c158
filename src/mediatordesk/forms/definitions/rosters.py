"""Rosters as pack data: which columns a list of people or cases has, and what they mean.

A roster's heading may be written in several ways; each column says under which words it is known,
where its content goes, and what it must look like.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Limits
from pydantic import model_validator

from mediatordesk.core.parties import PartyRole
from mediatordesk.core.rosters import RosterKind
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.headings import bare_heading
from mediatordesk.forms.definitions.questions import Choice
from mediatordesk.forms.definitions.rules import Code, Name, Strict

ColumnName = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]{0,59}(\.[a-z][a-z0-9_]{0,59})?$")]
"""An identifier of the glossary; for cases with its owner before it: `applicant.name`."""


class ColumnKind(StrEnum):
    """What the cells of a column hold, and so how they are read, kept and written."""

    TEXT = "text"
    DAY = "day"
    AMOUNT = "amount"
    """Yuan in the sheet, fen in the desk."""
    NUMBER = "number"
    DECIMAL = "decimal"
    """A measure such as an area, kept with the digits that it was written with."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"
    """Several words, parted by 、 or commas."""
    IDENTITY = "identity"
    """An identity number: text both ways."""
    PHONE = "phone"
    ACCOUNT = "account"


class Subject(StrEnum):
    """Of what a roster is a list."""

    PARTIES = "parties"
    MEMBERS = "members"
    CASES = "cases"


class RosterColumn(Strict):
    """One column: its heading on the sample, other words for it, and where its content goes."""

    name: ColumnName
    """A field of the party, member or case; of a party any other name is an element of it."""
    label: str
    also: tuple[str, ...] = ()
    kind: ColumnKind = ColumnKind.TEXT
    choices: tuple[Choice, ...] = ()
    required: bool = False
    width: Annotated[int, Limits(ge=4, le=60)] = 14
    example: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _has_choices_if_it_needs_them(self) -> Self:
        if self.kind is ColumnKind.CHOICE and not self.choices:
            raise ValueError(_("a column of the kind choice needs choices"))
        if self.choices and self.kind not in {ColumnKind.CHOICE, ColumnKind.LIST}:
            raise ValueError(_("choices belong to the kinds choice and list"))
        return self

    def headings(self) -> Iterator[str]:
        """Yield the words under which the column is known, without blanks and brackets."""
        yield from {bare_heading(word) for word in (self.label, *self.also)}


class Repeat(Strict):
    """Something that should stand in one row only: a flat that is sold twice is warned about."""

    code: Code
    title: str
    columns: Annotated[tuple[ColumnName, ...], Limits(min_length=1)]
    among: tuple[PartyRole, ...] = ()
    """The roles within which it counts; empty means all rows."""


PARTY_KINDS = {
    "birth_date": ColumnKind.DAY,
    "id_number": ColumnKind.IDENTITY,
    "phone": ColumnKind.PHONE,
    "electronic_service": ColumnKind.YES_NO,
    "role": ColumnKind.CHOICE,
}
"""Fields of a person that are no plain text."""
MEMBER_KINDS = {
    **PARTY_KINDS,
    "full_time": ColumnKind.YES_NO,
    "languages": ColumnKind.LIST,
    "specialities": ColumnKind.LIST,
    "appointed_on": ColumnKind.DAY,
    "appointed_until": ColumnKind.DAY,
}


class Roster(Strict):
    """One kind of roster (名册、名单、台账)."""

    name: Name
    title: str
    subject: Subject
    role: PartyRole | None = None
    """What each person of it is in the case; else a column `role` says so."""
    member: RosterKind | None = None
    """Which of the office's own rosters it is."""
    columns: Annotated[tuple[RosterColumn, ...], Limits(min_length=1)]
    ignored: tuple[str, ...] = ("序号", "编号", "行号")
    """Headings whose content is not taken over, and need not be mentioned either."""
    repeats: tuple[Repeat, ...] = ()
    notes: tuple[str, ...] = ()
    """How the sample is filled in, line by line."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        names = [one.name for one in self.columns]
        words = [word for one in self.columns for word in one.headings()]
        faults = [
            *(f"the column {name} stands twice" for name in _repeated(names)),
            *(f"the heading {word} means two columns" for word in _repeated(words)),
            *(
                f"repeats: there is no column {name}"
                for one in self.repeats
                for name in one.columns
                if name not in names
            ),
            *self._unfit_for_subject(),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def column(self, name: str) -> RosterColumn | None:
        """Return a column by name; None if the roster has none of it."""
        return next((one for one in self.columns if one.name == name), None)

    def _unfit_for_subject(self) -> Iterator[str]:
        """Yield what a roster of this subject lacks, and columns of the wrong kind."""
        names = {one.name for one in self.columns if one.required}
        if self.subject is Subject.CASES:
            return
        kinds = PARTY_KINDS if self.subject is Subject.PARTIES else MEMBER_KINDS
        if "name" not in names:
            yield _("a required column `name` is missing")
        if self.subject is Subject.PARTIES and (self.role is None) == ("role" not in names):
            yield _("either `role` of the roster or a required column `role` says who they are")
        if self.subject is Subject.MEMBERS and self.member is None:
            yield _("`member` says which of the office's rosters it is")
        for one in self.columns:
            yield from _unfit_column(one, kinds)
        role = self.column("role")
        for choice in role.choices if role else ():
            if choice.name not in set(PartyRole):
                yield _("there is no role {name}").format(name=choice.name)


def _unfit_column(column: RosterColumn, kinds: Mapping[str, ColumnKind]) -> Iterator[str]:
    """Yield what a column of people may not be: dotted, or of another kind than its name says."""
    if "." in column.name:
        yield _("the column {name} may not have a dot").format(name=column.name)
    elif column.kind is not kinds.get(column.name, column.kind):
        kind = kinds[column.name].value
        yield _("the column {name} must be of the kind {kind}").format(name=column.name, kind=kind)


def _repeated(words: list[str]) -> list[str]:
    """Return the words that stand more than once."""
    return sorted({word for word in words if words.count(word) > 1})
