"""Handing over on the page of a case: where to, what stands in the way, the packet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediatordesk.app.asked.handover_desk import (
    HandoverStand,
    MadePacket,
    Preflight,
    Receipt,
    Target,
)
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.handing_over.export_card import ExportCard
from mediatordesk.app.handing_over.handed_card import HandedCard
from mediatordesk.app.handing_over.preflight_card import PreflightCard
from mediatordesk.app.handing_over.words import target_entry
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.core.texts import _


class HandoverTab(QWidget):
    """Shows where a case can be handed over, and says what is to be looked at, made or noted."""

    preflight_wanted = Signal(Target)
    export_wanted = Signal(Target, str, Path)
    received = Signal(Receipt)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._stand = HandoverStand()
        self.list = EntryView(appearance, _("Where to"))
        self.list.chosen.connect(self._want_preflight)
        self.nothing = label(_("No agreement was reached yet."), "mute")
        self.nothing.setWordWrap(True)
        self.preflight = PreflightCard(appearance)
        self.export, self.handed = ExportCard(appearance), HandedCard(appearance)
        self.export.wanted.connect(self._want_export)
        self.handed.received.connect(self.received)
        unit = appearance.look.unit
        where = Card(appearance, _("Where to"))
        where.inside.addWidget(self.nothing)
        where.inside.addWidget(self.list, 1)
        right = column(unit * 2, self.export, self.handed)
        right.addStretch()
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, unit, 0, 0)
        sides.setSpacing(unit * 2)
        sides.addWidget(where, 5)
        sides.addWidget(self.preflight, 6)
        sides.addWidget(scrolling(right), 7)
        self.start_over()

    def show_stand(self, stand: HandoverStand) -> None:
        """Show where a case can be handed over, and what was."""
        self._stand = stand
        entries = [target_entry(at, one) for at, one in enumerate(stand.targets)]
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.handed.show_stand(stand)
        if entries and self.target() is None:
            open_ones = (at for at, one in enumerate(stand.targets) if one.is_open)
            self.list.choose(next(open_ones, 0))

    def show_preflight(self, seen: Preflight) -> None:
        """Show what stands in the way of a packet, if its way out is still the chosen one."""
        if seen.target == self.target():
            self.preflight.show_preflight(seen)
            self.preflight.show()
            self.export.show_preflight(seen)
            self.export.show()

    def show_made(self, made: MadePacket) -> None:
        """Show that a packet was made."""
        self.export.show_made(made)
        self.handed.await_packet(made.sha256)

    def target(self) -> Target | None:
        """Return the way out that is chosen."""
        at, known = self.list.chosen_key(), self._stand.targets
        return known[at] if isinstance(at, int) and at < len(known) else None

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.preflight.hide()
        self.export.show_preflight(None)
        self.export.hide()
        self.handed.start_over()
        self.show_stand(HandoverStand())

    def _want_preflight(self, _key: int) -> None:
        """Say which way out is to be looked at."""
        target = self.target()
        if target:
            self.preflight_wanted.emit(target)

    def _want_export(self, receiver: str, to: Path) -> None:
        """Say that a packet is to be made."""
        target = self.target()
        if target:
            self.export_wanted.emit(target, receiver, to)
