"""A case's file of 350 pages bound as one PDF, beside qpdf joining the same pages from the disk."""

import io
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw

from benches.papers import ROOT
from benches.sample_case import agreement_file
from benches.tables import Section, Timing, milliseconds
from mediatordesk.actions.archive.binding import bind_file
from mediatordesk.actions.archive.file_parts import prepared_parts
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.files import add_file
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added
from mediatordesk.documents import join_pdfs, picture_page
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

PAGES, ROUNDS = 350, 3
SCANNED, PHOTOS = 20, 10
"""Pages of a scanned piece of evidence; photos that were handed in one by one."""
NOW = datetime(2025, 5, 6, 9, tzinfo=CHINA)
BIND, JOIN, QPDF = "bound and kept", "floor: pages joined in memory", "floor: qpdf, from the disk"
WORDS = f"""A file of {PAGES} pages and a few: papers of the case as they were made, {PHOTOS}
photos, the rest evidence scanned at 150 dpi, {SCANNED} pages a piece. Bound is: everything
decrypted from the desk and opened, index, file note and back cover made anew (in each round a photo
more is handed in, before the clock starts), pages numbered, bookmarks, the whole encrypted and kept
in parts that are each on the disk. The floors join the same parts, decrypted and made pages
already, without a number, a bookmark or an index: pikepdf in this process, and qpdf, another
process, from and to the disk. Demanded: 10 s at most."""


def case_files(folder: Path) -> Section:
    """Measure how long a person waits for the whole file."""
    desk, file = _desk_with_case(folder / "desk")
    timings = {name: Timing() for name in (BIND, JOIN, QPDF)}
    bound = bind_file(desk, file)
    for number in range(ROUNDS):
        file = _hand_in(desk, file, f"照片{number + 100}.jpg", _page(number, (1500, 2000)))
        timings[BIND].take(lambda now=file: bind_file(desk, now))  # type: ignore[misc]  # default
        parts = [*prepared_parts(desk, file).pdfs.values()]
        paths = [*_written(folder, parts)]
        timings[JOIN].take(lambda now=parts: join_pdfs(now))  # type: ignore[misc]  # as above
        timings[QPDF].take(lambda now=paths: _by_qpdf(now, folder))  # type: ignore[misc]  # as above
    size = f"{bound.record.pages} pages, {len(bound.pdf.data) / 1e6:.0f} MB"
    desk.close()
    heading = ("what", "median", "slowest", "processor", "÷ qpdf")
    rows = tuple(
        (
            f"{name}, {size}" if name == BIND else name,
            milliseconds(one.median),
            milliseconds(max(one.wall)),
            "of another process" if name == QPDF else milliseconds(one.mean_cpu),
            f"{one.median / timings[QPDF].median:.1f} ×",
        )
        for name, one in timings.items()
    )
    return Section("A case's file, bound", WORDS, heading, rows)


def _desk_with_case(folder: Path) -> tuple[Desk, CaseFile]:
    """Return a desk with a case whose file has so many pages."""
    made = agreement_file()
    desk = new_desk(
        folder,
        made.office,
        Operator(name="莫志强"),
        "five words of no use",
        places=Places.installed().without_marks(),
        clock=Clock(lambda: NOW),
        cost=Cost(8, 1),
    ).desk
    records = (made.case, *made.parties, *made.agreements, *made.clauses, *made.obligations)
    desk.commit([added(one) for one in records])
    file = read_case_file(desk.store, made.case.id)
    for code in ("D04", "D41", "D17"):
        make_paper(desk, file, code, about=made.agreements[0].id if code == "D17" else None)
    file = read_case_file(desk.store, made.case.id)
    for number in range(PHOTOS):
        file = _hand_in(desk, file, f"照片{number}.jpg", _page(number, (1500, 2000)))
    left = PAGES - PHOTOS - sum(paper.pages for paper in file.papers)
    while left > 0:
        pages = [picture_page(_page(left - n), title="扫描") for n in range(min(SCANNED, left))]
        file = _hand_in(desk, file, f"证据{left}.pdf", join_pdfs(pages, title="扫描"))
        left -= SCANNED
    return desk, file


def _hand_in(desk: Desk, file: CaseFile, name: str, data: bytes) -> CaseFile:
    add_file(desk, file, name, data, "evidence")
    return read_case_file(desk.store, file.case.id)


def _page(number: int, size: tuple[int, int] = (1240, 1754)) -> bytes:
    """Return a page of text as a scanner gives it, or a photo: JPEG, each another one."""
    page = Image.effect_noise(size, 12).point(lambda one: min(255, one + 110)).convert("L")
    pen = ImageDraw.Draw(page)
    for line in range(60, size[1] - 60, 40):
        pen.text((90, line), f"{number} {line} " + "evidence of the parties " * 6, fill=30)
    target = io.BytesIO()
    page.save(target, "JPEG", quality=75)
    return target.getvalue()


def _written(folder: Path, parts: list[bytes]) -> Iterator[Path]:
    for number, data in enumerate(parts):
        path = folder / f"{number:03}.pdf"
        path.write_bytes(data)
        yield path


def _by_qpdf(paths: list[Path], folder: Path) -> None:
    command = ["qpdf", "--empty", "--pages", *map(str, paths), "--", str(folder / "joined.pdf")]
    subprocess.run(command, check=True, cwd=ROOT)
