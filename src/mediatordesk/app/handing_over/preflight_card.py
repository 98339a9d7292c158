"""What stands in the way of a packet: findings with their law, and the files it is made of."""

from mediatordesk.app.asked.handover_desk import Preflight
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.findings.words import finding_entry
from mediatordesk.app.handing_over.words import due_line, line_entry, stand_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class PreflightCard(Card):
    """Shows what was looked at before a packet is made."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, " ")
        self.stand = Chip()
        self.top.addWidget(self.stand)
        self.closed, self.periods = WrappedLabel("fault"), WrappedLabel("mute")
        self.findings = EntryView(appearance, _("What the checks found"), whole=True)
        self._files = label(_("What goes into it"), "heading")
        self.lines = EntryView(appearance, self._files.text(), whole=True)
        unit = appearance.look.unit
        inside = column(unit, self.periods, self.closed, self.findings, self._files, self.lines)
        inside.addStretch()
        self.inside.addWidget(scrolling(inside), 1)

    def show_preflight(self, seen: Preflight) -> None:
        """Show what stands in the way of a packet, the heaviest first."""
        self.set_heading(seen.target.title)
        self.stand.show_word(*stand_word(seen))
        why = " · ".join(filter(None, (seen.target.why, seen.target.basis)))
        self.closed.show_text(_("Not open to it: {why}").format(why=why))
        self.closed.setVisible(seen.is_closed)
        self.periods.show_text("\n".join(due_line(one, seen.today) for one in seen.periods))
        self.periods.setVisible(bool(seen.periods))
        self.findings.show_entries([finding_entry(one, beside=False) for one in seen.findings])
        self.findings.setVisible(bool(seen.findings))
        ordered = sorted(seen.lines, key=lambda one: (not one.blocks, not one.missing))
        self.lines.show_entries([line_entry(at, one) for at, one in enumerate(ordered)])
        for part in (self._files, self.lines):
            part.setVisible(bool(ordered))
