"""Which paper is to be made next, and for whom."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.signing_desk import PaperOffer
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.texts import _


class MakingLine(QWidget):
    """Offers the papers that were not made yet, and says which one is wanted."""

    wanted = Signal(str, object)
    """The paper's code, and for whom or what."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._offers: dict[str, PaperOffer] = {}
        self.paper = Choice(_("Paper that was not made yet"))
        self.whom = Choice(_("For whom"))
        self.make = QPushButton(_("Make this paper"))
        self.paper.currentIndexChanged.connect(self._offer_subjects)
        self.make.clicked.connect(self._want)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        for part in (self.paper, self.whom, self.make):
            box.addWidget(part)

    def show_offers(self, offers: tuple[PaperOffer, ...]) -> None:
        """Offer papers."""
        self._offers = {one.code: one for one in offers}
        self.paper.offer({one.code: one.title for one in offers})
        self.setVisible(bool(offers))
        self._offer_subjects()

    def _offer_subjects(self) -> None:
        """Offer for whom the chosen paper can be made."""
        offer = self._offers.get(str(self.paper.chosen()))
        subjects = offer.subjects if offer else ()
        names: dict[UUID | None, str] = {about: name for name, about in subjects}
        self.whom.offer(names)
        self.whom.setVisible(len(subjects) > 1)
        self.make.setEnabled(bool(subjects))

    def _want(self) -> None:
        """Say which paper is to be made."""
        self.make.setEnabled(False)
        self.wanted.emit(str(self.paper.chosen()), self.whom.chosen())
