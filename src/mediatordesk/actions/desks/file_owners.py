"""Which case and which material the bytes of a file belong to, in words for people."""

from collections.abc import Iterable, Iterator, Mapping

from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.named_files import file_hashes
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature
from mediatordesk.core.records import Record
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import N_, _
from mediatordesk.store import Store

SHORT = 12
"""Characters of a hash that tell files apart."""
CALLED: tuple[type[Record], ...] = (
    Attachment,
    Paper,
    Signature,
    SealedRevision,
    SignedScan,
    BoundFile,
    Handover,
    ReceiverAnswer,
)
"""What names files of a case."""
FAULT_WORDS: Mapping[str, str] = {
    "missing": N_("missing on this computer"),
    "damaged": N_("damaged on this computer"),
}
"""What `blob_problems` finds, in words for people."""


def file_words(store: Store, blob: Blob) -> str:
    """Return what people call a file: its case, and what it is there."""
    titles = list(dict.fromkeys(_titles(store, blob)))
    cases = store.where(Case, "id = ?", (blob.case_id.bytes,))
    words = _("case {number}: {title}")
    title = "、".join(titles) or _("file {hash}").format(hash=blob.sha256[:SHORT])
    return words.format(number=cases[0].called, title=title) if cases else title


def fault_words(store: Store, blob: Blob, fault: str) -> str:
    """Return a line on a file that is not whole here."""
    words = _("{file} is {fault}")
    return words.format(file=file_words(store, blob), fault=_(FAULT_WORDS[fault]))


def named_files(store: Store, hashes: Iterable[str]) -> tuple[str, ...]:
    """Return what people call the files of some parts or hashes, each once.

    What is the hash of no file, such as the name of a database, is returned as it is.
    """
    blobs = store.all(Blob)
    owners = {name: blob for blob in blobs for name in (blob.sha256, *blob.parts)}
    named = (file_words(store, owners[one]) if one in owners else one for one in hashes)
    return tuple(dict.fromkeys(named))


def _titles(store: Store, blob: Blob) -> Iterator[str]:
    """Yield the names of the records of the case that a file belongs to, voided ones too."""
    of_case = ("case_id = ? ORDER BY rowid", (blob.case_id.bytes,))
    for kind in CALLED:
        for record in store.where(kind, *of_case):
            if blob.sha256 in file_hashes(record):
                yield _called(store, record)
    # A form is kept once for all papers made from it, so it belongs to no case.
    for paper in store.where(Paper, "template_sha256 = ? ORDER BY rowid LIMIT 1", (blob.sha256,)):
        yield _("form of “{title}”").format(title=paper.title)


def _called(store: Store, record: Record) -> str:
    """Return what people call a record that names a file."""
    match record:
        case Attachment() as one:
            return one.name
        case Paper() as one:
            return one.title
        case Signature() as one:
            return _("signature of {name}").format(name=one.name)
        case SignedScan() | SealedRevision() as one:
            titles = [paper.title for paper in store.where(Paper, "id = ?", (one.paper_id.bytes,))]
            return _("signed original of {title}").format(title="".join(titles))
        case Handover() as one:
            return _("receipt of {receiver}").format(receiver=one.receiver)
        case ReceiverAnswer() as one:
            return _("answer {number}").format(number=one.number).strip()
    return _("bound file")
