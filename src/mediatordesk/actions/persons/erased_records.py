"""What becomes of the records of a case when one person is erased from it.

Their own rows become empty places. Files that they handed in, pictures of their signatures and
papers that name them are shredded; what is evidence stays while the case must be kept. Texts that
others wrote stay, with 〔已删除〕 where the person was named.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from mediatordesk.actions.persons.person_records import Person, is_about, without_words, wrote_about
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Element
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.changes import Change
from mediatordesk.core.handovers import ReceiverAnswer
from mediatordesk.core.named_files import file_hashes
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Note
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import N_, _

ERASED = "〔已删除〕"
SIGNED_PAPER = N_("signed; it is evidence of the case until its retention is over")
EVIDENCE = N_("marked as evidence; kept until the case's retention is over")

SEALED = N_("nobody but its readers can open it; kept until the case's retention is over")


@dataclass(frozen=True)
class KeptFile:
    """A file that may still name the person, and why it is kept."""

    case: UUID
    title: str
    sha256: str
    reason: str


@dataclass(frozen=True)
class LostFile:
    """A file that goes with the person: material that they handed in, a paper, a signature."""

    case: UUID
    title: str
    sha256: str


@dataclass(frozen=True)
class CaseErasure:
    """What is to be done in one case."""

    pairs: tuple[tuple[Record, Record], ...]
    """Every record of the case as it is, and as it is to be."""
    changes: tuple[Change, ...]
    """Those whose content is to be erased."""
    shredded: tuple[Blob, ...]
    lost: tuple[LostFile, ...]
    kept: tuple[KeptFile, ...]


def case_erasure(
    person: Person, records: Sequence[Record], changes: Iterable[Change], *, over: bool
) -> CaseErasure:
    """Return what is to be done; `over` says that the case's retention has ended."""
    others = {one.id for one in records if isinstance(one, Party)} - person.rows
    pairs, gone = _before_and_after(person, records, others, over=over)
    emptied = {one.id for one, after in pairs if one != after and not _is_text_only(one)}
    emptied |= person.rows
    return CaseErasure(
        pairs=pairs,
        changes=tuple(one for one in changes if wrote_about(person, one, emptied)),
        shredded=tuple(one for one, after in pairs if isinstance(one, Blob) and one != after),
        lost=tuple(lost for one, _after in pairs for lost in _lost(one, gone)),
        kept=tuple(kept for _one, after in pairs for kept in _kept(person, after, others)),
    )


def _before_and_after(
    person: Person, records: Sequence[Record], others: set[UUID], *, over: bool
) -> tuple[tuple[tuple[Record, Record], ...], set[str]]:
    """Return each record as it is and as it is to be, and the hashes that nothing names then."""
    of_others = {one.id for one in records if isinstance(one, Paper) and one.about in others}
    pairs = [(one, _after(person, one, others | of_others, over=over)) for one in records]
    before = {sha for one in records for sha in file_hashes(one)}
    gone = before - {sha for pair in pairs for sha in file_hashes(pair[1])}
    return tuple((one, _shredded(after, gone)) for one, after in pairs), gone


def _after(person: Person, record: Record, others: set[UUID], *, over: bool) -> Record:
    """Return a record without the person."""
    match record:
        case Party() as one:
            return _empty_place(person, one) if one.id in person.rows else one
        case Element() as one if one.party_id is not None:
            return replace(one, content="") if one.party_id in person.rows else one
        case Paper() as one:
            return _paper_after(person, one, others, over=over)
        case SignedScan() | SealedRevision() | BoundFile() | ReceiverAnswer() if over:
            return _signed_after(person, record, others)
        case Note() as one if one.caucus and over:
            return replace(one, readers=(), sealed_text=b"")
        case CeremonyNote() as one if one.party_id in person.rows:
            return replace(one, person=ERASED, remark=person.without_words(one.remark, ERASED))
        case Signature() as one if one.party_id in person.rows:
            return replace(
                one,
                name=ERASED,
                image_sha256="",
                fingerprint_sha256="",
                strokes_sha256="",
                device="",
            )
        case Attachment() as one if one.party_id in person.rows and (over or not one.evidence):
            return replace(one, name=ERASED, sha256="", size=0, original_sha256="", original_size=0)
    return without_words(record, person, ERASED) if is_about(person, record) else record


