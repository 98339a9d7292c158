"""Signing a paper: who must, who has, and the seal that closes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from mediatordesk.actions.cases.checks import require_signable
from mediatordesk.actions.cases.periods import begun_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, bytes_of, keep_bytes
from mediatordesk.actions.papers.manuscripts import manuscript
from mediatordesk.actions.papers.template_editions import template_of
from mediatordesk.actions.papers.typesetting import Manuscript, PaperTemplate, set_paper
from mediatordesk.core.agreements import MediationAgreement, effective_on
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, Signature, SignerRole
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.core.signers import signer_of
from mediatordesk.core.texts import N_
from mediatordesk.forms import Slot
from mediatordesk.signing import Signer, Statement, check_image, seal


class NobodySigns(DeskError):
    """A name that is not among those who sign the paper."""

    happened = N_("“{name}” has no place to sign on {paper}; these have: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of them.")


class SealMissing(DeskError):
    """An organisation has signed, and its seal is not beside the signature."""

    happened = N_("{paper} was not sealed: beside the signature the seal of {missing} is missing.")
    kept = N_("The signatures given so far are kept.")
    to_do = N_("Let the organisation sign again, with the picture of its seal.")


class SignaturesMissing(DeskError):
    """Somebody who must sign has not."""

    happened = N_("{paper} was not sealed: {missing} have not signed yet.")
    kept = N_("The signatures given so far are kept.")
    to_do = N_("Let them sign, and seal the paper then.")


class TextChanged(DeskError):
    """The case says something else now than the text that people signed."""

    happened = N_("{paper} was not sealed: the case was changed after the first signature.")
    kept = N_("The text that was signed, and the signatures on it, are kept.")
    to_do = N_("Undo the change, or make a new version of the paper and let everybody sign it.")


class Outdated(DeskError):
    """The case was changed after the paper was made, and nobody has signed it yet."""

    happened = N_("{paper} was not signed: the case was changed after it was made.")
    kept = N_("The case is as it was changed; nobody has signed the old text.")
    to_do = N_("Make the paper again, and sign the new one.")


class AlreadySealed(DeskError):
    """A sealed paper never changes."""

    happened = N_("{paper} is sealed and can no longer be signed or changed.")
    kept = N_("The sealed paper is as it was.")
    to_do = N_("Make a new version of the paper if something has to change.")


@dataclass(frozen=True)
class Place:
    """A place for a signature on a paper: whose, in what quality, and the signature given."""

    role: SignerRole
    label: str
    name: str
    """Who is asked: of a party that cannot act alone, the guardian."""
    party_id: UUID | None
    required: bool
    others: tuple[str, ...] = ()
    """Who may sign here as well: an organisation's representative, an agent with authority."""
    stands_for: str = ""
    """The ward, where the guardian signs."""
    wants_seal: bool = False
    """An organisation's seal belongs beside the signature."""
    signature: Signature | None = None

    @property
    def lacks_seal(self) -> bool:
        """Tell whether an organisation has signed here without its seal."""
        signed = self.signature
        return self.wants_seal and signed is not None and not signed.fingerprint_sha256


def places_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[Place, ...]:
    """Return who signs a paper, in the order of its places, and who has signed it already."""
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    given = file.signatures_on(paper.id)
    return tuple(
        replace(place, signature=_given(place, given))
        for slot in kind.slots
        for place in _places_of(file, paper, slot)
    )


def seals_lacking_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return the organisations that have signed a paper without the seal it asks for."""
    return tuple(place.name for place in places_on(desk, file, paper) if place.lacks_seal)


def missing_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return the names of those who must still sign a paper."""
    places = places_on(desk, file, paper)
    return tuple(place.name for place in places if place.required and not place.signature)


