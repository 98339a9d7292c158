"""The seal that closes a paper once everybody has signed it, and what is added to it later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, bytes_of, keep_bytes
from mediatordesk.actions.signing.locked_text import TextChanged, signed_pdf
from mediatordesk.actions.signing.places import missing_on, seals_lacking_on
from mediatordesk.actions.signing.seal_places import seal_place
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added, changed
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.texts import N_
from mediatordesk.signing import (
    Mark,
    NoTimestamp,
    Signer,
    Statement,
    TimestampAuthority,
    seal,
    timestamp,
    verify,
)


class SignaturesMissing(DeskError):
    """Somebody who must sign has not."""

    happened = N_("{paper} was not sealed: {missing} have not signed yet.")
    kept = N_("The signatures given so far are kept.")
    to_do = N_("Let them sign, and seal the paper then.")


class SealMissing(DeskError):
    """An organisation has signed, and its seal is not beside the signature."""

    happened = N_("{paper} was not sealed: beside the signature the seal of {missing} is missing.")
    kept = N_("The signatures given so far are kept.")
    to_do = N_("Let the organisation sign again, with the picture of its seal.")


class AlreadySealed(DeskError):
    """A sealed paper never changes."""

    happened = N_("{paper} is sealed and can no longer be signed or changed.")
    kept = N_("The sealed paper is as it was.")
    to_do = N_("Make a new version of the paper if something has to change.")


class SealedAlready(DeskError):
    """The same certificate has sealed the paper before."""

    happened = N_("{paper} is sealed by {name} already.")
    kept = N_("The sealed paper is as it was.")
    to_do = N_("Make a new version of the paper if something has to change.")


class NotSealedYet(DeskError):
    """A timestamp is added to sealed papers only."""

    happened = N_("{paper} is not sealed yet: there is nothing to add a timestamp to.")
    kept = N_("Everything saved before is unchanged.")
    to_do = N_("Seal the paper first.")


@dataclass(frozen=True)
class SealedPaper:
    """A sealed PDF, and why it has no timestamp if one was asked for."""

    pdf: bytes
    lacking: NoTimestamp | None = None


def seal_paper(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    signer: Signer,
    authority: TimestampAuthority | None = None,
) -> SealedPaper:
    """Close a signed paper: its pictures in their places, and a PAdES signature over all.

    A paper that is sealed gets one more signature, of another certificate, at its end. Without an
    answer of the authority it is sealed without a timestamp, which can be added later.
    SignaturesMissing names who is missing, SealMissing the organisations without their seal;
    TextChanged if the case no longer gives the text that was signed; SealedAlready.
    """
    if paper.sealed_sha256:
        return _seal_again(desk, file, paper, signer, authority)
    missing = missing_on(desk, file, paper)
    if missing:
        raise SignaturesMissing(paper=paper.title, missing="、".join(missing))
    unsealed = seals_lacking_on(desk, file, paper)
    if unsealed:
        raise SealMissing(paper=paper.title, missing="、".join(unsealed))
    pdf = signed_pdf(desk, file, paper)
    mark = seal_place(desk, file, paper, pdf, signer)
    sealed = _sealed(desk, paper, pdf.data, signer, mark, authority)
    blob, op = keep_bytes(desk, file.case.id, sealed.pdf, PDF)
    after = replace(paper, locked=True, sealed_sha256=blob.sha256)
    desk.commit([op, changed(paper, after)])
    return sealed


def add_timestamp(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    authority: TimestampAuthority,
    trust: Sequence[bytes] = (),
) -> bytes:
    """Add a timestamp over a sealed paper as it stands; return the whole PDF.

    With the certificates of the authorities that its signers lead to, all that is needed to judge
    them years later goes in before it, where it can be had. NotSealedYet, NoTimestamp.
    """
    if not paper.sealed_sha256:
        raise NotSealedYet(paper=paper.title)
    before = bytes_of(desk, file.case.id, file.sealed_sha256(paper))
    grown = timestamp(before, authority, trust=trust)
    _keep_revision(desk, paper, grown, "")
    return grown


def _seal_again(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    signer: Signer,
    authority: TimestampAuthority | None,
) -> SealedPaper:
    """Add the signature of another certificate: the committee's after the mediator's."""
    before = bytes_of(desk, file.case.id, file.sealed_sha256(paper))
    if any(one.signer == signer.facts for one in verify(before).signatures):
        raise SealedAlready(paper=paper.title, name=signer.facts.name)
    mark = _place_again(desk, file, paper, signer)
    sealed = _sealed(desk, paper, before, signer, mark, authority)
    _keep_revision(desk, paper, sealed.pdf, signer.facts.name)
    return sealed


def _place_again(desk: Desk, file: CaseFile, paper: Paper, signer: Signer) -> Mark | None:
    """Return the place of a later signature, if the case still tells where the pictures stand."""
    try:
        return seal_place(desk, file, paper, signed_pdf(desk, file, paper), signer)
    except TextChanged:
        return None


def _sealed(
    desk: Desk,
    paper: Paper,
    pdf: bytes,
    signer: Signer,
    mark: Mark | None,
    authority: TimestampAuthority | None,
) -> SealedPaper:
    """Return a PDF with a signature at its end, with a timestamp if there is one to be had."""
    statement = Statement(desk.clock.now(), paper.title, desk.office.name, mark=mark)
    if authority is None:
        return SealedPaper(seal(pdf, signer, statement))
    try:
        return SealedPaper(seal(pdf, signer, statement, authority))
    except NoTimestamp as lacking:
        return SealedPaper(seal(pdf, signer, statement), lacking)


def _keep_revision(desk: Desk, paper: Paper, pdf: bytes, signer: str) -> None:
    blob, op = keep_bytes(desk, paper.case_id, pdf, PDF)
    revision = SealedRevision(
        case_id=paper.case_id,
        paper_id=paper.id,
        sha256=blob.sha256,
        added_at=desk.clock.now(),
        signer=signer,
    )
    desk.commit([op, added(revision)])