def _empty_place(person: Person, party: Party) -> Party:
    """Return a party's row of which only its place in the case is left."""
    return Party(
        id=party.id,
        void_reason=person.without_words(party.void_reason, ERASED),
        case_id=party.case_id,
        role=party.role,
        kind=party.kind,
        position=party.position,
        name=ERASED,
    )


def _signed_after(person: Person, record: Record, others: set[UUID]) -> Record:
    """Return what came back signed, or was made of it, without the files that show the person."""
    match record:
        case SignedScan() as one if one.paper_id not in others:
            return replace(one, sha256="", pages=0, sources=())
        case SealedRevision() as one if one.paper_id not in others:
            return replace(without_words(one, person, ERASED), sha256="")
        case BoundFile() as one:
            return replace(one, sha256="")
        case ReceiverAnswer() as one:
            return replace(without_words(one, person, ERASED), document_sha256="")
    return record


def _paper_after(person: Person, paper: Paper, others: set[UUID], *, over: bool) -> Paper:
    """Return a paper without its files, unless it is another party's or still evidence."""
    if paper.about in others or (paper.locked and not over):
        return paper
    return replace(
        without_words(paper, person, ERASED),
        docx_sha256="",
        pdf_sha256="",
        sealed_sha256="",
        content_sha256="",
        pages=0,
    )


def _shredded(record: Record, gone: set[str]) -> Record:
    """Return a file's row without the key and the names of its parts, if nothing needs it."""
    if isinstance(record, Blob) and record.sha256 in gone:
        return replace(record, sha256="", size=0, identity="", parts=())
    return record


def _lost(record: Record, gone: set[str]) -> Iterator[LostFile]:
    """Yield the files of a record that go, under the name by which people know them."""
    lost = [sha256 for sha256 in dict.fromkeys(file_hashes(record)) if sha256 in gone]
    match record:
        case Attachment() as one:
            yield from (LostFile(one.case_id, one.name, sha256) for sha256 in lost)
        case Paper() as one:
            yield from (LostFile(one.case_id, one.title, sha256) for sha256 in lost)
        case Signature() as one:
            yield from (LostFile(one.case_id, _("signature"), sha256) for sha256 in lost)
        case SignedScan() | SealedRevision() as one:
            yield from (LostFile(one.case_id, _("signed original"), sha256) for sha256 in lost)
        case BoundFile() as one:
            yield from (LostFile(one.case_id, _("bound file"), sha256) for sha256 in lost)
        case ReceiverAnswer() as one:
            yield from (LostFile(one.case_id, _("receiver's answer"), sha256) for sha256 in lost)


def _is_text_only(record: Record) -> bool:
    """Tell whether a record belongs to the case, and only words in it were the person's."""
    of_person = Party | Element | Signature | Attachment | Paper | Blob | BoundFile
    signed = SignedScan | SealedRevision
    caucus = isinstance(record, Note) and record.caucus
    return not isinstance(record, of_person | signed) and not caucus


def _kept(person: Person, record: Record, others: set[UUID]) -> Iterator[KeptFile]:
    """Yield what still may name the person, and why."""
    match record:
        case Paper() as one if one.locked and one.pdf_sha256 and one.about not in others:
            sha256 = one.sealed_sha256 or one.pdf_sha256
            yield KeptFile(one.case_id, one.title, sha256, _(SIGNED_PAPER))
        case Attachment() as one if one.party_id in person.rows and one.sha256:
            yield KeptFile(one.case_id, one.name, one.sha256, _(EVIDENCE))
        case SignedScan() | SealedRevision() as one if one.sha256 and one.paper_id not in others:
            yield KeptFile(one.case_id, _("signed original"), one.sha256, _(SIGNED_PAPER))
        case BoundFile() as one if one.sha256:
            yield KeptFile(one.case_id, _("bound file"), one.sha256, _(SIGNED_PAPER))
        case ReceiverAnswer() as one if one.document_sha256:
            yield KeptFile(one.case_id, _("receiver's answer"), one.document_sha256, _(EVIDENCE))
        case Note() as one if one.caucus and one.sealed_text:
            yield KeptFile(one.case_id, _("caucus note"), "", _(SEALED))
