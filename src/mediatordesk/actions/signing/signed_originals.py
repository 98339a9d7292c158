"""Scans of signed papers become their signed originals, with the days that stand on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NoReturn
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, bytes_of, keep_bytes
from mediatordesk.actions.signing.locked_text import says_the_same
from mediatordesk.actions.signing.paper_signing import NAMES_SHOWN, NobodySigns
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.actions.signing.scan_files import ScanFile, Told, sheets_of
from mediatordesk.actions.signing.scan_readings import BegunPaper, ScanReading
from mediatordesk.actions.signing.scan_words import lacking
from mediatordesk.actions.signing.sealing import AlreadySealed
from mediatordesk.actions.signing.signing import note_all_on_paper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.core.records import added, changed
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.texts import N_
from mediatordesk.documents import sheets_pdf


class ChangedSincePrint(DeskError):
    """A signed agreement came back, and the case says something else by now. Fields: paper."""

    happened = N_("{paper} was not filed: the case was changed after it was printed.")
    kept = N_("The scans are unchanged, and nothing in the case was.")
    to_do = N_(
        "If people signed the right text, undo the change and file the scan then; else make the "
        "paper again and let everybody sign it."
    )


class NameTwice(DeskError):
    """A name that several parties on a paper have. Fields: name, paper, keys."""

    happened = N_("“{name}” has several places on {paper}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name the places by their keys instead: {keys}.")


class NotScanned(DeskError):
    """A paper of which no signed original is filed. Fields: paper."""

    happened = N_("No signed original of {paper} is filed.")
    kept = N_("Nothing was changed.")
    to_do = N_("Scan the signed paper, and file it with “sign scan”.")


@dataclass(frozen=True)
class PaperDate:
    """Somebody signed a paper by hand on a day, as it stands on the paper.

    `name` is who is asked, who may sign for them, or the key of a place.
    """

    paper_id: UUID
    name: str
    on: date


@dataclass(frozen=True)
class Filed:
    """The signed originals of some papers as they are filed now; those in `new` are since this.

    `not_kept` names files with pages of other cases: they are not kept here as handed in.
    """

    change: Change | None
    """Nothing where all of it was filed before."""
    scans: tuple[SignedScan, ...]
    new: tuple[SignedScan, ...]
    not_kept: tuple[str, ...] = ()


def dates_on(
    desk: Desk,
    file: CaseFile,
    papers: Sequence[Paper],
    named: Mapping[str, date],
    everybody: date | None = None,
) -> tuple[PaperDate, ...]:
    """Return the days typed beside scans, each for every paper on which the name has a place.

    `everybody` is the day of all who must sign and are not named and have not signed yet.
    NobodySigns for a name that has a place on none of them, NameTwice for one that two have.
    """
    found, placed = [], set[str]()
    for paper in papers:
        places = places_on(desk, file, paper)
        _require_single(paper, places, named)
        for place in places:
            meant = next((name for name in named if place.is_of(name)), None)
            if meant is not None:
                placed.add(meant)
                name = meant if meant in place.others else place.key
                found.append(PaperDate(paper.id, name, named[meant]))
            elif everybody and place.required and not place.signature:
                found.append(PaperDate(paper.id, place.key, everybody))
    for name in named.keys() - placed:
        _refuse_name(desk, file, papers, name)
    return tuple(found)


def file_scans(
    desk: Desk,
    file: CaseFile,
    reading: ScanReading,
    dates: Sequence[PaperDate] = (),
    *,
    only: Paper | None = None,
    told: Told | None = None,
) -> Filed:
    """File every paper of which all pages were read as its signed original; or `only` this one.

    Its pages are set straight and put in order as one PDF/A; the scans are kept beside it as they
    were handed in. The text is locked, and the dates are noted as signatures by hand: all in one
    change, or nothing. The same scans again change nothing; a later scan counts from then on, and
    the earlier one stays in the history.

    ScansNotFiled if no page is whole, AlreadySealed, ChangedSincePrint; errors of
    `note_all_on_paper` and `sheets_of`.
    """
    desk.store.require_writable()
    wanted = [one for one in reading.complete if only is None or one.is_version_of(only)]
    if not wanted:
        raise lacking(file, reading, only)
    for one in wanted:
        _require_open(desk, file, one.paper)
    filing = _Filing(desk, file, reading)
    pages = [(reading.file_of(page), page) for one in wanted for page in one.pages]
    sheets = iter(sheets_of(pages, told))
    ops = [op for one in wanted for op in filing.ops(one, [next(sheets) for _page in one.pages])]
    for one in wanted:
        ops += _dating(desk, file, one.paper, dates)
    change = desk.commit(ops) if ops else None
    not_kept = tuple(filing.not_kept.values())
    return Filed(change, tuple(filing.scans), tuple(filing.new), not_kept)


def note_dates(
    desk: Desk, file: CaseFile, paper: Paper, dates: Sequence[PaperDate]
) -> Change | None:
    """Note days that stand on a signed original that was filed before; none if all are noted.

    NotScanned if none was filed, and the errors of `note_all_on_paper`.
    """
    if file.scan_of(paper.id) is None:
        raise NotScanned(paper=paper.title)
    ops = _dating(desk, file, paper, dates)
    return desk.commit(list(ops)) if ops else None


def original_of(desk: Desk, file: CaseFile, paper: Paper) -> bytes:
    """Return the PDF of a paper's signed original; NotScanned, FileNotHere, FileDamaged."""
    scan = file.scan_of(paper.id)
    if scan is None:
        raise NotScanned(paper=paper.title)
    return bytes_of(desk, file.case.id, scan.sha256)


