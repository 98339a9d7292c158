"""The parties of a case: a list, and what is known of the chosen one beside it."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.case_page.particulars import Particulars
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, column, scrolling
from mediatordesk.app.parts.dates import day_text, moment_text
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.parties import Party, age_on
from mediatordesk.core.record_words import consent_word, kind_word, role_word
from mediatordesk.core.texts import _


class Parties(QWidget):
    """Shows the parties; identity numbers only when they are asked for."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._file: CaseFile | None = None
        self._today = date.min
        self.list = EntryView(appearance, _("Parties"))
        self.list.chosen.connect(self._show_party)
        self.whole_numbers = QPushButton(_("Show identity numbers"))
        self.whole_numbers.setObjectName("filter")
        self.whole_numbers.setCheckable(True)
        self.whole_numbers.toggled.connect(self._show_chosen)
        self.particulars = Particulars(appearance)
        self._card = Card(appearance, _("Party"))
        self._card.top.addWidget(self.whole_numbers)
        self._card.inside.addWidget(self.particulars)
        self._card.inside.addStretch()
        listed = Card(appearance, _("Parties"))
        listed.inside.addWidget(self.list, 1)
        box = QHBoxLayout(self)
        unit = appearance.look.unit
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(listed, 2)
        box.addWidget(scrolling(column(0, self._card)), 3)

    def show_file(self, file: CaseFile, today: date) -> None:
        """Show the parties of a case."""
        self._file, self._today = file, today
        self.list.show_entries([_entry(party) for party in file.parties])
        self._card.setVisible(bool(file.parties))
        if self.list.chosen_key() is None and file.parties:
            self.list.choose(file.parties[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the chosen party again."""
        key = self.list.chosen_key()
        if isinstance(key, UUID):
            self._show_party(key)

    def _show_party(self, party_id: UUID) -> None:
        """Show what is known of a party."""
        if self._file is None:
            return
        party = self._file.party(party_id)
        self._card.set_heading(party.name)
        pairs = _pairs(party, self._today, masked=not self.whole_numbers.isChecked())
        self.particulars.show_pairs([*pairs, *_consents(self._file, party)])


def masked_number(number: str) -> str:
    """Return an identity number with only its ends to be seen: 450***********1234."""
    if len(number) <= 7:
        return number
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def _entry(party: Party) -> Entry:
    """Return a party for the list."""
    detail = " · ".join(filter(None, (kind_word(party.kind), party.phone)))
    return Entry(key=party.id, title=party.name, detail=detail, word=role_word(party.role))


def _pairs(party: Party, today: date, *, masked: bool) -> list[tuple[str, str]]:
    """Return what is known of a party."""
    born = day_text(party.birth_date)
    if party.birth_date:
        born = _("{day}, {age} years old").format(day=born, age=age_on(party.birth_date, today))
    number = masked_number(party.id_number) if masked else party.id_number
    head = " · ".join(filter(None, (party.legal_representative, party.representative_post)))
    return [
        (_("Part in the dispute"), f"{role_word(party.role)} · {kind_word(party.kind)}"),
        (_("Sex"), party.sex),
        (_("Ethnicity"), party.ethnicity),
        (_("Date of birth"), born),
        (_("Occupation"), party.occupation),
        (_("Telephone"), party.phone),
        (party.id_kind or _("Identity number"), number),
        (_("Address"), party.address),
        (_("Legal representative"), head),
        (_("Address for service"), party.service_address),
    ]


def _consents(file: CaseFile, party: Party) -> list[tuple[str, str]]:
    """Return what a party was told or agreed to, when, and who read it out."""
    return [
        (
            consent_word(one.kind),
            " · ".join(filter(None, (moment_text(one.given_at), one.reader, one.remark))),
        )
        for one in file.consents
        if one.party_id == party.id
    ]
