"""What is said of scans of signed papers: what they hold, what was filed, what is amiss."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.places import places_on
from mediatordesk.actions.signing.scan_readings import BegunPaper, ScanReading
from mediatordesk.actions.signing.scan_words import amiss, paper_words
from mediatordesk.actions.signing.signed_originals import Filed, PaperDate
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.signed_papers import signing_lines, signing_state
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _
from mediatordesk.documents import ScannedPage


@dataclass(frozen=True)
class ScanPlan:
    """What some scans hold, and what would be filed of it."""

    desk: Desk
    file: CaseFile
    reading: ScanReading
    paper: Paper | None
    dates: tuple[PaperDate, ...]

    def lines(self) -> tuple[str, ...]:
        """Return what would be filed, the days that would be noted, and what is amiss."""
        words = _("{paper}, version {n}: all {pages} pages are here")
        whole = [
            words.format(paper=paper_words(one), n=one.paper.version, pages=one.paper.pages)
            for one in self.reading.complete
        ]
        dates = date_lines(self.desk, self.file, self.dates)
        return (*whole, *dates, *amiss(self.file, self.reading), *self.reading.warnings)

    def answer(self) -> Answer:
        """Return it as an answer: nothing was saved."""
        said = unsaved() if self.dates else (_("Nothing was saved."),)
        return Answer(self._data(self.file) | {"filed": False}, self.lines() + said)

    def filed(self, file: CaseFile, filed: Filed) -> Answer:
        """Return the answer once it was filed; 1 if a paper was begun that could not be filed."""
        data = self._data(file) | {"filed": True, "not_kept": filed.not_kept}
        incomplete = self.paper is None and len(self.reading.complete) < len(self.reading.papers)
        return Answer(data, tuple(self._filed_lines(file, filed)), int(incomplete))

    def _filed_lines(self, file: CaseFile, filed: Filed) -> Iterator[str]:
        words = _("{paper}: {pages} pages filed as the signed original, SHA-256 {hash}")
        same = _("{paper}: filed before, with the same {pages} pages, SHA-256 {hash}")
        names = {one.paper.id: paper_words(one) for one in self.reading.papers}
        for scan in filed.scans:
            said = words if scan in filed.new else same
            yield said.format(paper=names[scan.paper_id], pages=scan.pages, hash=scan.sha256)
        kept = _("{file} has pages of other cases: it was not kept with this case as handed in")
        yield from (kept.format(file=name) for name in filed.not_kept)
        yield from (*amiss(file, self.reading), *self.reading.warnings)
        if len(filed.scans) == 1:
            [paper] = [one for one in file.papers if one.id == filed.scans[0].paper_id]
            yield from signing_lines(self.desk, file, paper)

    def _data(self, file: CaseFile) -> dict[str, Any]:
        reading = self.reading
        papers = [self._paper_data(file, one) for one in reading.papers]
        [state] = papers if len(papers) == 1 else [{}]
        return {
            "case": file.case.id,
            "papers": papers,
            "dates": date_data(self.desk, file, self.dates),
            "foreign": [
                _page_data(reading, one.scanned)
                | {"case": one.known.case or None, "title": one.known.title or None}
                for one in reading.foreign
            ],
            "doubled": [_page_data(reading, one.scanned) for one in reading.doubled],
            "older": [_page_data(reading, one.scanned) for one in reading.older],
            "unread": [_page_data(reading, one) for one in reading.unread],
            "amiss": list(amiss(file, reading)),
            "warnings": reading.warnings,
            "effective_date": state.get("effective_date"),
            "missing": state.get("missing"),
        }

    def _paper_data(self, file: CaseFile, one: BegunPaper) -> dict[str, Any]:
        [paper] = [paper for paper in file.papers if paper.id == one.paper.id]
        return paper_state(self.desk, file, paper) | {
            "about": one.about or None,
            "pages": [_page_data(self.reading, page) for page in one.pages],
            "missing_pages": one.missing,
            "complete": one.is_complete,
        }


def paper_state(desk: Desk, file: CaseFile, paper: Paper) -> dict[str, Any]:
    """Return how the signing of a paper stands, and its original as it is filed."""
    scan = file.scan_of(paper.id)
    return signing_state(desk, file, paper) | {
        "kind": paper.kind,
        "title": paper.title,
        "signed_scan": scan,
    }


def _page_data(reading: ScanReading, page: ScannedPage) -> dict[str, Any]:
    code = page.code
    return {
        "file": reading.file_of(page).name,
        "place": page.index + 1,
        "kind": code and code.kind,
        "version": code and code.version,
        "page": code and code.page,
        "of": code and code.pages,
        "code": code and code.readable,
    }


def date_data(desk: Desk, file: CaseFile, dates: Sequence[PaperDate]) -> list[Mapping[str, object]]:
    """Return the days that were typed as scripts read them."""
    return [
        {"paper": one.paper_id, "name": name, "on": one.on}
        for one, _title, name in _named_dates(desk, file, dates)
    ]


def date_lines(desk: Desk, file: CaseFile, dates: Sequence[PaperDate]) -> Iterator[str]:
    """Yield a line for every day that was typed: who signed what on it."""
    words = _("{name} signed {paper} on {day}")
    for one, title, name in _named_dates(desk, file, dates):
        yield words.format(name=name, paper=title, day=one.on.isoformat())


def _named_dates(
    desk: Desk, file: CaseFile, dates: Sequence[PaperDate]
) -> Iterator[tuple[PaperDate, str, str]]:
    """Yield days with the title of the paper, and who it is that signed."""
    dated = {one.paper_id for one in dates}
    papers = {one.id: one for one in file.papers if one.id in dated}
    called = {
        paper.id: {place.key: place.called for place in places_on(desk, file, paper)}
        for paper in papers.values()
    }
    for one in dates:
        yield one, papers[one.paper_id].title, called[one.paper_id].get(one.name, one.name)


def unsaved() -> tuple[str, ...]:
    """Return that typed days wait to be confirmed."""
    return (_("Nothing was saved yet. If these are the days on the paper, add --confirm."),)
