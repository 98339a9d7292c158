"""Where each agreement can go: every way out with its reason, and how a mixed one is split."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.forms.checks.ways_out import WayOut, ways_out
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.rules import Check, Level
from mediatordesk.forms.findings import Finding
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack

COURT = "court"
SPLIT = "C00"
"""The code of the finding that proposes to split an agreement."""


@dataclass(frozen=True)
class Split:
    """How an agreement becomes two: the numbers of its clauses, from 1."""

    confirmable: tuple[int, ...]
    apart: tuple[int, ...]
    basis: str

    @property
    def words(self) -> str:
        """Return the proposal in words, clauses by their numbers as they are printed."""
        return (
            f"第一份（可以申请司法确认）：{_clauses(self.confirmable)}；"
            f"第二份（另立协议）：{_clauses(self.apart)}"
        )


@dataclass(frozen=True)
class Eligibility:
    """The ways out of one agreement (its id as text), open or closed, and the split proposed."""

    agreement: str
    ways: tuple[WayOut, ...]
    split: Split | None

    @property
    def why_none(self) -> str:
        """Return why the agreement can go nowhere; nothing if a way is open."""
        if any(one.is_open for one in self.ways):
            return ""
        return "；".join(f"{one.title}：{one.why}" for one in self.ways)


def eligibility(pack: Pack, facts: Mapping[str, Any], *, on: date) -> tuple[Eligibility, ...]:
    """Return for each agreement of a case where it can go, and what should be split off."""
    readable = language.readable(pack.with_elements(facts))
    ways = ways_out(pack, facts, on=on)
    return tuple(
        Eligibility(
            one["id"],
            tuple(way for way in ways if way.agreement == one["id"]),
            split_of(pack, readable, one, on),
        )
        for one in readable["agreements"]
    )


def split_of(
    pack: Pack, facts: Mapping[str, Any], agreement: Mapping[str, Any], on: date
) -> Split | None:
    """Return how a written agreement is split; None where all of it goes one way.

    A clause on statutory premiums, or one that a check of the pack sets `apart`, cannot go to the
    court together with the others. Facts are readable.
    """
    own = [one for one in agreement["clauses"] if not one["from_field"]]
    found = {
        n: list(_reasons(pack, facts, agreement, clause, on)) for n, clause in enumerate(own, 1)
    }
    apart = tuple(n for n, reasons in found.items() if reasons)
    rest = tuple(
        n for n, clause in enumerate(own, 1) if n not in apart and clause["kind"] in _GIVING
    )
    if not apart or not rest:
        return None
    basis = dict.fromkeys(one for n in apart for one in found[n] if one)
    return Split(rest, apart, "；".join(basis))


_GIVING = {ClauseKind.PAYMENT.value, ClauseKind.ACTION.value}
"""What a court can confirm: something is paid, given or done."""


def _reasons(
    pack: Pack,
    facts: Mapping[str, Any],
    agreement: Mapping[str, Any],
    clause: Mapping[str, Any],
    on: date,
) -> Iterator[str]:
    """Yield the law for which a clause cannot go to the court with the others."""
    if clause["kind"] == ClauseKind.STATUTORY_PREMIUM:
        yield ""
    words = Words.of(clause["text"])
    for check in pack.checks(on):
        scope = {**facts, "agreement": agreement, "clause": clause}
        if not _sets_apart(check) or not language.holds(check.when, scope):
            continue
        if words.without(check.unless).quote(check.pattern) is not None:
            yield pack.basis(check, on)


def _sets_apart(check: Check) -> bool:
    """Tell whether a check of clauses says what belongs in an agreement of its own."""
    return check.apart and bool(check.pattern) and COURT in check.stages


def proposed_splits(pack: Pack, facts: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """Yield the proposal for every agreement that should be split before it goes to the court."""
    for one in facts["agreements"]:
        if split := split_of(pack, facts, one, on):
            why = "这份协议只有一部分可以申请司法确认，建议拆成两份分别签署"
            yield Finding(SPLIT, Level.WARN, why, split.basis, split.words, str(one["id"]))


def _clauses(numbers: tuple[int, ...]) -> str:
    """Return clauses by their printed numbers: 第1条、第3条."""
    return "、".join(f"第{n}条" for n in numbers)
