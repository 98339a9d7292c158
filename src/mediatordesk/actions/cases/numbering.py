"""Legal numbers of a desk: one series a year, never used twice (domain.md 9.6).

After the desk's file was set back, copied or restored, numbers may have been used that are not in
it. Then cases keep their provisional marks until a person has said which number was the last.

Of the laptops of an office one gives the numbers, its registrar (`office_numbers`); the others give
provisional marks of their own letter, and so never the same number.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import uuid5

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.standing import Standing, standing_of
from mediatordesk.core.agreements import MediationAgreement
from mediatordesk.core.cases import Case
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.changes import Change, Op, moment_of
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.errors import DeskError
from mediatordesk.core.numbers import (
    LastNumber,
    NumberUse,
    next_ordinal,
    number_from_text,
    number_text,
)
from mediatordesk.core.open_signings import open_signings
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added, changed
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import N_
from mediatordesk.store.high_water import highest_number

CASE_SERIES = "人调字"
"""The one series of case and agreement numbers of an office (domain.md 1.1)."""
MARK_SERIES = "临-"
"""Provisional marks begin so, and with the letter that the desk's device has in its office."""
LOST_LETTERS = 3
"""How many letters tell the marks after a loss of numbers from those before."""
YEARS = range(1949, 3000)
"""What can be the year of a number."""


class NotANumber(DeskError):
    """What was said is no legal number."""

    happened = N_("“{text}” is not a number of a case.")
    kept = N_("Nothing was changed.")
    to_do = N_("Type the last number as it is printed, such as （2025）正阳人调字第12号, or its "
               "year and number: 2025/12. If no number was given yet: 2025/0.")  # fmt: skip


class YearWanted(DeskError):
    """A number was said without its year, and the computer's clock cannot be believed."""

    happened = N_("The year of number {ordinal} is not certain: this computer's clock stands at "
                  "{today}, before the last entry of {last}.")  # fmt: skip
    kept = N_("Nothing was changed.")
    to_do = N_("Set the clock, or type the number with its year, such as {year}/{ordinal}.")


class LowerThanUsed(DeskError):
    """The number that was said is lower than one that is used here."""

    happened = N_("Number {ordinal} cannot be the last of {year}: number {highest} is used here.")
    kept = N_("Nothing was changed.")
    to_do = N_("Look at the newest numbered paper of that year once more; if it is number "
               "{highest}, type that.")  # fmt: skip


class GapReason(StrEnum):
    """Why no case of this desk bears a number."""

    USED_ELSEWHERE = "used_elsewhere"
    """It was given before the desk's file was set back, or a person has said so."""
    VOID = "void"
    """Its case was voided; the number stays used."""


@dataclass(frozen=True)
class NumberGap:
    """A number that no case here bears, for the register of void numbers (作废登记)."""

    series: str
    year: int
    ordinal: int
    reason: GapReason


@dataclass(frozen=True)
class Numbering:
    """What is known of numbers used outside the desk's file, and what is still to be said.

    `epochs` are those of all the office's desks, `own` the replicas under which this one has
    written; `taken_over` stands for the numbers of a registrar that this desk has taken over.
    """

    epochs: tuple[Epoch, ...]
    events: tuple[DeskEvent, ...]
    own: frozenset[bytes]
    standing: Standing
    taken_over: tuple[Epoch, ...] = ()
    given: tuple[LastNumber, ...] = ()
    """Numbers that are given in the change that is being made."""

    @property
    def elsewhere(self) -> tuple[LastNumber, ...]:
        """Return the last numbers that epochs brought and people said."""
        texts = [text for epoch in self.epochs for text in epoch.used_numbers]
        texts += [event.remark for event in self.events]
        return (*filter(None, map(LastNumber.from_text, texts)), *self.given)

    def asking(self, year: int) -> tuple[Epoch, ...]:
        """Return the epochs for which a person has to say the last number of a year.

        Who has said it for an earlier year need not for later ones: they began here.
        """
        return tuple(
            epoch
            for epoch in (*self._lost, *self.taken_over)
            if not any(one <= year for one in self._said_for(epoch))
        )

    def gives_numbers(self, year: int) -> bool:
        """Tell whether this desk can give a number of a year: it is the registrar, and knows."""
        return self.standing.is_registrar and not self.asking(year)

    @property
    def unanswered(self) -> tuple[Epoch, ...]:
        """Return the epochs after which nobody has said any last number, if it is wanted here."""
        return self.asking(YEARS.stop) if self.standing.is_registrar else ()

    @property
    def mark_series(self) -> str:
        """Return the series of provisional marks; one of its own after each loss of numbers.

        Two copies of one file both go on with marks, and must not give the same ones.
        """
        series = MARK_SERIES + self.standing.letter
        if not self._lost:
            return series
        return series + base64.b32encode(self._lost[-1].id.bytes).decode()[:LOST_LETTERS]

    @property
    def _lost(self) -> tuple[Epoch, ...]:
        """Return the epochs of this desk before which numbers may have been used elsewhere."""
        return tuple(
            one for one in self.epochs if not one.numbers_known and one.previous in self.own
        )

    def _said_for(self, epoch: Epoch) -> Iterator[int]:
        """Yield the years whose last number was said after an epoch began."""
        for event in self.events:
            last = LastNumber.from_text(event.remark) if event.about == epoch.id else None
            if last is not None:
                yield last.year