def _dating(desk: Desk, file: CaseFile, paper: Paper, dates: Sequence[PaperDate]) -> Sequence[Op]:
    """Return what notes the days on a paper, but for those that are noted already."""
    given = [place for place in places_on(desk, file, paper) if place.signature]
    noted = {
        (name, place.signature.signed_on)
        for place in given
        if place.signature
        for name in (place.key, place.name, *place.others)
    }
    mine = [(one.name, one.on) for one in dates if one.paper_id == paper.id]
    fresh = [one for one in mine if one not in noted]
    # The text was locked when it was printed and signed, whatever the case says by now.
    return note_all_on_paper(desk, file, replace(paper, locked=True), fresh) if fresh else ()


@dataclass
class _Filing:
    """Keeps the originals of papers of one reading, and the scans that they were made from."""

    desk: Desk
    file: CaseFile
    reading: ScanReading
    scans: list[SignedScan] = field(default_factory=list)
    new: list[SignedScan] = field(default_factory=list)
    kept: dict[str, Op] = field(default_factory=dict)

    def ops(self, one: BegunPaper, sheets: Sequence[bytes]) -> list[Op]:
        """Return the operations that file a paper; none if it is filed just so."""
        paper, case_id = one.paper, self.file.case.id
        pdf = sheets_pdf(sheets, title=paper.title, subject=paper.number)
        blob, op = keep_bytes(self.desk, case_id, pdf, PDF)
        if one.filed and one.filed.sha256 == blob.sha256:
            self.scans.append(one.filed)
            return []
        sources = [scan for scan in self._sources(one) if scan.sha256 not in self.not_kept]
        scan = SignedScan(
            case_id=case_id,
            paper_id=paper.id,
            sha256=blob.sha256,
            pages=len(sheets),
            sources=tuple(scan.sha256 for scan in sources),
            filed_on=self.desk.clock.today(),
        )
        self.scans.append(scan)
        self.new.append(scan)
        locked = changed(paper, replace(paper, locked=True))
        return [op, *map(self._keep, sources), added(scan), locked]

    @property
    def not_kept(self) -> dict[str, str]:
        """Return files with pages of other cases, which are not for this one: name by hash."""
        others = (
            self.reading.file_of(one.scanned)
            for one in self.reading.foreign
            if one.known.case != self.file.case.called
        )
        return {scan.sha256: scan.name for scan in others}

    def _sources(self, one: BegunPaper) -> tuple[ScanFile, ...]:
        """Return the files that the pages of a paper are in, each once."""
        files = (self.reading.file_of(page) for page in one.pages)
        return tuple({scan.sha256: scan for scan in files}.values())

    def _keep(self, scan: ScanFile) -> Op:
        if scan.sha256 not in self.kept:
            data, case_id = scan.read(), self.file.case.id
            self.kept[scan.sha256] = keep_bytes(self.desk, case_id, data, scan.media_type)[1]
        return self.kept[scan.sha256]


def _require_open(desk: Desk, file: CaseFile, paper: Paper) -> None:
    """Raise AlreadySealed, or ChangedSincePrint where the case says more than the paper.

    Only the text of an agreement matters so: what it says comes into force as the case has it.
    """
    if paper.sealed_sha256:
        raise AlreadySealed(paper=paper.title)
    if paper.locked or paper.about not in {one.id for one in file.agreements}:
        return
    if not says_the_same(desk, file, paper):
        raise ChangedSincePrint(paper=paper.title)


def _require_single(paper: Paper, places: Sequence[Place], named: Mapping[str, date]) -> None:
    """Raise NameTwice for a name that two parties have; one person may well sign in two places."""
    for name in named:
        parties = (one for one in places if one.role is SignerRole.PARTY and not one.stands_for)
        keys = [one.key for one in parties if one.name == name]
        if len(keys) > 1:
            raise NameTwice(name=name, paper=paper.title, keys="、".join(keys))


def _refuse_name(desk: Desk, file: CaseFile, papers: Sequence[Paper], name: str) -> NoReturn:
    titles = "、".join(dict.fromkeys(paper.title for paper in papers))
    places = [place for paper in papers for place in places_on(desk, file, paper)]
    known = list(dict.fromkeys(place.called for place in places))
    more = "…" if len(known) > NAMES_SHOWN else ""
    raise NobodySigns(name=name, paper=titles, known="、".join(known[:NAMES_SHOWN]) + more)
