"""Where somebody signs: what is seen to before, the pad, and pictures in place of it."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QPushButton

from mediatordesk.app.asked.signing_desk import Given, Picture, Signer
from mediatordesk.app.elements.tick_box import TickBox
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.choices import Choice
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.signing.consent_box import ConsentBox
from mediatordesk.app.signing.pad import SignaturePad
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_PICTURES = "(*.png *.jpg *.jpeg *.tif *.tiff)"


class SignCard(Card):
    """Takes one signature, and says that it was given."""

    given = Signal(Given)
    consent_answered = Signal(UUID, bool)
    refused = Signal(str, str)
    """Whose place it is, and why."""
    folder_wanted = Signal(Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, " ")
        self._signer: Signer | None = None
        self._picture: Picture | None = None
        self._stamp: Picture | None = None
        self._watching = ""
        self.who = Choice(_("Who signs here"))
        self.consent = ConsentBox(appearance)
        self.consent.answered.connect(self._answer)
        self.present = TickBox(appearance, _("is present"))
        self.read_aloud = TickBox(appearance, _("the paper was read aloud"))
        self.identity = TickBox(appearance, _("identity checked"))
        self.pad = SignaturePad(appearance)
        self.pad.changed.connect(self._take_drawing)
        self.picture = QPushButton(" ")
        self.picture.clicked.connect(self._choose_picture)
        self.stamp = QPushButton(" ")
        self.stamp.clicked.connect(self._choose_stamp)
        self.folder = QPushButton(_("From a folder …"))
        self.folder.clicked.connect(self._choose_folder)
        self.decline = QPushButton(_("Would not sign …"))
        self.decline.setObjectName("quiet")
        self.decline.clicked.connect(self._refuse_signing)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._say_refused)
        self.clear = QPushButton(_("Clear"))
        self.clear.clicked.connect(self.start_over)
        self.done = QPushButton(_("Signed"))
        self.done.setObjectName("primary")
        self.done.clicked.connect(self._give)
        self.chosen = WrappedLabel("mute")
        self.alert = Alert(appearance)
        self._lay_out()
        self.show_signer(None)

    def show_signer(self, signer: Signer | None) -> None:
        """Let somebody sign; what is being drawn stays while it is the same place."""
        other = (self._signer and self._signer.key) != (signer and signer.key)
        self._signer = signer
        self.setVisible(signer is not None)
        if signer is None:
            return
        if other:
            self._leave()
        committee = signer.is_committee
        words = _("Seal of {name}") if committee else _("{name} signs")
        self.set_heading(words.format(name=signer.name))
        self.picture.setText(_("Picture of the seal …") if committee else _("From a picture …"))
        self.stamp.setText(_("Picture of the seal …") if signer.wants_seal else _("Fingerprint …"))
        self.pad.say(_("Choose the picture of the seal") if committee else _("Sign here"))
        names = [signer.name, *signer.others]
        self.who.offer({name: name for name in names})
        self.who.setVisible(len(names) > 1)
        self.consent.show_signer(signer)
        self._allow()

    def show_picture(self, picture: Picture) -> None:
        """Take the picture of a signature."""
        self.pad.show_picture(_image(picture))
        self._picture = picture
        self._allow()

    def show_stamp(self, picture: Picture) -> None:
        """Take the picture of a fingerprint or a seal."""
        self._stamp = picture
        self._allow()

    def take(self, picture: bytes) -> None:
        """Take a picture that came into the watched folder: the signature, then what is beside."""
        self._watching = ""
        if self.picture.isHidden() or self._picture or self.pad.strokes:
            self.show_stamp(picture)
        else:
            self.show_picture(picture)

    @property
    def is_watching(self) -> bool:
        """Tell whether a picture is waited for."""
        return bool(self._watching)

    def show_watching(self, folder: str) -> None:
        """Show that a picture is waited for in a folder; "" ends it."""
        self._watching = folder
        self._allow()

    def start_over(self) -> None:
        """Forget what was drawn or chosen."""
        self._picture = self._stamp = None
        self._watching = ""
        self.pad.clear()
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why a signature was not taken; what was drawn stays."""
        self.alert.show_error(error)
        self._allow()

    def _leave(self) -> None:
        """Forget what belonged to somebody else."""
        self.alert.clear()
        self.inquiry.drop()
        for tick in (self.present, self.read_aloud, self.identity):
            tick.setChecked(False)
        self.start_over()

    def _answer(self, agrees: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Say what a party answered."""
        if self._signer and self._signer.party:
            self.consent_answered.emit(self._signer.party, agrees)

    def _take_drawing(self) -> None:
        """Let a drawing take the place of a picture."""
        self._picture = None
        self._allow()

    def _choose_picture(self) -> None:
        """Let the picture of a signature be chosen."""
        path = self._choose(_("Choose the picture of the signature"))
        if path:
            self.show_picture(path)

    def _choose_stamp(self) -> None:
        """Let the picture of a fingerprint or a seal be chosen."""
        path = self._choose(_("Choose the picture of the fingerprint or the seal"))
        if path:
            self.show_stamp(path)

    def _choose(self, words: str) -> Path | None:
        """Let a picture be chosen; None if none was."""
        kinds = _("Pictures {endings}").format(endings=_PICTURES)
        name, _kind = QFileDialog.getOpenFileName(self, words, "", kinds)
        return Path(name) if name else None

    def _give(self) -> None:
        """Say that somebody has signed."""
        signer = self._signer
        if signer is None:
            return
        self.alert.clear()
        self.done.setEnabled(False)
        self.given.emit(
            Given(
                signer.key,
                str(self.who.chosen()) if self.who.chosen() in signer.others else "",
                self.pad.strokes,
                self.pad.device,
                self._picture,
                self._stamp,
                present=self.present.isChecked(),
                read_aloud=self.read_aloud.isChecked(),
                identity_checked=self.identity.isChecked(),
            )
        )

    def _allow(self) -> None:
        """Let only what is possible be pressed, and say what was chosen."""
        signer = self._signer
        if signer is None:
            return
        asked, committee = signer.agrees is not None, signer.is_committee
        for part in (self.pad, self.picture):
            part.setVisible(asked and not signer.lacks_seal)
        for button in (self.clear, self.done):
            button.setVisible(asked)
        self.stamp.setVisible(asked and not committee and (signer.wants_seal or signer.presses))
        for tick in (self.present, self.read_aloud, self.identity):
            tick.setVisible(asked and not committee and not signer.lacks_seal)
        self.pad.setEnabled(not committee)
        signed = self.pad.strokes or self._picture
        self.done.setEnabled(bool(self._stamp if signer.lacks_seal else signed))
        self.folder.setVisible(self.picture.isVisibleTo(self) or self.stamp.isVisibleTo(self))
        self.chosen.show_text(self._chosen_words())
        self.chosen.setVisible(bool(self.chosen.text()))

    def _chosen_words(self) -> str:
        """Return which pictures were chosen, or that one is waited for."""
        told = []
        if self._picture and not isinstance(self._picture, bytes):
            told.append(_("Chosen: {file}").format(file=self._picture.name))
        if self._stamp:
            beside = _("Beside the signature: {file}")
            known = _("picture from the folder")
            name = known if isinstance(self._stamp, bytes) else self._stamp.name
            told.append(beside.format(file=name))
        if self._watching:
            told.append(_("Waiting for a picture in “{folder}” …").format(folder=self._watching))
        return "\n".join(told)

    def _choose_folder(self) -> None:
        """Let the folder be chosen into which a scanner or camera puts its pictures."""
        name = QFileDialog.getExistingDirectory(
            self, _("Choose the folder of the scanner or camera")
        )
        if name:
            self.folder_wanted.emit(Path(name))

    def _refuse_signing(self) -> None:
        """Say that somebody would not sign."""
        if self._signer:
            words = _("{name} would not sign. It is noted; the place stays open.")
            asked = Asked(_("Reason"), optional=True)
            self.inquiry.ask(words.format(name=self._signer.name), _("Note it"), [asked])

    def _say_refused(self, texts: list[str]) -> None:
        """Say who would not sign, and why."""
        if self._signer:
            self.refused.emit(self._signer.key, texts[0])

    def _lay_out(self) -> None:
        """Put what is seen to above the pad, the buttons below."""
        unit = self._appearance.look.unit
        ticks = QGridLayout()
        ticks.setHorizontalSpacing(unit * 2)
        ticks.setVerticalSpacing(unit)
        ticks.addWidget(self.present, 0, 0)
        ticks.addWidget(self.identity, 0, 1)
        ticks.addWidget(self.read_aloud, 1, 0, 1, 2)
        ticks.setColumnStretch(1, 1)
        pictures, ends = QHBoxLayout(), QHBoxLayout()
        for line, buttons in (
            (pictures, (self.picture, self.stamp)),
            (ends, (self.folder, self.clear, self.done)),
        ):
            line.setSpacing(unit)
            for button in buttons:
                line.addWidget(button)
        self.top.addWidget(self.decline)
        pictures.addStretch()
        ends.insertStretch(1)
        self.inside.addWidget(self.who)
        self.inside.addWidget(self.consent)
        self.inside.addLayout(ticks)
        self.inside.addWidget(self.pad, 1)
        self.inside.addWidget(self.chosen)
        self.inside.addLayout(pictures)
        self.inside.addLayout(ends)
        self.inside.addWidget(self.inquiry)
        self.inside.addWidget(self.alert)


def _image(picture: Picture) -> QImage:
    """Return a picture as it is shown; one that cannot be read is empty, and refused later."""
    return QImage.fromData(picture) if isinstance(picture, bytes) else QImage(str(picture))
