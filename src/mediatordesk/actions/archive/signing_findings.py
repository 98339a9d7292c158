"""What is wrong with the signing of papers in a file: places, seals, scans, older texts."""

from collections.abc import Iterator

from mediatordesk.actions.archive.file_views import FileView
from mediatordesk.actions.papers.file_pages import FRAME, FileItem, Form
from mediatordesk.actions.signing.locked_text import says_the_same
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.core.papers import Paper, SignerRole, SigningWay
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level, PaperKind

UNSIGNED = N_("not signed yet")
NO_SEAL = N_("signed without the seal of the organisation")
NO_FINGERPRINT = N_("signed without a fingerprint")
PAGES_MISSING = N_("of {pages} pages only {scanned} were scanned")
PAGES_TOO_MANY = N_("the scan has {scanned} pages, the paper {pages}")
CHANGED_SINCE = N_("the case was changed after it was made: make it again")
CHANGED_SIGNED = N_("the case was changed after it was signed")
FINGERPRINT = "指印"
"""A place whose words name it asks for it: rolls come back without (domain.md 2)."""


def signing_findings(view: FileView) -> Iterator[Finding]:
    """Yield for every paper whose signature, seal or scan is missing, and what was outdated."""
    for kind, paper, item in view.papers():
        yield from _places(view, kind, paper, item)
        yield from _scan(view, paper, item)
        yield from _text(view, kind, paper, item)


def _places(view: FileView, kind: PaperKind, paper: Paper, item: FileItem) -> Iterator[Finding]:
    level = Level.BLOCK if view.is_must(kind, paper.about) else Level.WARN
    places = places_on(view.desk, view.file, paper)
    open_ones = [one.called for one in places if one.required and not one.signature]
    unsealed = [one.name for one in places if one.lacks_seal]
    bare = [one.name for one in places if _lacks_fingerprint(view, kind, one)]
    for code, rank, names, why in (
        ("K01", level, open_ones, UNSIGNED),
        ("K02", level, unsealed, NO_SEAL),
        ("K02", Level.WARN, bare, NO_FINGERPRINT),
    ):
        if names:
            yield _finding(view, code, rank, item, _(why), "、".join(names))


def _lacks_fingerprint(view: FileView, kind: PaperKind, place: Place) -> bool:
    """Tell whether a person signed the agreement here without a fingerprint.

    What was signed on paper nobody has to tell; who refused to give one has signed by hand.
    """
    signed = place.signature
    if signed is None or place.role is not SignerRole.PARTY or kind.number != "agreement":
        return False
    asked = FINGERPRINT in place.label and not place.is_organisation
    here = signed.way is not SigningWay.ON_PAPER and not signed.fingerprint_sha256
    return asked and here and not _refused(view, place)


def _refused(view: FileView, place: Place) -> bool:
    kind = ConsentKind.BIOMETRICS
    asked = [
        one for one in view.file.consents if one.kind is kind and one.party_id == place.party_id
    ]
    return bool(asked) and asked[-1].refused


def _scan(view: FileView, paper: Paper, item: FileItem) -> Iterator[Finding]:
    """Yield that a scan has not the pages of its paper."""
    scan = view.file.scan_of(paper.id)
    if item.form is not Form.SCAN or scan is None or scan.pages == paper.pages:
        return
    fewer = scan.pages < paper.pages
    words = _(PAGES_MISSING if fewer else PAGES_TOO_MANY)
    why = words.format(pages=paper.pages, scanned=scan.pages)
    yield _finding(view, "K03", Level.BLOCK if fewer else Level.WARN, item, why)


def _text(view: FileView, kind: PaperKind, paper: Paper, item: FileItem) -> Iterator[Finding]:
    """Yield that the case says something else now than the paper does."""
    if kind.code in FRAME or says_the_same(view.desk, view.file, paper):
        return
    why = _(CHANGED_SIGNED if paper.locked else CHANGED_SINCE)
    yield _finding(view, "K04", Level.WARN, item, why)


def _finding(
    view: FileView, code: str, level: Level, item: FileItem, why: str, whom: str = ""
) -> Finding:
    quote = "：".join(filter(None, (view.called(item), whom)))
    basis = view.pack.basis(item.kind, view.day) if item.kind else ""
    about = str(item.paper.about) if item.paper and item.paper.about else ""
    return Finding(code, level, why, basis, quote, about)
