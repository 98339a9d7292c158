"""What a pack asks: elements of a case with their kinds and choices, and its dispute types."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Limits
from pydantic import model_validator

from mediatordesk.forms.rules import Code, Expression, Name, Rule, Strict


class Kind(StrEnum):
    """What an answer is. Amounts are typed in yuan and kept in fen; days are ISO days."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    MONTH = "month"
    AMOUNT = "amount"
    NUMBER = "number"
    RATE = "rate"
    """Percent as a decimal text ("16", "0.5"); empty means not known yet (待核定), never 0."""
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TABLE = "table"
    """Rows of fields of their own."""


class Choice(Strict):
    """One answer that may be chosen, and until when it is offered is up to the rule around it."""

    name: str
    label: str


class Column(Strict):
    """One column of a table."""

    name: Name
    label: str
    kind: Kind
    required: bool = False


class Field(Strict):
    """One element: the question, its label on paper, and when it is asked."""

    name: Name
    label: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    required: bool = False
    when: Expression = ""
    """Relevance: asked only while it holds."""
    section: str = ""
    help: str = ""
    multiple_of: str = ""
    """For choices: the group of dispute types that are the choices."""
    pattern: Annotated[str, Limits(max_length=200)] = ""
    minimum: int | None = None
    maximum: int | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        chosen = self.kind in {Kind.CHOICE, Kind.CHOICES}
        if chosen != bool(self.choices or self.multiple_of):
            raise ValueError("choices belong to the kinds choice and choices, and they need some")
        if (self.kind is Kind.TABLE) != bool(self.columns):
            raise ValueError("columns belong to the kind table, and it needs some")
        return self


class DisputeType(Rule):
    """A type of dispute. Reports count by the ministry's code (`counts_as`)."""

    code: Code
    title: str
    group: Annotated[str, Limits(pattern=r"^(ministry|local|tag|premium)$")] = "ministry"
    counts_as: str = ""
    parties: str = ""
    evidence: tuple[str, ...] = ()
    department: str = ""
    """Who handles it in the lead (主办部门)."""
    mediable: Annotated[str, Limits(pattern=r"^(yes|partly|facilitation|no)$")] = "yes"
    note: str = ""


class Tier(Strict):
    """One tier of the way of a dispute: 网格 → 村 → 镇 → 县 → 市, and when it goes further up."""

    name: Name
    label: str
    days: int | None = None
    """Working days until it is passed on; None where the office has not set any."""
    tasks: str = ""
    passes_on: tuple[str, ...] = ()


class Channel(Strict):
    """A way in which cases arrive; some have a number of their own that a reply must name."""

    name: Name
    label: str
    outside_number: bool = False


class PremiumRate(Rule):
    """Rates of one insurance in percent; an unknown one is left out and printed 待核定, never 0."""

    insurance: str
    employer: str = ""
    employee: str = ""
    note: str = ""
