"""Figures: what a report counts, as data of a pack: what, when, on which day, and its definition.

Models of the table [[figures]] (docs/formats/pack.md). A count and a sum add up over months and
types; a rate is divided from two of them; what is entered is a number the office says itself.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Limits
from pydantic import model_validator

from mediatordesk.core.statistics import Rounding
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Expression, Name, Rule


class FigureKind(StrEnum):
    """How a figure comes about."""

    COUNT = "count"
    SUM = "sum"
    RATE = "rate"
    CHANGE = "change"
    """By how much a figure differs from the same days a year before (同比)."""
    ENTERED = "entered"
    """A number that the office says in its settings: how many mediators it has."""


class Each(StrEnum):
    """What is looked at one by one, and what the expressions call it."""

    CASE = "case"
    PARTY = "party"
    AGREEMENT = "agreement"
    OBLIGATION = "obligation"
    PERFORMANCE = "performance"
    SESSION = "session"
    VISIT = "visit"
    HOP = "hop"
    ROW = "row"
    """A row of one of the pack's tables."""
    ROUND = "round"
    """A round of the screening log (排查); it belongs to no case."""
    MEMBER = "member"
    """A person on the office's rosters whose term runs on the last day of the report."""


class Report(StrEnum):
    """In which report a figure stands."""

    CASES = "cases"
    """What happened in a period (月报、季报、年报)."""
    STAFF = "staff"
    """Who there is on a day (人民调解组织队伍经费保障情况统计表)."""


class Fee(StrEnum):
    """Into which court fee an amount is turned (core/fees.py)."""

    FULL = "full"
    HALF = "half"


AS_ENTERED = "as_entered"
"""The `split` of a figure whose columns are whatever words were entered: countries."""
PERCENT = "%"
TEN_THOUSAND = "万元"
_DAY = r"^([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+)?$"


class Figure(Rule):
    """One figure of a report, with the definition that is shown beside it."""

    name: Name
    label: str
    report: Report = Report.CASES
    group: str
    """The heading over it and its neighbours: 受理, 来源, 协议."""
    kind: FigureKind
    definition: str
    unit: str = "件"
    """件, 人, 次; 万元 shows fen with two decimals; a rate in % is multiplied by 100."""
    each: Each = Each.CASE
    table: str = ""
    """Of rows: the field that holds them."""
    on: Annotated[str, Limits(pattern=_DAY)] = ""
    """The day that puts it into a period: case.accepted_on."""
    when: Expression = ""
    once: bool = False
    """A case counts once, with the first, by day, of those that fulfil `when`."""
    amount: Expression = ""
    """What is added, or entered: agreement.payments_total."""
    fee: Fee | None = None
    """The amount is the court fee of it, not itself."""
    split: str = ""
    """One column for each dispute type of a group (ministry, premium), instead of one; or, if it is
    `as_entered`, for each word that was entered."""
    into: Expression = ""
    """Into which column of `split` it goes: a code, or a list of codes."""
    numerator: str = ""
    denominator: str = ""
    decimals: Annotated[int, Limits(ge=0, le=6)] = 2
    rounding: Rounding | None = None
    """Nothing said: as the office does (setting `statistics_rounding`)."""

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> Self:
        wanted = {
            FigureKind.COUNT: {"on"},
            FigureKind.SUM: {"on", "amount"},
            FigureKind.RATE: {"numerator", "denominator"},
            FigureKind.CHANGE: {"numerator"},
            FigureKind.ENTERED: {"amount"},
        }[self.kind] - ({"on"} if self.each is Each.MEMBER else set())
        for name in ("on", "amount", "numerator", "denominator"):
            if (name in wanted) != bool(getattr(self, name)):
                needs = _("a figure of the kind {kind} needs `{name}`")
                has_none = _("a figure of the kind {kind} has no `{name}`")
                words = needs if name in wanted else has_none
                raise ValueError(words.format(kind=self.kind.value, name=name))
        if not self.is_added and (self.split or self.once or self.when):
            raise ValueError(_("only counts and sums have `when`, `once` and `split`"))
        if self.is_added and (self.each is Each.MEMBER) != (self.report is Report.STAFF):
            raise ValueError(_('`each = "member"` belongs to `report = "staff"`, and to no other'))
        if (self.each is Each.ROW) != bool(self.table):
            raise ValueError(_('`table` belongs to `each = "row"`, and it needs one'))
        if bool(self.split) != bool(self.into):
            raise ValueError(_("`split` and `into` belong together"))
        return self

    @property
    def is_added(self) -> bool:
        """Tell whether its parts add up to its total: a count or a sum."""
        return self.kind in {FigureKind.COUNT, FigureKind.SUM}

    @property
    def bound_names(self) -> tuple[str, ...]:
        """Return the names that its expressions have beside the facts."""
        of_agreement = ("agreement",) if self.each is Each.OBLIGATION else ()
        return () if self.each is Each.CASE else (*of_agreement, self.each.value)
