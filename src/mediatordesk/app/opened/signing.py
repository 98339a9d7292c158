"""Signing as the window sees it: the actions, behind the questions of its place."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.cases.consents import given_for
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.files.paper_files import newest_sha256
from mediatordesk.actions.papers.file_pages import newest_papers
from mediatordesk.actions.papers.offers import offered_papers
from mediatordesk.actions.papers.papers import make_paper, subjects_of
from mediatordesk.actions.signing.biometrics import agrees
from mediatordesk.actions.signing.ceremony import note_ceremony
from mediatordesk.actions.signing.drawn_signatures import drawn
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.actions.signing.sealing import seal_paper
from mediatordesk.actions.signing.signing import Hand, sign_by_hand
from mediatordesk.actions.signing.timestamp_authorities import office_authority
from mediatordesk.actions.signing.watched_folder import WatchedFolder
from mediatordesk.app.asked.signing_desk import (
    Certificate,
    Given,
    PaperOffer,
    Picture,
    SignedPaper,
    Signer,
    SigningStand,
)
from mediatordesk.app.opened.chosen_files import read_chosen
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CEREMONY_WORDS, CeremonyStep
from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.core.texts import _
from mediatordesk.keys.durable import write_durably
from mediatordesk.signing import open_pkcs12, verify
from mediatordesk.store import read_case_file

Names = Mapping[UUID, str]


class OpenedSigning:
    """Answers the place for signing. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def stand(self, case_id: UUID) -> SigningStand:
        """Return who signs the papers of a case, and who has."""
        file = self._file(case_id)
        papers = (self._signed(file, one) for one in newest_papers(file.papers))
        offers = tuple(
            PaperOffer(one.kind.code, one.kind.title, one.subjects)
            for one in offered_papers(self._desk, file)
            if one.kind.slots
        )
        return SigningStand(tuple(one for one in papers if one.signers), offers)

    def make(self, case_id: UUID, code: str, about: UUID | None) -> Change:
        """Make a paper, or its next version; a DeskError says why not."""
        make_paper(self._desk, self._file(case_id), code, about=about)
        return self._newest_change(case_id)

    def sign(self, case_id: UUID, paper: UUID, given: Given) -> Change:
        """Take a signature; a DeskError says why not."""
        file, signed = self._paper(case_id, paper)
        hand = Hand(
            image=_content(given.picture),
            drawing=drawn(given.strokes, given.device) if given.strokes else None,
            fingerprint=_content(given.stamp),
            by=given.name,
        )
        change = sign_by_hand(self._desk, file, signed, given.key, hand)
        self._note(file, signed, given)
        return change

    def answer_consent(self, case_id: UUID, party: UUID, *, yes: bool) -> Change:
        """Note whether a party, or its guardian, agrees that these are kept. GuardianAgrees."""
        file, now = self._file(case_id), self._desk.clock.now()
        answer = Consent(
            case_id=case_id,
            party_id=party,
            kind=ConsentKind.BIOMETRICS,
            given_at=now,
            reader=self._desk.operator.name,
            refused=not yes,
        )
        given = given_for(file, file.party(party), answer, now.date())
        return self._desk.commit([added(given)])

    def refuse(self, case_id: UUID, paper: UUID, key: str, reason: str) -> Change:
        """Note that somebody would not sign. HasSigned."""
        file, signed = self._paper(case_id, paper)
        step = CeremonyStep.REFUSED
        return note_ceremony(self._desk, file, signed, step, [key], reason)

    def watch(self, folder: Path) -> WatchedFolder:
        """Return what gives the next picture that comes into a folder. FolderUnreadable."""
        return WatchedFolder(folder)

    def seal(self, case_id: UUID, paper: UUID, certificate: Certificate) -> Change:
        """Close a paper that all have signed; a DeskError says why not."""
        file, signed = self._paper(case_id, paper)
        data, now = read_chosen(certificate.file), self._desk.clock.now()
        signer = open_pkcs12(data, certificate.passphrase, at=now)
        seal_paper(self._desk, file, signed, signer, office_authority(self._desk))
        return self._newest_change(case_id)

    def worth(self, case_id: UUID, paper: UUID) -> str:
        """Return in one line what the signatures of a closed paper are worth."""
        _file, signed = self._paper(case_id, paper)
        pdf = bytes_of(self._desk, case_id, newest_sha256(self._desk, signed))
        report = verify(pdf, at=self._desk.clock.now())
        if report.problem or not report.signatures:
            return report.words
        return " ".join(one.verdict for one in report.signatures)

    def save(self, paper: Paper, to: Path) -> Path:
        """Write the PDF of a paper to a file outside the desk, to be printed. NotWritten."""
        pdf = bytes_of(self._desk, paper.case_id, newest_sha256(self._desk, paper))
        write_durably(to, pdf)
        return to

    def _file(self, case_id: UUID) -> CaseFile:
        return read_case_file(self._desk.store, case_id)

    def _paper(self, case_id: UUID, paper: UUID) -> tuple[CaseFile, Paper]:
        file = self._file(case_id)
        return file, next(one for one in file.papers if one.id == paper)

    def _newest_change(self, case_id: UUID) -> Change:
        return self._desk.store.changes_of(case_id)[-1]

    def _signed(self, file: CaseFile, paper: Paper) -> SignedPaper:
        """Return a paper with those who sign it."""
        kind = self._desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
        named = subjects_of(file, kind).items()
        agreement = next((one for one in file.agreements if one.id == paper.about), None)
        scan = file.scan_of(paper.id)
        return SignedPaper(
            paper,
            next((name for name, subject in named if subject == paper.about), ""),
            tuple(_signer(file, one) for one in places_on(self._desk, file, paper)),
            takes_effect=agreement is not None and kind.number == "agreement",
            effective_on=agreement.effective_on if agreement else None,
            scanned_on=scan.filed_on if scan else None,
            log=_log(file, paper),
        )

    def _note(self, file: CaseFile, paper: Paper, given: Given) -> None:
        """Note what was seen to around a signature: who was there, who read the paper out."""
        person = given.name or given.key
        seen = (
            (CeremonyStep.PRESENT, given.present, self._called(file, paper, given)),
            (CeremonyStep.READ_ALOUD, given.read_aloud, self._desk.operator.name),
            (CeremonyStep.IDENTITY_CHECKED, given.identity_checked, person),
        )
        for step, so, name in seen:
            if so:
                note_ceremony(self._desk, file, paper, step, [name])

    def _called(self, file: CaseFile, paper: Paper, given: Given) -> str:
        """Return who has signed by name."""
        places = places_on(self._desk, file, paper)
        return given.name or next(one.called for one in places if one.key == given.key)


def _content(picture: Picture | None) -> bytes | None:
    """Return the bytes of a picture that was chosen, or that came into a folder."""
    return read_chosen(picture) if isinstance(picture, Path) else picture


def _signer(file: CaseFile, place: Place) -> Signer:
    """Return a place as it is shown."""
    given = place.signature
    return Signer(
        key=place.key,
        quality=place.label,
        name=place.called,
        party=place.party_id,
        required=place.required,
        others=place.others,
        stands_for=place.stands_for,
        wants_seal=place.wants_seal,
        signed_on=given.signed_on if given else None,
        signed_by=given.name if given else "",
        **({"way": given.way} if given else {}),
        lacks_seal=place.lacks_seal,
        agrees=agrees(file, place) if place.party_id else True,
        refused=place.refused,
    )


def _log(file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return what was noted around a paper's signing, a line each."""
    words = _("{time}  {person}: {what}")
    return tuple(
        words.format(
            time=one.happened_at.strftime("%m-%d %H:%M"),
            person=one.person,
            what=" ".join(filter(None, (_(CEREMONY_WORDS[one.step]), one.remark))),
        )
        for one in file.ceremony_of(paper.id)
    )