def numbering_of(desk: Desk) -> Numbering:
    """Return what is known of numbers used outside the desk's file."""
    said = (DeskEventKind.LAST_NUMBER_SAID.value,)
    events = desk.store.where(DeskEvent, "kind = ? AND void_reason = '' ORDER BY rowid", said)
    standing, own = standing_of(desk), frozenset(desk.store.own_replicas())
    taken = (_taking_over(desk, standing),) if standing.took_over else ()
    return Numbering(desk.store.all(Epoch), events, own, standing, taken)


def _taking_over(desk: Desk, standing: Standing) -> Epoch:
    """Return what stands for the registrar before: it is no change, so it is not in the log.

    One that is lost may have given numbers that nobody has seen, so the last one is asked for.
    """
    head = desk.store.head()
    return Epoch(
        id=uuid5(desk.office.id, f"registrar/{standing.letter}"),
        previous=head.replica,
        previous_seq=head.seq,
        previous_head=head.head,
        reason=EpochReason.TOOK_OVER,
        started_at=desk.clock.now(),
    )


def numbered(desk: Desk, case: Case) -> tuple[Case, list[Op]]:
    """Return the case with its legal number, and the operation that uses the number up.

    It keeps its provisional mark while it is not known which number was the last.
    """
    return _numbered_on(desk, numbering_of(desk), case, desk.clock.today())


def marked(desk: Desk, case: Case) -> tuple[Case, list[Op]]:
    """Return the case with the mark it has before it is accepted, and what uses the mark up."""
    known = numbering_of(desk)
    series = known.mark_series
    here = highest_number(desk.store, series, 0)
    ordinal = next_ordinal(here, known.elsewhere, series, 0)
    use = NumberUse.of(desk.office.id, case.id, series, 0, ordinal)
    return replace(case, mark=f"{series}-{ordinal:04}"), [added(use)]


def last_number(desk: Desk, year: int) -> int:
    """Return the highest number of a year that is known to be used; 0 if none is."""
    here = highest_number(desk.store, CASE_SERIES, year)
    return next_ordinal(here, numbering_of(desk).elsewhere, CASE_SERIES, year) - 1


def say_last_number(desk: Desk, text: str) -> Change:
    """Note which number a person found on the last paper, and number the cases that wait for it.

    Cases with signed papers that are not sealed yet keep their marks: signed papers never change.
    NotANumber, YearWanted, LowerThanUsed.
    """
    last = _number_said(desk, text)
    known = numbering_of(desk)
    asking: list[Epoch | None] = [*known.asking(last.year)]
    events = tuple(
        DeskEvent(
            kind=DeskEventKind.LAST_NUMBER_SAID,
            happened_at=desk.clock.now(),
            about=epoch.id if epoch else None,
            remark=last.text,
        )
        for epoch in asking or [None]
    )
    after = replace(known, events=(*known.events, *events))
    return desk.commit([*map(added, events), *_numbers_of_waiting(desk, after)])


