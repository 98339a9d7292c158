"""D17, the written agreement, as Word and PDF."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from benches.offices import cold_office, warm_office
from benches.sample_case import DAY, agreement_file
from benches.tables import Section, Timing, in_turns, milliseconds
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.forms.packs.packs import Packs

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"
ROUNDS, COLD_ROUNDS = 25, 3
FIRST = 3
TITLE = "人民调解协议书"
WARM_PEER, COLD_PEER = "peer: unoserver, warm", "peer: {office}, cold"
PLAIN_PEER = "peer: unoserver, warm, a plain PDF"
FIRST_PAPER = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from mediatordesk.documents import Fonts, to_pdf
from mediatordesk.documents.pdf import archival
imported = time.perf_counter()
to_pdf(Path(sys.argv[1]).read_bytes(), Fonts.load(Path(sys.argv[2])), title="D17")
print(imported - start, time.perf_counter() - imported)
"""
WORDS = """A mediation agreement of two people with six clauses, three pages, is filled from its
Word template and set as PDF/A-2b with its fonts inside; template and fonts have been read
before, as in a desk that is open. The peers turn the same Word file into PDF/A-2b too, in the
same minutes and in turns: a unoserver that is running, and a LibreOffice process for each file,
as programs use it. Demanded: unoserver ÷ ours 10 or more, LibreOffice ÷ ours 40 or more; the
first paper of a process 150 ms at most with opening the fonts, without importing modules; 150
KB at most."""


def papers(folder: Path) -> Section:
    """Measure how long a person waits for a paper."""
    data, values = agreement_values()
    template, fonts = Template.read(data), Fonts.load(FONTS)
    docx = fill(template, values).docx
    path = folder / "D17.docx"
    path.write_bytes(docx)
    pdf = to_pdf(docx, fonts, title=TITLE, made_on=DAY)
    size = f"{pdf.pages} pages, {len(pdf.data) / 1000:.0f} KB"
    ours: dict[str, Callable[[], object]] = {
        f"PDF/A, {size}": lambda: to_pdf(docx, fonts, title=TITLE, made_on=DAY),
        "Word file": lambda: fill(template, values),
        "both": lambda: to_pdf(fill(template, values).docx, fonts, title=TITLE, made_on=DAY),
        "both, the template read anew": lambda: to_pdf(
            fill(Template.read(data), values).docx, fonts, title=TITLE, made_on=DAY
        ),
    }
    timings = _with_peers(ours, folder, path)
    measured = next(iter(timings.values()))
    rows = [_row(name, timing, measured) for name, timing in timings.items()]
    heading = ("what", "median", "fastest", "slowest", "processor", "÷ our PDF/A")
    return Section("A paper, D17", WORDS, heading, (*rows, *_first(path)))


def agreement_values() -> tuple[bytes, Mapping[str, object]]:
    """Return the template of D17 and what it is filled with."""
    packs, file = Packs.read(ROOT / "forms"), agreement_file()
    pack, day = packs.pack("people"), date(2025, 4, 7)
    told = pack_values(pack, file, day)
    about = file.agreements[0].id
    return pack.template("D17", day), paper_values(file, "D17", about=about, day=day, extra=told)


def _with_peers(
    ours: Mapping[str, Callable[[], object]], folder: Path, path: Path
) -> dict[str, Timing]:
    """Take the times of ours and of the warm peer in turns, then those of the cold one."""
    docx, cold = path.read_bytes(), cold_office(folder)
    with warm_office(folder) as warm:
        works = dict(ours)
        if warm is not None:
            works[WARM_PEER] = lambda: warm.convert(docx)
            works[PLAIN_PEER] = lambda: warm.convert(docx, archival=False)
        timings = in_turns(works, rounds=ROUNDS, warm_up=3)
    if cold is not None:
        name = COLD_PEER.format(office=cold.version)
        timings |= in_turns({name: lambda: cold.convert(path)}, rounds=COLD_ROUNDS)
    return timings


def _first(path: Path) -> list[tuple[str, ...]]:
    """Return what the first paper of a new process takes, the best and the worst of three."""
    command = [sys.executable, "-c", FIRST_PAPER, str(path), str(FONTS)]
    runs = [subprocess.check_output(command, text=True).split() for _ in range(FIRST)]
    imports, papers = (sorted(float(run[at]) for run in runs) for at in (0, 1))
    return [
        (name, *(milliseconds(one) for one in (times[1], times[0], times[-1])), "", "")
        for name, times in (("first of a process, with fonts", papers), ("imports", imports))
    ]


def _row(name: str, timing: Timing, ours: Timing) -> tuple[str, ...]:
    is_peer = name.startswith("peer")
    return (
        name,
        milliseconds(timing.median),
        milliseconds(min(timing.wall)),
        milliseconds(max(timing.wall)),
        "of another process" if is_peer else milliseconds(timing.mean_cpu),
        f"{timing.median / ours.median:.1f} ×" if is_peer else "",
    )
