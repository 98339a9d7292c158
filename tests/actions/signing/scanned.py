"""Signed papers as a scanner or a telephone hands them in."""

import random
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.papers.papers import MadePaper
from mediatordesk.core.records import changed
from tests.actions.procedure_cases import AGREEMENT, FIRM, INTAKE, WORKER, Played, registered

DAY, MADE = "2025-05-15", "2025-05-12"
CLAUSE = f"{FIRM}分两期向{WORKER}支付工资和经济补偿，逾期的，按一年期贷款市场报价利率支付利息。"
INK, RED = (20, 30, 120), (200, 20, 30)


def agreed(folder: Path, **changes: object) -> Played:
    """Return a case of a worker and a firm who have agreed at length: D17 has three pages."""
    worker, firm, _friend = INTAKE["parties"]
    return _agreed(registered(folder, parties=[worker, firm], **changes))


def agreed_beside(played: Played) -> Played:
    """Return another case at the same desk, in which a namesake agreed with the same firm."""
    worker, firm, _friend = INTAKE["parties"]
    intake = INTAKE | {"parties": [worker | {"phone": "13800000077"}, firm]}
    return _agreed(Played(played.desk, add_case(played.on("2025-04-07"), intake).case))


def with_other_phone(played: Played) -> None:
    """Change something in the case that its agreement says."""
    worker = played.file.parties[0]
    played.desk.commit([changed(worker, replace(worker, phone="13800000066"))])


def _agreed(played: Played) -> Played:
    played.do("2025-04-07", "accept", {})
    clauses = [{"text": CLAUSE * 9, "kind": "payment"}] * 2
    played.do(MADE, "agree", AGREEMENT | {"agreed_on": MADE, "clauses": clauses})
    return played


def agreement(played: Played) -> MadePaper:
    """Return the written agreement of a case as it is printed."""
    return played.made("D17", MADE)


def signed_pages(pdf: bytes, dpi: int = 120) -> list[Image.Image]:
    """Return the printed pages as pictures, signed and sealed on the last one."""
    printed = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in printed]
    drawing, hand = ImageDraw.Draw(pages[-1]), random.Random(7)  # noqa: S311 - a scribble
    width, height = pages[-1].size
    line = [(width * (0.5 + step / 90), height * (0.4 + hand.random() / 40)) for step in range(20)]
    drawing.line(line, fill=INK, width=4)
    drawing.ellipse((width * 0.6, height * 0.5, width * 0.8, height * 0.64), outline=RED, width=8)
    return pages


def written(folder: Path, name: str, picture: Image.Image, **options: Any) -> Path:
    """Write a picture as a file of the kind that its name says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    picture.save(path, **options)
    return path


def scanned_pdf(folder: Path, name: str, pages: Sequence[Image.Image], dpi: int = 120) -> Path:
    """Write pages as the PDF that an office scanner makes."""
    return written(
        folder, name, pages[0], save_all=True, append_images=list(pages[1:]), resolution=dpi
    )


def sheet(original: bytes, index: int, dpi: int = 60) -> Image.Image:
    """Return a page of a signed original, small."""
    page: Image.Image = pypdfium2.PdfDocument(original)[index].render(scale=dpi / 72).to_pil()
    return page.convert("RGB")


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pages look in grey when both are small: 0 is the same, 255 opposite."""
    size = 150, 212
    small = (page.convert("L").resize(size, Image.Resampling.BOX) for page in (one, other))
    pairs = zip(*(page.tobytes() for page in small), strict=True)
    shades = sum(abs(a - b) for a, b in pairs)
    return float(shades / (size[0] * size[1]))


def with_script(pdf: Path) -> Path:
    """Put JavaScript into a PDF that runs when it is opened."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('a<b')")
        opened.Root.OpenAction = action
        opened.save(pdf)
    return pdf


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as the bytes of a file."""
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()
