"""What two computers wrote differently: both values, who wrote them, and one click to decide."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.contests import Contest, Said
from mediatordesk.app.asked.exchange_desk import ExchangeStand
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.dates import moment_text
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import N_, _

_SIGNED = N_(
    "What is signed stays as it was signed. If the other one is right, make a new version."
)


class ContestCard(Card):
    """Shows the contested fields one below the other, those to decide before those decided."""

    chosen = Signal(object, object)
    """The field's key and the value's."""
    case_wanted = Signal(UUID)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Written differently on two computers"))
        self._intro = WrappedLabel("mute")
        self._intro.show_text(
            _("Nothing is lost: both are kept. Until you decide, the first one counts. You can "
              "still take the other one afterwards.")
        )  # fmt: skip
        self.inside.addWidget(self._intro)
        self.blocks: list[Block] = []

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the contested fields; what has not changed keeps the keyboard."""
        shown = stand.contests
        if tuple(block.contest for block in self.blocks) == shown:
            return
        had_keyboard = any(one.hasFocus() for block in self.blocks for one in block.buttons)
        for block in self.blocks:
            self.inside.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks = [Block(self._appearance, one) for one in shown]
        for block in self.blocks:
            block.chosen.connect(self.chosen)
            block.case_wanted.connect(self.case_wanted)
            self.inside.addWidget(block)
        buttons = [button for block in self.blocks for button in block.buttons]
        if had_keyboard and buttons:
            buttons[0].setFocus()


class Block(QFrame):
    """One contested field: what it is, and each value with the button that takes it."""

    chosen = Signal(object, object)
    case_wanted = Signal(UUID)

    def __init__(self, appearance: Appearance, contest: Contest) -> None:
        super().__init__()
        self.setObjectName("form")
        self.contest = contest
        self.buttons: list[QPushButton] = []
        unit = appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        box.setSpacing(unit)
        for part in self._headings():
            box.addWidget(part)
        for said in contest.values:
            box.addLayout(self._line(said, unit))
        if contest.sealed:
            box.addWidget(_wrapped("mute", _(_SIGNED)))
        if contest.case is not None:
            box.addLayout(self._way_to_case(contest.case))

    def _headings(self) -> list[QWidget]:
        """Return what names the field."""
        named = [_wrapped("", self.contest.field)]
        if self.contest.title:
            named.append(_wrapped("mute", self.contest.title))
        return list(named)

    def _line(self, said: Said, unit: int) -> QHBoxLayout:
        """Return one value, who wrote it, and the button beside."""
        words = QVBoxLayout()
        words.setSpacing(0)
        value = _wrapped("heading", said.words)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(value)
        words.addWidget(_wrapped("mute", origin_of(said)))
        line = QHBoxLayout()
        line.setSpacing(unit * 2)
        line.addLayout(words, 1)
        line.addWidget(self._beside(said), 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _beside(self, said: Said) -> QWidget:
        """Return the button that takes a value, or a word where there is nothing to press."""
        contest, first = self.contest, said is self.contest.values[0]
        if contest.sealed or (contest.decided and first):
            chip = Chip()
            word, tone = (_("decided"), Tone.GREEN) if contest.decided else ("", Tone.PLAIN)
            if contest.sealed:
                word, tone = (_("signed"), Tone.GREEN) if first else (_("proposed"), Tone.AMBER)
            chip.show_word(word, tone)
            return chip
        words = _("Keep this") if first else _("Take this")
        button = QPushButton(_("Take this instead") if contest.decided else words)
        button.setAccessibleName(f"{button.text()}: {said.words}")
        button.clicked.connect(partial(self.chosen.emit, contest.key, said.key))
        self.buttons.append(button)
        return button

    def _way_to_case(self, case: UUID) -> QHBoxLayout:
        """Return the button that opens the case."""
        button = QPushButton(_("Open the case"))
        button.setObjectName("quiet")
        button.clicked.connect(partial(self.case_wanted.emit, case))
        self.buttons.append(button)
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch()
        return line


def origin_of(said: Said) -> str:
    """Return who wrote a value, when, and where."""
    where = _("computer {letter}").format(letter=said.letter) if said.letter else ""
    if said.here:
        where = _("this computer")
    who = said.who or _("somebody at another desk")
    return " · ".join(filter(None, (who, moment_text(said.when), where)))


def _wrapped(name: str, text: str) -> WrappedLabel:
    made = WrappedLabel(name)
    made.show_text(text)
    return made
