"""What is amiss with scans, in words for people: what is missing, whose a page is, what to do."""

from collections.abc import Iterator

from mediatordesk.actions.signing.scan_readings import BegunPaper, ForeignPage, ScanReading
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import MatchedPage, ScannedPage

SHOWN = 12
"""So many things are named in one error; of more it says how many."""


class ScansNotFiled(DeskError):
    """Scans of which no paper is whole; the kinds below say what to do. Fields: why."""

    happened = N_("Nothing was filed: {why}.")
    kept = N_("The scans are unchanged, and nothing in the case was.")
    to_do = N_("Look whether these are the scans of the signed paper.")


class PagesMissing(ScansNotFiled):
    """A paper was begun to be scanned, and pages of it are missing."""

    to_do = N_("Scan the missing pages, and hand them in together with these.")


class OlderVersion(ScansNotFiled):
    """The pages are of a version that a newer one has replaced."""

    to_do = N_("Let everybody sign the newest version, and scan that.")


class OfAnotherCase(ScansNotFiled):
    """The pages are of other cases, or of papers that this case has not."""

    to_do = N_("File them in the case that they belong to.")


class NoCodeRead(ScansNotFiled):
    """On no page a code could be read."""

    to_do = N_(
        "Scan the page again, flat and whole to its lower corners; or say by hand which page of "
        "which paper it is."
    )


def lacking(file: CaseFile, reading: ScanReading, wanted: Paper | None = None) -> ScansNotFiled:
    """Return the error that says why no paper, or not the wanted one, can be filed."""
    own = [one for one in reading.papers if wanted is None or one.is_version_of(wanted)]
    kinds = (
        (PagesMissing, any(one.missing for one in own)),
        (OlderVersion, reading.older),
        (OfAnotherCase, reading.foreign),
        (NoCodeRead, reading.unread),
    )
    kind = next((kind for kind, found in kinds if found), ScansNotFiled)
    lines = list(amiss(file, reading)) or [_("the pages are of another paper")]
    more = [_("… and {n} more").format(n=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return kind(why="；".join([*lines[:SHOWN], *more]))


def amiss(file: CaseFile, reading: ScanReading) -> Iterator[str]:
    """Yield a line for everything that is amiss: missing, foreign, doubled, older, unread."""
    yield from (_missing(one) for one in reading.papers if one.missing)
    yield from (words for one in reading.papers for words in _outrun(file, one))
    yield from (_older(reading, one) for one in reading.older)
    yield from (_foreign(file, reading, one) for one in reading.foreign)
    yield from (_doubled(reading, one) for one in reading.doubled)
    words = _("{place}: no page code could be read")
    yield from (words.format(place=place_words(reading, one)) for one in reading.unread)


def place_words(reading: ScanReading, page: ScannedPage) -> str:
    """Return where a page is: in which file, and which page of that."""
    scan = reading.file_of(page)
    if len(scan.pages) == 1:
        return scan.name
    return _("{file}, page {n}").format(file=scan.name, n=page.index + 1)


def paper_words(one: BegunPaper) -> str:
    """Return what people call a paper: its title, and for whom or what it is."""
    return f"{one.paper.title} {one.about}".strip()


def _missing(one: BegunPaper) -> str:
    words = _("{paper}: page {pages} of {all} is missing")
    pages = "、".join(str(page) for page in one.missing)
    return words.format(paper=paper_words(one), pages=pages, all=one.paper.pages)


def _outrun(file: CaseFile, one: BegunPaper) -> Iterator[str]:
    """Yield that a version which people signed is not the newest any more."""
    newest = file.newest_paper(one.paper.kind, one.paper.about)
    if newest and newest.version > one.paper.version:
        words = _("{paper}: version {n} was scanned, but version {newest} has been made since")
        version, last = one.paper.version, newest.version
        yield words.format(paper=paper_words(one), n=version, newest=last)


def _older(reading: ScanReading, one: MatchedPage) -> str:
    words = _(
        "{place}: page {page} of version {version} of {paper}, which a newer one has replaced"
    )
    place, paper = place_words(reading, one.scanned), one.paper
    return words.format(place=place, page=one.page, version=paper.version, paper=paper.title)


def _doubled(reading: ScanReading, one: MatchedPage) -> str:
    words = _("{place}: page {page} of {paper} once more; the first one is taken")
    return words.format(
        place=place_words(reading, one.scanned), page=one.page, paper=one.paper.title
    )


def _foreign(file: CaseFile, reading: ScanReading, one: ForeignPage) -> str:
    """Return whose a foreign page is, as far as this desk knows."""
    known, code = one.known, one.scanned.code
    words = _("{place}: a page of a case that this desk does not have ({code})")
    if known.case == file.case.called:
        words = _("{place}: a page of a paper that this case does not have ({code})")
    elif known.case:
        words = _("{place}: a page of case {case}, {title} ({code})")
    return words.format(
        place=place_words(reading, one.scanned),
        case=known.case,
        title=known.title or _("a paper it does not have"),
        code=code.readable if code else "",
    )
