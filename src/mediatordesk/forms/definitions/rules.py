"""What a pack says of the law: laws, deadlines, checks, allowed clauses and dated phrases.

The law carries the dates. A rule cites laws and lives as long as one of them does, so the same case
at three dates meets three right sets of rules. Models of the TOML files (docs/formats/pack.md).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mediatordesk.core.deadlines import Unit
from mediatordesk.core.money import NotAnAmount, fen_of
from mediatordesk.core.texts import _
from mediatordesk.forms.clauses import patterns
from mediatordesk.forms.language import language

EVENTS_OF_AGREEMENTS = ("agreement_effective", "agreement_reached")
"""The events that every agreement has of its own."""


class Strict(BaseModel):
    """Frozen; an unknown key or a value of another type is a fault of the pack."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _expression(source: str) -> str:
    """Let an expression pass that the language allows."""
    if source:
        language.parse(source)
    return source


def _pattern(source: str) -> str:
    """Let a pattern pass that ends soon."""
    patterns.validate(source)
    return source


Expression = Annotated[str, AfterValidator(_expression)]
"""A condition over the facts of a case; empty means always."""
Pattern = Annotated[str, AfterValidator(_pattern)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""An identifier of the glossary (domain.md 11)."""
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$|^\d\d$")]
"""A code as people say it: D17, T10, SW03, P01, 04."""


class Level(StrEnum):
    """How heavy a finding is."""

    BLOCK = "B"
    WARN = "W"
    STOP = "S"
    """Stops the mediation itself: the director decides."""


class Law(Strict):
    """A law as it may be cited, the days it is in force, and when its text was compared.

    `verified_on` is the day of the text it was compared with; without it the law stands as
    `verified = false` and every citation of it is printed with 待核.
    """

    name: str
    """The short name that rules cite: 人民调解法."""
    title: str
    """The name as it is printed in full."""
    valid_from: date
    valid_to: date | None = None
    verified_on: date | None = None
    verified: bool = True
    source: str = ""

    @model_validator(mode="after")
    def _says_when_it_was_verified(self) -> Self:
        if self.verified and self.verified_on is None:
            raise ValueError(
                _("verified_on is missing; write verified = false if nobody compared it")
            )
        return self

    def in_force(self, on: date) -> bool:
        """Tell whether the law is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Rule(Strict):
    """Whatever a pack lays down with a reason in law.

    `basis` holds citations, each the short name of a law of the pack, a space and the article:
    "人民调解法 第三十三条"; one that ends in （待核） was not compared with the text. `local` marks
    what no national rule fixes: it is the office's setting, shown as 本地规则待核.
    """

    basis: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    verified_on: date | None = None
    """The day of the text that its own articles were compared with: then they are not 待核, even
    where nobody has compared the law as a whole."""
    local: bool = False

    def cited_laws(self) -> tuple[str, ...]:
        """Return the short names of the laws that the rule cites."""
        return tuple(citation.split(" ", 1)[0] for citation in self.basis)

    def in_force(self, on: date, laws: Iterable[Law]) -> bool:
        """Tell whether the rule applies on a day: its own days, and one of its laws in force."""
        begun = self.valid_from is None or self.valid_from <= on
        over = self.valid_to is not None and on > self.valid_to
        if not begun or over:
            return False
        cited = self.cited_laws()
        return not cited or any(law.in_force(on) for law in laws if law.name in cited)

    def basis_on(self, on: date, laws: Iterable[Law]) -> str:
        """Return the citations whose law is in force on a day, as they are printed."""
        alive = {law.name: law for law in laws if law.in_force(on)}
        is_verified = self.verified_on is not None
        cited = [
            _printed(one, alive, is_verified=is_verified)
            for one in self.basis
            if one.split(" ", 1)[0] in alive
        ]
        marks = ["本地规则待核"] if self.local else []
        return "；".join(cited + marks)


def _printed(citation: str, alive: dict[str, Law], *, is_verified: bool) -> str:
    """Return a citation with the law's title, and 待核 if its text was not compared."""
    name, _, article = citation.partition(" ")
    law = alive[name]
    compared = law.verified or is_verified
    unchecked = "" if compared or article.endswith("（待核）") else "（待核）"
    return f"{law.title}{article}{unchecked}"


class DeadlineRule(Rule):
    """A period that runs in a case: T10 is the thirty days of a joint application."""

    code: Code
    title: str
    trigger: Name
    """The event that is day 0: one of `mediatordesk.forms.facts.fact_shapes.EVENTS`."""
    length: Annotated[int, Field(ge=0, le=1000)] = 0
    """How long it is; 0 ends on the very day (及时)."""
    unit: Unit
    setting: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,59})?$")] = ""
    """The setting by which an office says another length and unit: 3wd, 30cd, 1m."""
    until: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,59})?$")] = ""
    """The field that holds its last day where somebody sets that day: a court; then no `length`."""
    roll: bool = True
    """A last day on a statutory rest day moves to the next working day."""
    joint: bool = False
    """All parties must act together within it."""
    warn: tuple[int, ...] = ()
    """On which days of the period the desk reminds: 20, 25, 28."""
    when: Expression = ""
    """In which cases it runs."""
    each: Annotated[str, Field(pattern=r"^(case|agreement)$")] = "case"
    met_by: tuple[Name, ...] = ()
    """The events that end it: agreement_reached, confirmation_applied, case_closed …"""
    interrupted_by: tuple[Name, ...] = ()
    """The events that let it be counted anew from their day, if it still ran (民法典 195)."""
    note: str = ""

    @model_validator(mode="after")
    def _begins_with_its_agreement(self) -> Self:
        if self.each == "agreement" and self.trigger not in EVENTS_OF_AGREEMENTS:
            known = ", ".join(EVENTS_OF_AGREEMENTS)
            raise ValueError(
                _("a period of each agreement begins with one of: {known}").format(known=known)
            )
        return self