def sign_paper(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    name: str,
    *,
    image: bytes,
    fingerprint: bytes | None = None,
) -> Change:
    """Note that somebody signed a paper, with the picture of the signature.

    The first signature locks the text. An agreement takes effect on the day the last required
    signature or seal is there (人民调解法 29 II), and its periods begin. An organisation whose seal
    was missing signs again: its signature keeps its day, for that day the agreement counts from.
    """
    if paper.sealed_sha256:
        raise AlreadySealed(paper=paper.title)
    if not paper.locked and not _says_the_same(desk, file, paper):
        raise Outdated(paper=paper.title)
    require_signable(desk, file, paper)
    place = _place_named(desk, file, paper, name)
    given = [data for data in (image, fingerprint) if data is not None]
    types = [f"image/{check_image(data).kind.lower()}" for data in given]
    kept = [
        keep_bytes(desk, file.case.id, data, media_type)
        for data, media_type in zip(given, types, strict=True)
    ]
    drawn, *pressed = [blob.sha256 for blob, _op in kept]
    ops = [op for _blob, op in kept]
    signature = Signature(
        case_id=file.case.id,
        paper_id=paper.id,
        role=place.role,
        name=name if name in place.others else place.name,
        party_id=place.party_id,
        signed_on=desk.clock.today(),
        image_sha256=drawn,
        fingerprint_sha256="".join(pressed),
    )
    if place.signature:
        before = place.signature
        sealed = replace(signature, id=before.id, name=before.name, signed_on=before.signed_on)
        return desk.commit([*ops, changed(before, sealed)])
    ops += [added(signature), changed(paper, replace(paper, locked=True))]
    signed = replace(file, signatures=(*file.signatures, signature))
    return desk.commit([*ops, *_taking_effect(desk, signed, paper)])


def seal_paper(desk: Desk, file: CaseFile, paper: Paper, signer: Signer) -> bytes:
    """Close a signed paper: its pictures in their places, and a PAdES signature over all.

    Returns the sealed PDF. SignaturesMissing names who is missing, SealMissing the organisations
    without their seal; TextChanged if the case no longer gives the text that was signed.
    """
    if paper.sealed_sha256:
        raise AlreadySealed(paper=paper.title)
    missing = missing_on(desk, file, paper)
    if missing:
        raise SignaturesMissing(paper=paper.title, missing="、".join(missing))
    unsealed = seals_lacking_on(desk, file, paper)
    if unsealed:
        raise SealMissing(paper=paper.title, missing="、".join(unsealed))
    pdf = _with_pictures(desk, file, paper)
    statement = Statement(at=desk.clock.now(), reason=paper.title, location=desk.office.name)
    sealed = seal(pdf, signer, statement)
    blob, op = keep_bytes(desk, file.case.id, sealed, PDF)
    after = replace(paper, locked=True, sealed_sha256=blob.sha256)
    desk.commit([op, changed(paper, after)])
    return sealed


def _with_pictures(desk: Desk, file: CaseFile, paper: Paper) -> bytes:
    """Return the PDF of the locked text with the signatures' pictures in their places.

    All else is as it was made: the code on its pages, and the data in it.
    """
    original, template = _as_made(desk, file, paper, {})
    if original.content_sha256 != paper.content_sha256:
        raise TextChanged(paper=paper.title)
    pictured, _same = _as_made(desk, file, paper, signature_pictures(desk, file, paper))
    signed = replace(original, values=pictured.values)
    return set_paper(signed, template.compiled, desk.fonts).pdf.data


def _says_the_same(desk: Desk, file: CaseFile, paper: Paper) -> bool:
    """Tell whether the case still gives the very text of a paper."""
    return _as_made(desk, file, paper, {})[0].content_sha256 == paper.content_sha256


def _as_made(
    desk: Desk, file: CaseFile, paper: Paper, pictures: Mapping[str, object]
) -> tuple[Manuscript, PaperTemplate]:
    """Gather again what a paper was made from: by that day's rules, with the very template."""
    pack, day = desk.packs.pack(file.case.pack), paper.made_on
    kind = pack.paper(paper.kind, day)
    template = PaperTemplate.read(template_of(desk, pack, paper))
    gathered = manuscript(
        desk.on(day),
        file,
        kind,
        template,
        about=paper.about,
        extra=pictures,
        version=paper.version,
    )
    return gathered, template


