"""Which case and which material the bytes of a file belong to, in words for people."""

from collections.abc import Iterable, Iterator, Mapping

from mediatordesk.core.cases import Case
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature
from mediatordesk.core.texts import N_, _
from mediatordesk.store import Store

SHORT = 12
"""Characters of a hash that tell files apart."""
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
    for attachment in store.where(Attachment, *of_case):
        if blob.sha256 in {attachment.sha256, attachment.original_sha256}:
            yield attachment.name
    for paper in store.where(Paper, *of_case):
        if blob.sha256 in {paper.docx_sha256, paper.pdf_sha256, paper.sealed_sha256}:
            yield paper.title
    for one in store.where(Signature, *of_case):
        if blob.sha256 in {one.image_sha256, one.fingerprint_sha256}:
            yield _("signature of {name}").format(name=one.name)
    # A form is kept once for all papers made from it, so it belongs to no case.
    for paper in store.where(Paper, "template_sha256 = ? ORDER BY rowid LIMIT 1", (blob.sha256,)):
        yield _("form of “{title}”").format(title=paper.title)
