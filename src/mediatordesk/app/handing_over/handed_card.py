"""What was handed over: packets, receipts, and what the receivers answered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mediatordesk.app.asked.handover_desk import HandoverStand, Receipt
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.handing_over.answer_form import AnswerForm
from mediatordesk.app.handing_over.words import checksum_text, handed_entry
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.dates import day_text
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.handovers import Handover
from mediatordesk.core.texts import _


class HandedCard(Card):
    """Lists what was handed over; says who received it, and what was answered."""

    received = Signal(Receipt)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Handed over"))
        self._stand = HandoverStand()
        self.list = EntryView(appearance, _("Handed over"), whole=True)
        self.list.chosen.connect(self._allow)
        self._awaited = ""
        self.nothing = label(_("Nothing was handed over yet."), "mute")
        self.receipt = QPushButton(_("Note the receipt …"))
        self.receipt.clicked.connect(self._ask_receipt)
        self.answer = QPushButton(_("Note the answer …"))
        self.answer.clicked.connect(self._ask_answer)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._say_received)
        self.form = AnswerForm(appearance)
        self.alert = Alert(appearance)
        self._checksum_name = label(_("Checksum, to be compared with the check sheet"), "mute")
        self.checksum = WrappedLabel("title")
        self.checksum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.checksum.setAccessibleName(self._checksum_name.text())
        line = QHBoxLayout()
        line.setSpacing(appearance.look.unit)
        line.addStretch()
        line.addWidget(self.receipt)
        line.addWidget(self.answer)
        self.inside.addWidget(self.nothing)
        self.inside.addWidget(self.list)
        self.inside.addWidget(self._checksum_name)
        self.inside.addWidget(self.checksum)
        self.inside.addLayout(line)
        for part in (self.inquiry, self.form, self.alert):
            self.inside.addWidget(part)

    def show_stand(self, stand: HandoverStand) -> None:
        """Show what was handed over, the newest first."""
        self._stand = stand
        newest_first = tuple(reversed(stand.handed))
        self.list.show_entries([handed_entry(one, stand) for one in newest_first])
        self.list.setVisible(bool(newest_first))
        self.nothing.setVisible(not newest_first)
        awaited = (one.id for one in newest_first if one.sha256 == self._awaited)
        if newest_first and self.handed() is None:
            self.list.choose(newest_first[0].id)
        for one in awaited:
            self.list.choose(one)
            self._awaited = ""
        self._allow()

    def await_packet(self, sha256: str) -> None:
        """Choose a packet that was just made once it is listed."""
        self._awaited = sha256

    def handed(self) -> Handover | None:
        """Return the packet that is chosen."""
        key = self.list.chosen_key()
        return next((one for one in self._stand.handed if one.id == key), None)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.inquiry.drop()
        self.form.hide()
        self.alert.clear()
        self.show_stand(HandoverStand())

    def refuse(self, error: DeskError) -> None:
        """Show why something was not noted."""
        self.alert.show_error(error)

    def _ask_receipt(self) -> None:
        """Ask who received the chosen packet, on which day and how."""
        handed = self.handed()
        if handed:
            words = _("{receiver} received the packet of {day}.")
            text = words.format(receiver=handed.receiver, day=day_text(handed.made_at.date()))
            asked = (
                Asked(_("Who received it")),
                Asked(_("On which day"), hint="2025-05-12"),
                Asked(_("In which way"), optional=True, hint=_("in person, by post, online")),
            )
            self.alert.clear()
            self.inquiry.ask(text, _("Note the receipt"), asked)

    def _say_received(self, texts: list[str]) -> None:
        """Say who received the chosen packet."""
        handed = self.handed()
        if handed:
            by, on, means = texts
            self.received.emit(Receipt(handed.id, by, on, means))

    def _ask_answer(self) -> None:
        """Ask what the receiver answered."""
        handed = self.handed()
        if handed:
            self.alert.clear()
            self.form.open(handed)

    def _allow(self) -> None:
        """Let only what is possible be pressed."""
        handed = self.handed()
        self.receipt.setVisible(handed is not None and handed.received_on is None)
        self.answer.setVisible(handed is not None)
        self.checksum.show_text(checksum_text(handed.sha256) if handed else "")
        for part in (self._checksum_name, self.checksum):
            part.setVisible(handed is not None)
