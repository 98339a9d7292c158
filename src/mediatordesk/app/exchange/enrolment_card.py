"""How the desk comes to belong to a centre: by the slip on the line, or by a file on a stick."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton

from mediatordesk.app.asked.exchange_desk import ExchangeStand
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _

_PER_LINE = 3


class SixWords(QGridLayout):
    """Shows six words large, in two lines of three, to be read out over the telephone."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.labels = [label("", "number") for _place in range(2 * _PER_LINE)]
        self.setHorizontalSpacing(appearance.look.unit * 3)
        self.setVerticalSpacing(appearance.look.unit)
        for place, one in enumerate(self.labels):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.addWidget(one, place // _PER_LINE, place % _PER_LINE)
        self.setColumnStretch(_PER_LINE, 1)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the words in their order."""
        for one, word in zip(self.labels, (*words, *[""] * len(self.labels)), strict=False):
            one.setText(word)


class EnrolmentCard(Card):
    """Says how the desk is to be enrolled, and what came back."""

    slip_given = Signal(str)
    request_named = Signal(Path, str)
    answer_chosen = Signal(Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Join a centre"))
        self._appearance = appearance
        self.alert, self.progress = Alert(appearance), ProgressLine(appearance)
        self.slip = QLineEdit()
        self.slip.setAccessibleName(_("Letters of the slip"))
        self.slip.setPlaceholderText(_("eight groups of four letters, and the address below them"))
        self.slip.textChanged.connect(lambda _text: self._allow())
        self.slip.returnPressed.connect(self._say_slip)
        self.ask = QPushButton(_("Join on the line"))
        self.ask.setObjectName("primary")
        self.ask.clicked.connect(self._say_slip)
        self.save = QPushButton(_("Save the request …"))
        self.save.clicked.connect(self._name_request)
        self.take = QPushButton(_("Take in the answer …"))
        self.take.clicked.connect(self._choose_answer)
        self.words = SixWords(appearance)
        self._lay_out()
        self._allow()

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the six words of this computer."""
        self.words.show_words(stand.words)

    def begin(self, words: str) -> None:
        """Show that the centre is being asked."""
        self.alert.clear()
        self.progress.begin(words)
        self._allow()

    def end(self) -> None:
        """Show that it is over."""
        self.progress.end()
        self._allow()

    def _say_slip(self) -> None:
        """Say what stands on the slip."""
        if self.ask.isEnabled():
            self.slip_given.emit(self.slip.text())

    def _name_request(self) -> None:
        """Let the file of the request be named."""
        proposed = _("enrolment request") + ".mdq"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where the request is saved"), proposed, "*.mdq"
        )
        if name:
            self.request_named.emit(Path(name), self.slip.text())

    def _choose_answer(self) -> None:
        """Let the centre's answer be chosen."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the centre's answer"))
        if name:
            self.answer_chosen.emit(Path(name))

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        busy = not self.progress.isHidden()
        self.ask.setEnabled(bool(self.slip.text().strip()) and not busy)
        for part in (self.slip, self.save, self.take):
            part.setEnabled(not busy)

    def _lay_out(self) -> None:
        """Put what it is for on top, then the two ways, then the words to compare."""
        intro = WrappedLabel("mute")
        intro.show_text(
            _("The centre keeps an encrypted copy of the cases and brings what colleagues have "
              "written. Everything works without it too; nothing is lost by waiting.")
        )  # fmt: skip
        by_line, by_stick, compare = (
            WrappedLabel("mute"),
            WrappedLabel("mute"),
            WrappedLabel("mute"),
        )
        by_line.show_text(_("The centre has printed a slip with letters; they count once."))
        by_stick.show_text(
            _("Save the request on a stick, take it to the centre, and take in the answer that "
              "comes back. Letters typed above go with it.")
        )  # fmt: skip
        compare.show_text(
            _("The centre's officer reads out six words over the telephone. They must be these.")
        )
        line = QHBoxLayout()
        line.addWidget(self.slip, 1)
        line.addWidget(self.ask)
        buttons = QHBoxLayout()
        for button in (self.save, self.take):
            buttons.addWidget(button)
        buttons.addStretch()
        self.inside.addWidget(intro)
        self.inside.addWidget(self.alert)
        self.inside.addWidget(self.progress)
        for heading, said, below in (
            (_("With a slip, on the line"), by_line, line),
            (_("With a stick"), by_stick, buttons),
            (_("Compare by telephone"), compare, self.words),
        ):
            self.inside.addSpacing(self._appearance.look.unit)
            self.inside.addWidget(label(heading, "heading"))
            self.inside.addWidget(said)
            self.inside.addLayout(below)