class Check(Rule):
    """A check of a case, an agreement or a clause: what it looks for and why it matters.

    With `pattern` it looks at the words of clauses, after `unless` made lawful phrases unreadable;
    with `when` at facts; with both, at the words where the condition holds. `unless_allowed` lets
    a clause pass whose every part is an allowed clause of the pack.
    """

    code: Code
    part: Annotated[str, Field(pattern=r"^([a-z][a-z_]{0,39})?$")] = ""
    """Which aspect, where several checks share a code."""
    level: Level
    title: str
    why: str
    stages: tuple[Name, ...]
    """When it is looked at: intake, sign, court, archive … (see `Stage`)."""
    each: Annotated[str, Field(pattern=r"^(case|party|agreement|clause|obligation)$")] = "case"
    """What it looks at one by one, and what the expression calls it."""
    when: Expression = ""
    pattern: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    lacks: tuple[Pattern, ...] = ()
    """Words that must stand in one of an agreement's clauses: it finds those without."""
    unless_allowed: bool = False
    quote: Expression = ""
    """An expression for the words that a finding without pattern quotes."""
    replaces: tuple[Code, ...] = ()
    """Checks of the extended pack that this one stands for."""
    weight: Annotated[int, Field(ge=0, le=10)] = 0
    """Points of a screening indicator (domain.md 7.6); `screening.score` is their sum."""
    review: bool = False
    """An item of the table for the judge (D49), under the first law that it cites."""
    shown_in: Annotated[str, Field(pattern=r"^(J\d\d)?$")] = ""
    """With `review`: the file of the court's packet that shows it, if not the agreement."""
    apart: bool = False
    """A clause that it finds belongs in an agreement of its own, not in one for the court."""
    needs_director: bool = False
    """The words that it finds need the director's word: until then their agreement is neither
    signed nor handed over, by whichever way out."""
    releasable: bool = False
    """What it finds in words or sums may be meant otherwise than it reads: the director can let
    each single finding go, with a reason. All else that stops has to be corrected."""
    warns_at: tuple[Name, ...] = ()
    """Earlier steps at which it only warns: before signing, of what the court will refuse."""
    warns_when: Expression = ""
    """On what condition it warns there; over what `when` is over."""

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not (self.when or self.pattern or self.lacks):
            raise ValueError(_("a check needs `when`, `pattern` or `lacks`"))
        if self.lacks and self.each != "agreement":
            raise ValueError(_('a check with `lacks` needs `each = "agreement"`'))
        if self.pattern and self.each != "clause":
            raise ValueError(_('a check with `pattern` needs `each = "clause"`'))
        return self

    @model_validator(mode="after")
    def _can_be_released(self) -> Self:
        if self.releasable and (self.level is not Level.BLOCK or self.each == "case"):
            raise ValueError(
                _('a check with `releasable` needs `level = "B"`, and one thing that it looks at')
            )
        if set(self.warns_at) & set(self.stages):
            raise ValueError(_("a step stands in `warns_at` and in `stages`"))
        return self

    @model_validator(mode="after")
    def _asks_the_director_about_words(self) -> Self:
        if not self.needs_director:
            return self
        if self.level is not Level.WARN or self.weight:
            raise ValueError(
                _(
                    'a check with `needs_director` needs `level = "W"` and no `weight`: what B '
                    "stops has to be corrected, and signs of S are released together"
                )
            )
        if self.each != "clause" or "sign" not in self.stages:
            raise ValueError(
                _('a check with `needs_director` needs `each = "clause"` and `sign` in `stages`')
            )
        return self


class AllowedClause(Rule):
    """Words that a clause on statutory premiums may consist of (domain.md 6.5), part by part."""

    code: Code
    title: str
    pattern: tuple[Pattern, ...]
    example: str = ""


class Phrase(Rule):
    """Words of law that papers print and that change with the day: a field of templates."""

    name: Name
    label: str
    text: str


class Setting(Rule):
    """Something that no national rule fixes: the pack's default, which an office may change."""

    name: Name
    label: str
    value: bool | int | str | tuple[str, ...]
    kind: Annotated[str, Field(pattern=r"^(amount)?$")] = ""
    """`amount`: the value is text in yuan ("36500.00"); expressions have it in fen."""
    note: str = ""
    pattern: Pattern = ""
    """What a text, and each text of a list, must look like."""
    unit: str = ""
    """What a number is counted in, as people read it; ‱ after a rate is shown in percent."""
    words: dict[str, str] = {}
    """What people read for a value, or for one of a list, that is typed as a code."""

    @model_validator(mode="after")
    def _is_an_amount(self) -> Self:
        if self.kind:
            try:
                self.read(self.value)
            except NotAnAmount as wrong:
                raise ValueError(
                    _("“{text}” is no amount in yuan").format(text=wrong.fields["text"])
                ) from wrong
        return self

    def read(self, value: object) -> Any:
        """Return a value of this setting as expressions have it: an amount in fen.

        NotAnAmount for text that is none. A whole number counts as yuan: so amounts were kept once.
        """
        return fen_of(str(value)) if self.kind else value
