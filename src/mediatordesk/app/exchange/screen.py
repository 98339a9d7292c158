"""The screen for the exchange: how it goes, how far the cases are, mailboxes, the centre."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mediatordesk.app.asked.exchange_desk import ExchangeNow, ExchangeStand, Going
from mediatordesk.app.exchange.case_card import CaseCard
from mediatordesk.app.exchange.centre_card import CentreCard
from mediatordesk.app.exchange.contest_card import ContestCard
from mediatordesk.app.exchange.enrolment_card import EnrolmentCard
from mediatordesk.app.exchange.mailbox_card import MailboxCard
from mediatordesk.app.exchange.past_card import PastCard
from mediatordesk.app.exchange.standing import Standing
from mediatordesk.app.exchange.words import going_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import column, label, scrolling
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class ExchangeScreen(QWidget):
    """Shows how the exchange stands, and says what is wanted."""

    exchange_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._joining = self._paused = False
        self._stand: ExchangeStand | None = None
        self._said: tuple[str, ...] = ()
        self.alert, self.trouble = Alert(appearance), Alert(appearance)
        self.progress = ProgressLine(appearance, _("Pause"))
        self.progress.stopped.connect(self.pause_wanted)
        self.going = Chip()
        self.pause = QPushButton(_("Pause"))
        self.pause.clicked.connect(self._say_pause)
        self.exchange = QPushButton(_("Exchange now"))
        self.exchange.setObjectName("primary")
        self.exchange.clicked.connect(self.exchange_wanted)
        self.standing = QWidget()
        self.figures = Standing(appearance)
        self.contests, self.past = ContestCard(appearance), PastCard(appearance)
        self.cases, self.mailboxes = CaseCard(appearance), MailboxCard(appearance)
        self.centre, self.enrolment = CentreCard(appearance), EnrolmentCard(appearance)
        self.centre.joining_wanted.connect(self._join)
        self._lay_out()
        self._arrange()

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show how the exchange stands."""
        self._stand = stand
        self.figures.show_stand(stand)
        for card in (
            self.contests,
            self.cases,
            self.past,
            self.mailboxes,
            self.centre,
            self.enrolment,
        ):
            card.show_stand(stand)
        self.show_now(stand.now)
        self._arrange()

    def show_now(self, now: ExchangeNow) -> None:
        """Show how the exchange goes at this moment."""
        self.going.show_word(*going_word(now.going))
        self.going.setToolTip(now.words)
        self._paused = now.going is Going.PAUSED
        self.pause.setText(_("Go on") if self._paused else _("Pause"))
        self._show_progress(now)
        self._show_trouble(now.trouble)

    def focus(self) -> None:
        """Give the keyboard to what the place is mostly for, once it is known what that is."""
        parts = (self.exchange, self.enrolment.slip)
        next((one for one in parts if one.isVisible()), self).setFocus()

    def joined(self) -> None:
        """Show the centre that the desk belongs to now."""
        self._joining = False
        self._arrange()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.alert.show_error(error)

    def _show_progress(self, now: ExchangeNow) -> None:
        """Show what is done while it is done."""
        if now.going is not Going.WORKING:
            self.progress.end()
            return
        if self.progress.isHidden():
            self.progress.begin(now.words)
        self.progress.words.show_text(now.words)
        if now.total:
            self.progress.show_progress(now.done, now.total)

    def _show_trouble(self, error: DeskError | None) -> None:
        """Show what a person must put right; what was closed stays so until something else is."""
        said = error.lines() if error else ()
        if said == self._said:
            return
        self._said = said
        if error:
            self.trouble.show_error(error)
        else:
            self.trouble.clear()

    def _say_pause(self) -> None:
        """Say whether the exchange is to be paused, or to go on."""
        (self.resume_wanted if self._paused else self.pause_wanted).emit()

    def _join(self) -> None:
        """Show how a desk joins a centre, or does so once more."""
        self._joining = not self._joining
        self._arrange()
        (self.enrolment.slip if self._joining else self.exchange).setFocus()

    def _arrange(self) -> None:
        """Show the way to a centre where there is none, else how the exchange with it stands."""
        stand = self._stand
        member = stand is not None and stand.membership is not None
        joining = stand is not None and (self._joining or not member)
        for part in (self.centre, self.exchange, self.pause):
            part.setVisible(member)
        self.standing.setVisible(member and not joining)
        self.contests.setVisible(bool(stand and stand.contests) and not self._joining)
        self.cases.setVisible(member and not joining)
        self.past.setVisible(member and not joining)
        self.enrolment.setVisible(joining)
        self.mailboxes.setVisible(stand is not None)
        self.centre.show_joining(joining=joining)

    def _lay_out(self) -> None:
        """Put the figures on top, the cases on the left, mailboxes and centre on the right."""
        unit = self._appearance.look.unit
        top = QHBoxLayout()
        top.setSpacing(unit * 2)
        top.addWidget(label(_("Exchange with the centre"), "title"))
        top.addWidget(self.going, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch()
        top.addWidget(self.pause)
        top.addWidget(self.exchange)
        self.figures.setContentsMargins(0, 0, 0, 0)
        self.standing.setLayout(self.figures)
        sides = QHBoxLayout()
        sides.setSpacing(unit * 2)
        for parts in (
            (self.contests, self.enrolment, self.cases, self.past),
            (self.mailboxes, self.centre),
        ):
            side = column(unit * 2, *parts)
            for card in parts:
                card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            side.addStretch()
            sides.addLayout(side, 1)
        below = column(unit * 2, self.standing)
        below.addLayout(sides)
        below.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addLayout(top)
        for part in (self.alert, self.trouble, self.progress):
            box.addWidget(part)
        box.addWidget(scrolling(below), 1)
