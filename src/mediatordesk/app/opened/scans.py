"""Scans as the window sees them: the actions, behind the questions of their place."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.file_pages import newest_papers
from mediatordesk.actions.signing.places import places_on
from mediatordesk.actions.signing.scan_readings import (
    BegunPaper,
    ScanReading,
    placed_by_hand,
    read_scans,
)
from mediatordesk.actions.signing.scan_words import amiss, paper_words, place_words
from mediatordesk.actions.signing.signed_originals import PaperDate, file_scans
from mediatordesk.app.asked.scan_desk import (
    DateAsked,
    FiledScans,
    PageLine,
    PageState,
    Placeable,
    ReadPaper,
    ScanLook,
    Told,
    TypedDay,
)
from mediatordesk.app.opened.typed_days import day_told
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import _
from mediatordesk.store import read_case_file


class OpenedScans:
    """Answers the place for scans. It is used in the database thread only.

    What was read stays here until it is filed or put away; the scans themselves stay on their disk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._readings: dict[UUID, ScanReading] = {}

    def read(self, case_id: UUID, paths: tuple[Path, ...], told: Told) -> ScanLook:
        """Read scans, with those that were read before; a DeskError says why not."""
        file = self._file(case_id)
        done = _Counting(told)
        reading = read_scans(
            self._desk, file, paths, before=self._readings.get(case_id), told=done.note
        )
        return self._keep(file, reading)

    def place_by_hand(self, case_id: UUID, unread: int, paper: UUID, page: int) -> ScanLook:
        """Take somebody's word for which page an unread one is. NoSuchPage."""
        file, reading = self._file(case_id), self._readings[case_id]
        named = next(one for one in file.papers if one.id == paper)
        chosen = reading.unread[unread]
        return self._keep(file, placed_by_hand(self._desk, file, reading, chosen, named, page))

    def forget(self, case_id: UUID) -> None:
        """Put away what was read and not filed."""
        self._readings.pop(case_id, None)

    def file(self, case_id: UUID, days: tuple[TypedDay, ...], told: Told) -> FiledScans:
        """File every paper of which all pages were read; a DeskError says why not."""
        file, reading, today = (
            self._file(case_id),
            self._readings[case_id],
            self._desk.clock.today(),
        )
        dates = [PaperDate(one.paper, one.key, day_told(one.text, today)) for one in days]
        done = _Counting(told)
        filed = file_scans(self._desk, file, reading, dates, told=done.note)
        self.forget(case_id)
        titles = {paper.id: paper.title for paper in file.papers}
        return FiledScans(
            filed.change, tuple(titles[one.paper_id] for one in filed.scans), filed.not_kept
        )

    def _file(self, case_id: UUID) -> CaseFile:
        return read_case_file(self._desk.store, case_id)

    def _keep(self, file: CaseFile, reading: ScanReading) -> ScanLook:
        self._readings[file.case.id] = reading
        placeable = (one for one in newest_papers(file.papers) if one.pages)
        return ScanLook(
            tuple(_lines(file, reading)),
            tuple(self._read_paper(file, one) for one in reading.complete),
            reading.warnings,
            tuple(Placeable(one.id, one.title, one.pages) for one in placeable),
        )

    def _read_paper(self, file: CaseFile, one: BegunPaper) -> ReadPaper:
        """Return a paper that can be filed, with those whose days are typed."""
        signers = tuple(
            DateAsked(
                place.key,
                place.called,
                place.required,
                place.signature.signed_on if place.signature else None,
            )
            for place in places_on(self._desk, file, one.paper)
        )
        return ReadPaper(one.paper.id, paper_words(one), one.paper.pages, signers, one.is_filed)


class _Counting:
    """Counts the pages of all files together, as they are told file by file."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._pages: dict[str, int] = {}

    def note(self, name: str, pages: int) -> None:
        """Take note of how many pages of a file are done."""
        self._pages[name] = pages
        self._told(sum(self._pages.values()), 0)


def _lines(file: CaseFile, reading: ScanReading) -> Iterator[PageLine]:
    """Yield a line for each page, what is amiss first."""
    states = (
        [PageState.MISSING] * sum(bool(one.missing) for one in reading.papers)
        + [PageState.OLDER] * len(reading.older)
        + [PageState.FOREIGN] * len(reading.foreign)
        + [PageState.DOUBLED] * len(reading.doubled)
    )
    unread = len(reading.unread)
    said = list(amiss(file, reading))
    for state, words in zip(states, said[: len(said) - unread], strict=True):
        yield PageLine(state, words)
    for number, page in enumerate(reading.unread):
        place = place_words(reading, page)
        yield PageLine(PageState.UNREAD, place, unread=number)
    for one in reading.papers:
        for page in one.pages:
            number = page.code.page if page.code else 0
            words = _("{paper}: page {n} of {all}")
            told = words.format(paper=paper_words(one), n=number, all=one.paper.pages)
            yield PageLine(PageState.FITS, told, place_words(reading, page))
