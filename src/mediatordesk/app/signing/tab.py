"""Signing on the page of a case: the papers, the places of the chosen one, and where one signs."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.asked.signing_desk import (
    Certificate,
    Given,
    SignedPaper,
    Signer,
    SigningStand,
)
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.signing.making_line import MakingLine
from mediatordesk.app.signing.seal_card import SealCard
from mediatordesk.app.signing.sign_card import SignCard
from mediatordesk.app.signing.words import effect_words, paper_entry, signer_entry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _


class SigningTab(QWidget):
    """Shows who signs what, and says who signed, what is to be made, sealed or printed."""

    make_wanted = Signal(str, object)
    given = Signal(UUID, Given)
    consent_answered = Signal(UUID, bool)
    refused = Signal(UUID, str, str)
    seal_wanted = Signal(UUID, Certificate)
    worth_wanted = Signal(UUID)
    copy_wanted = Signal(Paper, Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._papers: dict[UUID, SignedPaper] = {}
        self._shown: Paper | None = None
        self.list = EntryView(appearance, _("Papers to be signed"))
        self.list.chosen.connect(self._turn_to_paper)
        self.nothing = label(_("No paper to be signed was made yet."), "mute")
        self.nothing.setWordWrap(True)
        self.making = MakingLine(appearance)
        self.making.wanted.connect(self.make_wanted)
        self.alert = Alert(appearance)
        self.places = EntryView(appearance, _("Who signs"))
        self.places.chosen.connect(self._turn_to_place)
        self.effect, self.scan = WrappedLabel(), WrappedLabel("mute")
        self.log = WrappedLabel("mute")
        self.again = QPushButton(_("Make it again"))
        self.again.clicked.connect(self._make_again)
        self.print = QPushButton(_("Save to print …"))
        self.print.clicked.connect(self._choose_target)
        self.sign, self.seal = SignCard(appearance), SealCard(appearance)
        self.sign.given.connect(self._give)
        self.sign.consent_answered.connect(self.consent_answered)
        self.sign.refused.connect(self._say_refused)
        self.seal.wanted.connect(self._seal)
        self._lay_out()
        self.show_stand(SigningStand())

    def show_stand(self, stand: SigningStand) -> None:
        """Show how signing stands; what is being drawn stays."""
        self._papers = {one.paper.id: one for one in stand.papers}
        self.list.show_entries([paper_entry(one) for one in stand.papers])
        self.list.setVisible(bool(stand.papers))
        self.nothing.setVisible(not stand.papers)
        self.making.show_offers(stand.offers)
        self._follow_version(stand.papers)
        if self.list.chosen_key() is None and stand.papers:
            waiting = (one for one in stand.papers if one.missing)
            self.list.choose(next(waiting, stand.papers[0]).paper.id)
        self._show_paper()

    def show_worth(self, paper: UUID, words: str) -> None:
        """Show what the signatures of a paper are worth, if it is still the chosen one."""
        if self.list.chosen_key() == paper:
            self.seal.show_worth(words)

    def refuse_making(self, error: DeskError) -> None:
        """Show why a paper was not made."""
        self.alert.show_error(error)
        self.making.make.setEnabled(True)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.alert.clear()
        self.sign.show_signer(None)
        self.seal.start_over()
        self.show_stand(SigningStand())

    def chosen(self) -> SignedPaper | None:
        """Return the paper that is chosen."""
        key = self.list.chosen_key()
        return self._papers.get(key) if isinstance(key, UUID) else None

    def signer(self) -> Signer | None:
        """Return the place that is chosen."""
        signed, at = self.chosen(), self.places.chosen_key()
        here = isinstance(at, int) and signed is not None and at < len(signed.signers)
        return signed.signers[at] if here and signed and isinstance(at, int) else None

    def _follow_version(self, papers: tuple[SignedPaper, ...]) -> None:
        """Choose the newer version of the paper that was chosen."""
        shown = self._shown
        newer = (
            one.paper.id
            for one in papers
            if shown and (one.paper.kind, one.paper.about) == (shown.kind, shown.about)
        )
        found = next(newer, None)
        if found and self.list.chosen_key() is None:
            self.list.choose(found)

    def _turn_to_paper(self, _key: UUID) -> None:
        """Show another paper, from its first open place."""
        self.alert.clear()
        self.seal.start_over()
        self._show_paper()

    def _show_paper(self) -> None:
        """Show the places of the chosen paper, and where it is closed."""
        signed = self.chosen()
        self._shown = signed.paper if signed else None
        self._who.setVisible(signed is not None)
        self._right.setVisible(signed is not None)
        self.seal.show_paper(signed)
        if signed is None:
            self.sign.show_signer(None)
            return
        entries = [signer_entry(at, one) for at, one in enumerate(signed.signers)]
        self.places.show_entries(entries)
        self._who.set_heading(signed.paper.title)
        self.effect.show_text(effect_words(signed))
        self.effect.setVisible(signed.takes_effect)
        self.log.show_text("\n".join(signed.log))
        self._told.setVisible(bool(signed.log))
        self.again.setVisible(not signed.paper.locked)
        self.scan.setVisible(bool(signed.missing))
        chosen = self.signer()
        if chosen is None or not chosen.is_open:
            open_ones = (at for at, one in enumerate(signed.signers) if one.is_open)
            self.places.choose(next(open_ones, 0))
        self._show_place()
        if signed.paper.sealed_sha256:
            self.worth_wanted.emit(signed.paper.id)

    def _turn_to_place(self, _key: int) -> None:
        """Let somebody else sign."""
        self._show_place()

    def _show_place(self) -> None:
        """Let who is chosen sign, unless that was done."""
        signed, signer = self.chosen(), self.signer()
        closed = signed is None or bool(signed.paper.sealed_sha256)
        self.sign.show_signer(None if closed or signer is None or not signer.is_open else signer)

    def _give(self, given: Given) -> None:
        """Say who signed the chosen paper."""
        signed = self.chosen()
        if signed:
            self.given.emit(signed.paper.id, given)

    def _say_refused(self, key: str, reason: str) -> None:
        """Say who would not sign the chosen paper."""
        signed = self.chosen()
        if signed:
            self.refused.emit(signed.paper.id, key, reason)

    def _seal(self, certificate: Certificate) -> None:
        """Say that the chosen paper is to be closed."""
        signed = self.chosen()
        if signed:
            self.seal_wanted.emit(signed.paper.id, certificate)

    def _make_again(self) -> None:
        """Say that the chosen paper is to be made again, from the case as it stands now."""
        if self._shown:
            self.make_wanted.emit(self._shown.kind, self._shown.about)

    def _choose_target(self) -> None:
        """Let it be chosen where the paper is saved to be printed."""
        if self._shown:
            name, _kind = QFileDialog.getSaveFileName(
                self, _("Where to save the paper"), f"{self._shown.title}.pdf", "PDF (*.pdf)"
            )
            if name:
                self.copy_wanted.emit(self._shown, Path(name))

    def _lay_out(self) -> None:
        """Put the papers on the left, who signs in the middle, where one signs on the right."""
        unit = self._appearance.look.unit
        listed = Card(self._appearance, _("Papers to be signed"))
        listed.inside.addWidget(self.nothing)
        listed.inside.addWidget(self.list, 1)
        listed.inside.addWidget(self.making)
        listed.inside.addWidget(self.alert)
        self._who = Card(self._appearance, " ")
        buttons = QHBoxLayout()
        buttons.setSpacing(unit)
        buttons.addStretch()
        buttons.addWidget(self.again)
        buttons.addWidget(self.print)
        self.scan.show_text(
            _("The ordinary way: print it, let everybody sign by hand, and scan it.")
        )
        self._who.inside.addWidget(self.effect)
        self._who.inside.addWidget(self.places, 1)
        self._who.inside.addWidget(self.scan)
        self._who.inside.addLayout(buttons)
        self._told = Card(self._appearance, _("What was noted"))
        self._told.inside.addWidget(self.log)
        right = column(unit * 2, self.sign, self.seal, self._told)
        right.addStretch()
        self._right = scrolling(right)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, unit, 0, 0)
        sides.setSpacing(unit * 2)
        sides.addWidget(listed, 5)
        sides.addWidget(self._who, 6)
        sides.addWidget(self._right, 8)
