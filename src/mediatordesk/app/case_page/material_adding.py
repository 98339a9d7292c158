"""How material gets into a case: as what, of whom, and which files."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.material_desk import Material, MaterialKind
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import _


class MaterialAdding(QWidget):
    """Says which files are to be added, and as what."""

    wanted = Signal(list)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._evidence: frozenset[str] = frozenset()
        self.kind = Choice(_("Kind of material"))
        self.kind.activated.connect(self._mark_evidence)
        self.party = Choice(_("Whose it is"))
        self.evidence = QPushButton(_("Evidence: keep the original"))
        self.position = QPushButton(_("Keep where a photo was taken"))
        for switch in (self.evidence, self.position):
            switch.setObjectName("filter")
            switch.setCheckable(True)
        self.add = QPushButton(_("Add files …"))
        self.add.setObjectName("primary")
        self.add.clicked.connect(self._choose)
        unit = appearance.look.unit
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(unit)
        first.addWidget(self.kind)
        first.addWidget(self.party)
        first.addStretch()
        first.addWidget(self.add)
        second.addWidget(self.evidence)
        second.addWidget(self.position)
        second.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit)
        box.addLayout(first)
        box.addLayout(second)

    def show_kinds(self, kinds: tuple[MaterialKind, ...]) -> None:
        """Offer the kinds of material that there are."""
        before = self.kind.chosen()
        self._evidence = frozenset(one.name for one in kinds if one.evidence)
        self.kind.offer({one.name: one.label for one in kinds})
        if self.kind.chosen() != before:
            self._mark_evidence()

    def show_parties(self, parties: tuple[Party, ...]) -> None:
        """Offer those whose material it can be."""
        names: dict[UUID | None, str] = {None: _("of the case")}
        names |= {party.id: party.name for party in parties}
        self.party.offer(names)

    def take(self, paths: list[Path]) -> None:
        """Say that files are to be added as what is chosen."""
        kind, party = str(self.kind.chosen() or ""), self.party.chosen()
        if paths and kind:
            self.wanted.emit(
                [
                    Material(
                        path,
                        kind,
                        party if isinstance(party, UUID) else None,
                        evidence=self.evidence.isChecked(),
                        keep_position=self.position.isChecked(),
                    )
                    for path in paths
                ]
            )

    def _choose(self) -> None:
        """Let files be chosen."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose the files to add"))
        self.take([Path(name) for name in names])

    def _mark_evidence(self) -> None:
        """Mark what the pack calls evidence by itself; then it is no choice."""
        by_itself = self.kind.chosen() in self._evidence
        self.evidence.setChecked(by_itself)
        self.evidence.setEnabled(not by_itself)