def signature_pictures(desk: Desk, file: CaseFile, paper: Paper) -> dict[str, object]:
    """Return the pictures of the signatures on a paper, for `paper_values`."""
    found: dict[str, object] = {}
    for one in file.signatures_on(paper.id):
        key = str(one.party_id) if one.party_id else one.role.value
        for kind, sha256 in (("image", one.image_sha256), ("print", one.fingerprint_sha256)):
            if sha256:
                found[f"{kind}:{key}"] = bytes_of(desk, file.case.id, sha256)
    return found


def _places_of(file: CaseFile, paper: Paper, slot: Slot) -> Iterable[Place]:
    """Yield the places of one slot: one for each party it is meant for, or one person's."""
    if slot.role is SignerRole.PARTY:
        about = _parties_about(file, paper)
        for party in file.parties if slot.each_party or not about else about:
            if slot.party_role in {"", party.role}:
                yield _place_of_party(file, party, slot, paper.made_on)
        return
    names = {
        SignerRole.MEDIATOR: file.case.mediator,
        SignerRole.RECORDER: file.case.recorder,
        SignerRole.COMMITTEE_SEAL: file.case.committee or file.office.name,
    }
    yield Place(slot.role, slot.label, names[slot.role], None, slot.required)


def _parties_about(file: CaseFile, paper: Paper) -> tuple[Party, ...]:
    """Return the party that a paper is for; a receipt is for who was paid."""
    paid = {one.obligee_id for one in file.obligations if one.id == paper.about}
    return tuple(party for party in file.parties if party.id in {paper.about, *paid})


def _place_of_party(file: CaseFile, party: Party, slot: Slot, day: date) -> Place:
    """Return the place of a party: who cannot act alone on the paper's day has a guardian sign."""
    seal, signer = slot.seal and party.is_organisation, signer_of(file, party, day)
    if slot.guardian and signer.is_guardian and signer.name:
        return Place(
            slot.role, slot.label, signer.name, party.id, slot.required, stands_for=party.name
        )
    others = () if signer.is_guardian else signer.others
    return Place(slot.role, slot.label, party.name, party.id, slot.required, others, "", seal)


def _given(place: Place, signatures: Iterable[Signature]) -> Signature | None:
    """Return the signature that was given in a place; of a ward only the guardian's counts."""
    for one in signatures:
        if (one.role, one.party_id) == (place.role, place.party_id):
            if place.stands_for and one.name != place.name:
                continue
            return one
    return None


def _place_named(desk: Desk, file: CaseFile, paper: Paper, name: str) -> Place:
    """Return the place of a name or of a role that is open yet; NobodySigns if none."""
    open_ones = [one for one in places_on(desk, file, paper) if not one.signature or one.lacks_seal]
    for place in open_ones:
        if name in {place.name, place.role.value, *place.others}:
            return place
    known = "、".join(place.name for place in open_ones)
    raise NobodySigns(name=name, paper=paper.title, known=known)


def _taking_effect(desk: Desk, file: CaseFile, paper: Paper) -> list[Op]:
    """Return the operations that put an agreement into force once all have signed it."""
    agreement = next((one for one in file.agreements if one.id == paper.about), None)
    if agreement is None or agreement.effective_on or missing_on(desk, file, paper):
        return []
    day = _effective_day(file, agreement, paper)
    after = replace(agreement, effective_on=day)
    agreements = tuple(after if one.id == after.id else one for one in file.agreements)
    begun = begun_periods(desk, replace(file, agreements=agreements))
    return [changed(agreement, after), *begun]


def _effective_day(file: CaseFile, agreement: MediationAgreement, paper: Paper) -> date | None:
    days = (one.signed_on for one in file.signatures_on(paper.id))
    return effective_on(agreement.form, agreement.agreed_on, days)
