"""353 notices as Word and PDF/A by two processes; a Word file filled, beside docxtpl."""

import io
import re
import time
import zipfile
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from benches.papers import FONTS, ROOT, ROUNDS
from benches.sample_case import DAY, agreement_file
from benches.tables import Section, Timing, in_turns, milliseconds, most_resident
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.forms.packs.packs import Packs

NOTICES, WORKERS = 353, 2
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = f"""A notice (D05) is filled for each of {NOTICES} people and set as PDF/A by {WORKERS}
child processes; starting them, importing and opening the fonts are in it, as in a batch. The
memory is the most that a child ever had resident, font files that all share among it. Demanded: 8
s and 120 MB at most. docxtpl fills the same notice from the same template, written in its own
words, the template opened for each paper as it asks for; the two texts are equal. Demanded:
docxtpl ÷ ours 8 or more."""


MORE = {
    "待交材料": "身份证复印件；现场照片",
    "待交材料期限": "2025年4月20日",
    "调解安排": {
        "时间": "2025年4月22日上午9时30分",
        "地点": "正阳村人民调解委员会调解室",
    },
    "机构电话": "0774-3800001",
    "受理日期": "2025年4月7日",
    "日期": "2025年4月7日",
}
"""What makes no paragraph of the notice fall away, with the days in words for docxtpl."""


def notices(folder: Path) -> Section:
    """Measure a batch, and the filling of one Word file."""
    data, values = notice_values()
    start = time.perf_counter()
    with get_context("spawn").Pool(WORKERS) as pool:
        shares = [(data, values, range(NOTICES)[at::WORKERS]) for at in range(WORKERS)]
        done = pool.starmap(make_notices, shares, chunksize=1)
    seconds = time.perf_counter() - start
    count, memory = sum(one[0] for one in done), max(one[1] for one in done)
    used = f"{max(one[2] for one in done):.1f} s and {memory} MB a process"
    batch = (f"{count} notices, Word and PDF/A", f"{seconds:.1f} s", used, "")
    heading = ("what", "median", "processor, memory", "÷ our Word file")
    return Section("Notices, D05", WORDS, heading, (batch, *_filling(folder, data, values)))


def notice_values() -> tuple[bytes, dict[str, object]]:
    """Return the template of D05 and what it is filled with."""
    packs, file = Packs.read(ROOT / "forms"), agreement_file()
    pack = packs.pack("people")
    told = pack_values(pack, file, DAY)
    values = paper_values(file, "D05", about=file.parties[0].id, day=DAY, extra=told)
    return pack.template("D05", DAY), dict(values) | dict(MORE)


def make_notices(data: bytes, values: dict[str, object], numbers: range) -> tuple[int, int, float]:
    """Set the notices with these numbers; return how many, the memory in MB, and the seconds."""
    template, fonts = Template.read(data), Fonts.load(FONTS)
    count = 0
    for number in numbers:
        named = values | {"收件人": {"姓名": f"覃𬭎{number}"}}
        pdf = to_pdf(fill(template, named).docx, fonts, title=f"通知书 {number}", made_on=DAY)
        count += pdf.data.startswith(b"%PDF")
    memory = most_resident() // 1024
    return count, memory, time.process_time()


def _filling(folder: Path, data: bytes, values: dict[str, object]) -> list[tuple[str, ...]]:
    """Return the rows of filling: ours and docxtpl, in turns."""
    template, path = Template.read(data), folder / "D05.docx"
    path.write_bytes(_in_words_of_docxtpl(data))
    told = {name: one for name, one in values.items() if isinstance(one, str | Mapping)}

    def by_docxtpl() -> bytes:
        word, target = DocxTemplate(path), io.BytesIO()
        word.render(told, autoescape=True)
        word.save(target)
        return target.getvalue()

    if _text_of(by_docxtpl()) != _text_of(fill(template, values).docx):
        raise ValueError("the two fill the notice with different texts")
    works = {"Word file": lambda: fill(template, values), "peer: docxtpl": by_docxtpl}
    timings = in_turns(works, rounds=ROUNDS, warm_up=2)
    return [_row(name, one, timings["Word file"]) for name, one in timings.items()]


def _row(name: str, timing: Timing, ours: Timing) -> tuple[str, ...]:
    ratio = f"{timing.median / ours.median:.1f} ×" if name.startswith("peer") else ""
    return (name, milliseconds(timing.median), milliseconds(timing.mean_cpu), ratio)


def _in_words_of_docxtpl(data: bytes) -> bytes:
    """Return a template of ours without pictures, conditions and marks of what is optional."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                text = re.sub(r"\{\{([^{}]*图[?？]?|若 [^{}]*)\}\}", "", content.decode())
                content = re.sub(r"[?？]\}\}", "}}", text).encode()
            new.writestr(part, content)
    return target.getvalue()


def _text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(text.text or "" for text in root.iter(f"{W}t"))