def number_gaps(desk: Desk, year: int) -> tuple[NumberGap, ...]:
    """Return the numbers of a year up to the last one that no case here bears, and why."""
    uses = desk.store.where(NumberUse, "series = ? AND year = ?", (CASE_SERIES, year))
    void = {one.id for one in desk.store.where(Case, "void_reason != ''", ())}
    bearers = {use.ordinal: use.case_id for use in uses}
    reasons = {
        ordinal: GapReason.VOID if ordinal in bearers else GapReason.USED_ELSEWHERE
        for ordinal in range(1, last_number(desk, year) + 1)
        if ordinal not in bearers or bearers[ordinal] in void
    }
    return tuple(NumberGap(CASE_SERIES, year, one, why) for one, why in reasons.items())


def waiting_cases(desk: Desk) -> tuple[Case, ...]:
    """Return the accepted cases that have no number yet, in the order of their acceptance."""
    waiting = "number = '' AND accepted_on IS NOT NULL AND void_reason = '' ORDER BY accepted_on"
    return desk.store.where(Case, f"{waiting}, rowid", ())


def _numbered_on(desk: Desk, known: Numbering, case: Case, day: date) -> tuple[Case, list[Op]]:
    """Return the case with its number in the year of a day, if its numbers are known."""
    if case.number or not known.gives_numbers(day.year):
        return case, []
    here = highest_number(desk.store, CASE_SERIES, day.year)
    ordinal = next_ordinal(here, known.elsewhere, CASE_SERIES, day.year)
    use = NumberUse.of(desk.office.id, case.id, CASE_SERIES, day.year, ordinal)
    return replace(case, number=number_text(desk.office.number_prefix, day, ordinal)), [added(use)]


def _numbers_of_waiting(desk: Desk, known: Numbering) -> Iterator[Op]:
    """Yield what numbers the cases that wait, one after another."""
    for case in waiting_cases(desk):
        if case.accepted_on is None or has_open_signatures(desk, case):
            continue
        after, use = _numbered_on(desk, known, case, case.accepted_on)
        if use:
            given = LastNumber(CASE_SERIES, case.accepted_on.year, _ordinal_of(use[0]))
            known = replace(known, given=(*known.given, given))
            yield from (changed(case, after), *use, *numbered_agreements(desk, after))


def numbered_agreements(desk: Desk, case: Case) -> Iterator[Op]:
    """Yield what numbers the agreements of a case that were drawn up before it had its number."""
    for one in desk.store.of_case(MediationAgreement, case.id):
        suffix = agreement_suffix(one.position)
        if one.number == suffix:
            yield changed(one, replace(one, number=case.number + suffix))


def agreement_suffix(position: int) -> str:
    """Return what tells a later agreement of a case from the first: -2."""
    return f"-{position}" if position > 1 else ""


def _ordinal_of(use: Op) -> int:
    """Return the number that an operation uses up."""
    return next(int(cell.value or 0) for cell in use.cells if cell.column == "ordinal")


def has_open_signatures(desk: Desk, case: Case) -> bool:
    """Tell whether somebody has signed a paper of the case that nothing has closed yet."""
    of_case = desk.store.of_case
    closing = (*of_case(CeremonyNote, case.id), *of_case(SignedScan, case.id))
    return bool(open_signings((*of_case(Paper, case.id), *closing)))


def _number_said(desk: Desk, text: str) -> LastNumber:
    """Return the number that was said, with the year that is meant."""
    said = number_from_text(text)
    if said is None or (said[0] is not None and said[0] not in YEARS):
        raise NotANumber(text=text)
    year, ordinal = said
    if year is None:
        today, last = desk.clock.today(), moment_of(desk.store.head().at).date()
        if today < last or today.year not in YEARS:
            raise YearWanted(ordinal=ordinal, today=today, last=last, year=last.year)
        year = today.year
    highest = last_number(desk, year)
    if ordinal < highest:
        raise LowerThanUsed(ordinal=ordinal, year=year, highest=highest)
    return LastNumber(CASE_SERIES, year, ordinal)
