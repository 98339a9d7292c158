"""The screening log as the window sees it: the actions, behind the questions of its place."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.screening_log import (
    RISKS,
    LoggedRound,
    find_round,
    log_round,
    rounds,
    void_round,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.round_sheets import RISK_WORDS, round_sheet
from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.asked.ledger_desk import Entered, Ledger, LedgerLine
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.texts import N_, _
from mediatordesk.keys.durable import write_durably

_KINDS = {
    "visited_on": AnswerKind.DAY,
    "place": AnswerKind.TEXT,
    "visitor": AnswerKind.TEXT,
    "found": AnswerKind.NUMBER,
    "prevented": AnswerKind.NUMBER,
    "findings": AnswerKind.LONG_TEXT,
    "measures": AnswerKind.LONG_TEXT,
    "risk": AnswerKind.CHOICE,
    "next_on": AnswerKind.DAY,
}
_LABELS = {
    "visited_on": N_("Day of the round"),
    "place": N_("Where the round went"),
    "visitor": N_("Who made the round"),
    "found": N_("Disputes found"),
    "prevented": N_("Disputes prevented"),
    "findings": N_("What was found on the round"),
    "measures": N_("What was done about it"),
    "risk": N_("How urgent it is"),
    "next_on": N_("Next round on"),
}
_REQUIRED = frozenset({"visited_on", "place"})


class OpenedRounds:
    """Answers the place for the screening log. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ledger(self, month: str) -> Ledger:
        """Return the rounds of a month, the latest first; of this month for an empty text."""
        today = self._desk.clock.today()
        month = month or f"{today:%Y-%m}"
        found = rounds(self._desk, *_days(month))
        words = _("{visits} rounds, {found} disputes found, {prevented} prevented.").format(
            visits=len(found),
            found=sum(one.visit.found for one in found),
            prevented=sum(one.visit.prevented for one in found),
        )
        fresh = {"visited_on": today.isoformat(), "visitor": self._desk.operator.name}
        lines = tuple(_line(one) for one in reversed(found))
        return Ledger(month, lines, words, tuple(map(_ask, _KINDS)), fresh)

    def enter(self, answers: Mapping[str, str]) -> Entered:
        """Write a round into the log. BadEntry, FieldMissing."""
        data = {name: _typed(name, text) for name, text in answers.items() if text}
        return Entered(log_round(self._desk, data))

    def take_out(self, key: str, reason: str) -> Change:
        """Take a round out of the log that was entered by mistake. FieldMissing, NoSuchRound."""
        return void_round(self._desk, find_round(self._desk, key), reason)

    def save(self, month: str, to: Path) -> Path:
        """Write the rounds of a month as an Excel workbook; NotWritten if it cannot be."""
        write_durably(to, round_sheet(self._desk, *_days(month)).data)
        return to


def _days(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _ask(name: str) -> Ask:
    """Return what is asked of a round."""
    choices = tuple((one, RISK_WORDS[one]) for one in RISKS if one) if name == "risk" else ()
    return Ask(name, _(_LABELS[name]), _KINDS[name], choices, name in _REQUIRED)


def _typed(name: str, text: str) -> Any:
    """Return an answer as the action takes it; BadEntry for a number that is none."""
    if _KINDS[name] is not AnswerKind.NUMBER:
        return text
    if not (text.strip().isascii() and text.strip().isdecimal()):
        raise BadEntry(field=name, text=text)
    return int(text)


def _line(one: LoggedRound) -> LedgerLine:
    """Return a round as a line."""
    visit = one.visit
    counted = _("{found} found, {prevented} prevented").format(
        found=visit.found, prevented=visit.prevented
    )
    risk = RISK_WORDS.get(visit.risk, "") if visit.risk not in {"", "none"} else ""
    cases = "、".join(case.called for case in one.cases)
    parts = (visit.visitor, counted, risk, visit.findings, visit.measures, cases)
    when = f"{visit.visited_on:%m-%d}"
    return LedgerLine(visit.id.hex, visit.place, " · ".join(filter(None, parts)), when)
