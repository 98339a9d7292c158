"""Agreements on the page of a case: each clause with its findings, and those of the whole case."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mediatordesk.app.asked.finding_desk import Before, Checked, CheckedAgreement
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.findings.clause_box import ClauseBox
from mediatordesk.app.findings.director_card import DirectorCard
from mediatordesk.app.findings.words import BEFORE_WORDS, finding_entry, stand_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class AgreementCard(Card):
    """Shows the clauses of one agreement."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, " ")
        self._look = appearance
        self.clauses: list[ClauseBox] = []

    def show_agreement(self, agreement: CheckedAgreement) -> None:
        """Show an agreement."""
        self.set_heading(agreement.heading)
        while len(self.clauses) < len(agreement.clauses):
            box = ClauseBox(self._look)
            self.clauses.append(box)
            self.inside.addWidget(box)
        for number, box in enumerate(self.clauses):
            box.setVisible(number < len(agreement.clauses))
        for box, clause in zip(self.clauses, agreement.clauses, strict=False):
            box.show_clause(clause)


class FindingsTab(QWidget):
    """Shows what the checks find before a step, and says before which it is wanted."""

    wanted = Signal(Before)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.before = Before.SIGN
        self.steps = {one: QPushButton(_(word)) for one, word in BEFORE_WORDS.items()}
        for one, button in self.steps.items():
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setChecked(one is self.before)
            button.clicked.connect(partial(self.want, one))
        self.stand = Chip()
        self.cards: list[AgreementCard] = []
        self._agreements = QVBoxLayout()
        self._no_agreement = label(_("No agreement was reached yet."), "mute")
        self.whole = EntryView(appearance, _("About the whole case"), whole=True)
        self._nothing = label(_("Nothing was found about the whole case."), "mute")
        self.screening = WrappedLabel("mute")
        self.director = DirectorCard(appearance)
        self._lay_out()

    def want(self, before: Before) -> None:
        """Say before which step the case is to be looked at."""
        self.before = before
        for one, button in self.steps.items():
            button.setChecked(one is before)
        self.wanted.emit(before)

    def show_checked(self, checked: Checked) -> None:
        """Show what was found."""
        while len(self.cards) < len(checked.agreements):
            card = AgreementCard(self._appearance)
            self.cards.append(card)
            self._agreements.addWidget(card)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(checked.agreements))
        for card, agreement in zip(self.cards, checked.agreements, strict=False):
            card.show_agreement(agreement)
        self._no_agreement.setVisible(not checked.agreements)
        self.whole.show_entries([finding_entry(one, beside=False) for one in checked.whole])
        self.whole.setVisible(bool(checked.whole))
        self._nothing.setVisible(not checked.whole)
        self.stand.show_word(*stand_word(checked))
        self.director.show_unread(checked.unread, checked.director)
        words = _("Signs of false mediation: {score} points; {threshold} hold the case.")
        self.screening.show_text(words.format(score=checked.score, threshold=checked.threshold))
        self.screening.setVisible(checked.score > 0)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.show_checked(Checked(self.before))
        self.stand.show_word("", Tone.PLAIN)

    def _lay_out(self) -> None:
        """Put the step on top, the clauses on the left, the whole case on the right."""
        unit = self._appearance.look.unit
        top = QHBoxLayout()
        top.setSpacing(unit)
        for button in self.steps.values():
            top.addWidget(button)
        top.addSpacing(unit)
        top.addWidget(self.stand)
        top.addStretch()
        self._agreements.setContentsMargins(0, 0, 0, 0)
        self._agreements.setSpacing(unit * 2)
        left = column(unit * 2)
        left.addWidget(self._no_agreement)
        left.addLayout(self._agreements)
        left.addStretch()
        about = Card(self._appearance, _("About the whole case"))
        about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        about.inside.addWidget(self.screening)
        about.inside.addWidget(self._nothing)
        about.inside.addWidget(self.whole)
        right = column(unit * 2, self.director, about)
        right.addStretch()
        sides = QHBoxLayout()
        sides.setSpacing(unit * 2)
        sides.addWidget(scrolling(left), 5)
        sides.addWidget(scrolling(right), 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit)
        box.addLayout(top)
        box.addLayout(sides, 1)
