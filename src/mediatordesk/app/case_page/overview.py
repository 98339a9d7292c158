"""The first part of a case's page: what it is about, its deadlines, its particulars."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediatordesk.app.asked.case_desk import OpenedCase
from mediatordesk.app.case_page.particulars import Particulars
from mediatordesk.app.case_page.text_field import TextField
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.exchange.words import reach_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.dates import amount_text, day_text, due_word
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.periods import Period
from mediatordesk.core.record_words import source_word
from mediatordesk.core.texts import _


class Overview(QWidget):
    """Shows a case at one glance, and says what was typed about the dispute."""

    facts_entered = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.facts = TextField(
            appearance,
            _("What the dispute is about"),
            _("Who, when, where, what, and what each side wants"),
        )
        self.facts.entered.connect(self.facts_entered)
        self._requests = WrappedLabel()
        self._request_card = Card(appearance, _("Requests"))
        self._request_card.inside.addWidget(self._requests)
        self.deadlines = EntryView(appearance, _("Deadlines"), whole=True)
        self._no_deadline = label(_("No deadline is running."), "mute")
        self._particulars = Particulars(appearance)
        self._lay_out()

    def show_case(self, opened: OpenedCase, today: date) -> None:
        """Show a case."""
        file = opened.file
        self.facts.show_text(file.case.facts)
        lines = (f"{n}. {request}" for n, request in enumerate(file.case.requests, start=1))
        self._requests.show_text("\n".join(lines))
        self._request_card.setVisible(bool(file.case.requests))
        running_first = sorted(
            file.periods, key=lambda period: (bool(period.met_on), period.due_on)
        )
        entries = [deadline_entry(period, today) for period in running_first]
        self.deadlines.show_entries(entries)
        self.deadlines.setVisible(bool(entries))
        self._no_deadline.setVisible(not entries)
        self._particulars.show_pairs(particulars(opened))

    def refused(self, error: DeskError) -> None:
        """Show why the text was not saved, where it can be seen."""
        self.facts.refused(error)
        self._left.ensureWidgetVisible(self.facts.alert)

    def _lay_out(self) -> None:
        """Put the text on the left; deadlines and particulars on the right."""
        unit = self._appearance.look.unit
        deadlines = Card(self._appearance, _("Deadlines"))
        deadlines.inside.addWidget(self.deadlines)
        deadlines.inside.addWidget(self._no_deadline)
        about = Card(self._appearance, _("Particulars"))
        about.inside.addWidget(self._particulars)
        left = column(unit * 2, self.facts, self._request_card)
        right = column(unit * 2, deadlines, about)
        right.addStretch()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit * 2)
        self._left = scrolling(left)
        box.addWidget(self._left, 5)
        box.addWidget(scrolling(right), 4)


def deadline_entry(period: Period, today: date) -> Entry:
    """Return a deadline with its day, how it was counted, the safe day and the article."""
    day = day_text(period.due_on)
    if period.met_on:
        word, tone = _("done"), Tone.GREEN
    else:
        word, tone = due_word(period.due_on, today)
    return Entry(
        key=period.id,
        word=word,
        tone=tone,
        title=_("{title}: latest {day}").format(title=period.title, day=day),
        detail=" · ".join(_counted(period)),
    )


def _counted(period: Period) -> Iterator[str]:
    """Say how a deadline was counted."""
    if period.met_on:
        yield _("done on {day}").format(day=day_text(period.met_on))
    if period.safe_on:
        yield _("safe {day}").format(day=day_text(period.safe_on))
    yield _("counted from {day}").format(day=day_text(period.day0))
    if period.rolled_from:
        day = day_text(period.rolled_from)
        yield _("{day} is a rest day, so the next working day counts").format(day=day)
    if period.provisional:
        yield _("provisional: next year's rest days are not known yet")
    if period.basis:
        yield period.basis


def particulars(opened: OpenedCase) -> list[tuple[str, str]]:
    """Return the particulars of a case that were entered."""
    file, case = opened.file, opened.file.case
    return [
        (_("Kind of dispute"), opened.dispute_type or case.dispute_type),
        (_("How it came"), " · ".join(filter(None, (source_word(case.source), case.channel)))),
        (_("Amount in dispute"), amount_text(case.amount_in_dispute)),
        (_("Registered on"), day_text(case.registered_on)),
        (_("Accepted on"), day_text(case.accepted_on)),
        (_("Committee"), case.committee or file.office.name),
        (_("Mediator"), case.mediator),
        (_("Recorder"), case.recorder),
        (_("Registrar"), case.registrar),
        (_("Closed on"), day_text(case.closed_on)),
        (_("Exchange"), reach_word(opened.reach)[0] if opened.reach else ""),
        *file.elements.items(),
    ]
