"""What a pack asks: elements of a case with their kinds and choices, and its dispute types."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from pydantic import Field as Limits

from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.parties import PartyRole
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Code, Expression, Name, Rule, Strict


def _compiles(source: str) -> str:
    """Let a pattern pass that is one; it looks at one short answer, so it may repeat freely."""
    try:
        re.compile(source)
    except (re.error, OverflowError) as error:
        raise ValueError(str(error)) from error
    return source


class Choice(Strict):
    """One answer that may be chosen, and until when it is offered is up to the rule around it."""

    name: str
    label: str


class Column(Strict):
    """One column of a table: a plain answer, or what was chosen."""

    name: Name
    label: str
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    required: bool = False

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind is AnswerKind.TABLE:
            raise ValueError(_("a column holds no table"))
        if (self.kind in {AnswerKind.CHOICE, AnswerKind.CHOICES}) != bool(self.choices):
            raise ValueError(
                _("choices belong to the kinds choice and choices, and they need some")
            )
        return self


class Field(Strict):
    """One element: the question, its label on paper, and when it is asked."""

    name: Name
    label: str
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    each: Annotated[str, Limits(pattern=r"^(case|party)$")] = "case"
    """Asked once of the case, or of every party: whose capacity, whose guardian."""
    required: bool = False
    when: Expression = ""
    """Relevance: asked only while it holds; what is asked of a party may look at `party`."""
    section: str = ""
    help: str = ""
    step: Annotated[str, Limits(pattern=r"^([a-z][a-z-]{0,39})?$")] = ""
    """Of a table: the step of a case that adds a row to it (`case do CASE panel`)."""
    multiple_of: str = ""
    """For choices: the group of dispute types that are the choices."""
    pattern: Annotated[str, Limits(max_length=200), AfterValidator(_compiles)] = ""
    minimum: int | None = None
    maximum: int | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        chosen = self.kind in {AnswerKind.CHOICE, AnswerKind.CHOICES}
        if chosen != bool(self.choices or self.multiple_of):
            raise ValueError(
                _("choices belong to the kinds choice and choices, and they need some")
            )
        if (self.kind is AnswerKind.TABLE) != bool(self.columns):
            raise ValueError(_("columns belong to the kind table, and it needs some"))
        if self.kind is AnswerKind.TABLE and self.each == "party":
            raise ValueError(_("a table is asked of the case, not of a party"))
        if self.step and self.kind is not AnswerKind.TABLE:
            raise ValueError(_("a step adds a row, so it belongs to a table"))
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


class StageWord(Strict):
    """A stage of a case that checks and papers name; a way out of the pack is one by its name."""

    name: Name
    label: str


class Role(Strict):
    """What a party may be in a case of this pack, and the word for it."""

    name: PartyRole
    label: str


class Trigger(Strict):
    """Why a case goes further up: a condition over its facts, and what to say when it holds."""

    name: Name
    when: Expression
    why: str


class Tier(Strict):
    """One tier of the way of a dispute: 网格 → 村 → 镇 → 县 → 市, and when it goes further up."""

    name: Name
    label: str
    max_days: int | None = None
    """Days at this tier, the day of arrival not counted; None where the office has set none."""
    code_digits: int | None = None
    """Digits of an area code that say something at this tier: 450405101999 has 12, a village."""
    tasks: str = ""
    triggers: tuple[Trigger, ...] = ()


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


class PremiumBase(Rule):
    """What the base of premiums lies between, for a time: shares of the average monthly wage.

    An average that no notice has told yet is left out: then nothing is clamped, and the paper says
    that the limits are 待核定.
    """

    region: str
    average_wage: Annotated[str, Limits(pattern=r"^(\d{1,9}(\.\d{2})?)?$")] = ""
    """Yuan a month, as the notice of the region gives it."""
    floor_percent: int = 60
    ceiling_percent: int = 300
    note: str = ""
