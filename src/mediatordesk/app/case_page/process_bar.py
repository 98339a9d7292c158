"""The bar that shows how far a case has come."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mediatordesk.app.case_page.process import Step
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.chips import set_tone
from mediatordesk.core.texts import _


class ProcessBar(QWidget):
    """Shows the steps of a case side by side, each with its word."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(max(appearance.look.unit // 2, 2))
        self._steps: list[QLabel] = []

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps."""
        while len(self._steps) < len(steps):
            made = label("", "step")
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._steps.append(made)
            self._box.addWidget(made, 1)
        for shown, step in zip(self._steps, steps, strict=True):
            shown.setText(f"{step.word}  {step.note}".strip())
            shown.setAccessibleName(step.spoken())
            set_tone(shown, step.tone)
        self.setAccessibleName(_("How far the case has come"))
        self.setAccessibleDescription(_(", ").join(step.spoken() for step in steps))
