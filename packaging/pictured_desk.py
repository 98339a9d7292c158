"""What the demo's desk gets for the pictures: material, notes, a colleague, a backup, a table."""

import csv
import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pypdfium2
from pictured_colleague import let_colleague_write
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mediatordesk.actions.backups.backup_places import add_backup_place
from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.cases.caucus import write_caucus_note, write_note
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import add_operator
from mediatordesk.actions.files.files import add_files
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.sending.mailboxes import add_mailbox, list_mailboxes, remove_mailbox
from mediatordesk.store import list_cases, read_case_file

COLLEAGUE = "六个 不相干 的 词 c<d"


@dataclass(frozen=True)
class Pictured:
    """Which case is shown, where the backup lies, and which tables and scans are looked at."""

    case_id: UUID
    place: Path
    table: Path
    bad_table: Path
    scans: tuple[Path, ...]


def furnish(desk: Desk, aside: Path, buyers: Path, demo: Path) -> Pictured:
    """Give the desk what the pictures show; files lie in a folder aside; the demo is copied."""
    aside.mkdir(parents=True, exist_ok=True)
    case_id = list_cases(desk.store, find="苏美玲")[0].id
    _add_material(desk, case_id, aside)
    write_note(desk, case_id, "苏美玲来电：5月20日前未收到第一期款项的话，先打电话问公司会计。")
    write_note(desk, case_id, "公司会计梁某答复：款项已排入5月18日的付款计划。")
    write_caucus_note(desk, case_id, "苏美玲私下表示：第一期不少于20,000.00元即可接受分期。")
    add_operator(desk, "覃𬭎", "调解员", COLLEAGUE, label="覃")
    place = aside / "U盘备份"
    place.mkdir()
    add_backup_place(desk, place)
    back_up(desk, place)
    away = aside / "移动硬盘"
    away.mkdir()
    add_backup_place(desk, away)
    away.rmdir()
    add_backup_place(desk, place)
    let_colleague_write(desk, demo, _add_mailboxes(desk, aside))
    table = aside / "购房人名单.csv"
    shutil.copy(buyers, table)
    scans = _scans(desk, case_id, aside)
    return Pictured(case_id, place, table, _with_mistakes(table), scans)


def _add_mailboxes(desk: Desk, aside: Path) -> Path:
    """Exchange through a shared folder, which is returned, and a stick that is not in."""
    for one in list_mailboxes(desk):
        remove_mailbox(desk, one.address)
    stick, shared = aside / "同步U盘", aside / "共享文件夹"
    for folder in (stick, shared):
        folder.mkdir()
    add_mailbox(desk, stick.as_uri(), media=lambda: (stick,))
    add_mailbox(desk, shared.as_uri())
    shutil.rmtree(stick)  # it was pulled
    return shared


def _add_material(desk: Desk, case_id: UUID, aside: Path) -> None:
    """Add an identity paper, a photo as evidence and a scan."""
    worker, firm = read_case_file(desk.store, case_id).parties[:2]
    photo, card, scan = (aside / name for name in ("考勤表照片.jpg", "身份证.png", "工资条.pdf"))
    _picture(1600, 1100, "考勤 2025-03").save(photo, "JPEG", quality=90)
    _picture(860, 540, "ID").save(card, "PNG")
    scan.write_bytes(_pages(2))
    for path, kind, party, evidence in (
        (card, "identity", worker, False),
        (scan, "evidence", worker, False),
        (photo, "evidence", firm, True),
    ):
        file = read_case_file(desk.store, case_id)
        add_files(desk, file, [path], kind, party, evidence=evidence)


def _scans(desk: Desk, case_id: UUID, aside: Path) -> tuple[Path, ...]:
    """Return scans of a paper that was signed by hand, and of a page that is none."""
    file = read_case_file(desk.store, case_id)
    paper = make_paper(desk, file, "D43")
    found = [aside / "空白页.jpg"]
    Image.new("RGB", (1654, 2339), "white").save(found[0], "JPEG")
    for number, page in enumerate(pypdfium2.PdfDocument(paper.pdf), 1):
        found.append(aside / f"扫描件{number}.jpg")
        page.render(scale=200 / 72).to_pil().save(found[-1], "JPEG", dpi=(200, 200))
    return tuple(reversed(found))


def _picture(width: int, height: int, words: str) -> Image.Image:
    """Return a picture with lines like those of a table."""
    made = Image.new("RGB", (width, height), "#f4f1ea")
    pen = ImageDraw.Draw(made)
    for line in range(8):
        y = 80 + line * (height - 160) // 8
        pen.line((80, y, width - 80, y), fill="#8a8578", width=3)
    pen.rectangle((80, 80, width - 80, height - 80), outline="#55524a", width=5)
    pen.text((110, 96), words.encode("ascii", "ignore").decode(), fill="#55524a", font_size=44)
    return made


def _pages(count: int) -> bytes:
    """Return a PDF with some pages."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 26)
        canvas.drawString(90, 740, f"2025-0{number + 1}   6,000.00")
        canvas.rect(80, 420, 430, 360)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _with_mistakes(table: Path) -> Path:
    """Return a copy of a table in which three cells are wrong."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    number, phone = rows[0].index("证件号码"), rows[0].index("联系电话")
    rows[4][number] = rows[4][number][:-1] + "0"
    rows[9][number] = "450322195505210000"
    rows[15][phone] = "1890842572"
    path = table.with_name("购房人名单（有误）.csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows[:60])
    return path
