"""Set every shipped paper with ordinary, long, rare and empty values, one picture a paper.

    PYTHONPATH=. .venv/bin/python packaging/contact_sheets.py docs/pictures [CODE …]

The values are those the desk makes of the scenarios' cases, so each is a true paper. What was
changed after looking at the pictures stands in docs/pictures/README.md.
"""

import argparse
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.records import Record
from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.forms import Packs
from tests.actions.premium_files import premiums
from tests.actions.scenario_files import gutter, wages

PLACES = Places.installed().without_marks()
DAY = date(2025, 5, 1)
PAGE = 560  # pixels across; A4 is as high as that × √2
PAGES_SHOWN = 3
HEAD, GAP = 34, 10
MAX_BYTES = 250_000
DESK = (138, 143, 152)
# Ink is grey, what is missing red: so few colours that a page of text is a small file.
INKS = (*((grey, grey, grey) for grey in range(0, 256, 17)), DESK)
REDS = ((192, 0, 0), (208, 64, 64), (224, 128, 128), (240, 192, 192))

LONG_ADDRESS = (
    "广西壮族自治区梧州市长洲区长洲镇正阳村民委员会第三村民小组沿河路七十七号附二号"
    "宅基地东侧临时安置房二单元三楼左手边第一间"
)
LONG_NAME = "阿卜杜热合曼·买买提依明·吐尔逊江"
LONG_FIRM = "广西壮族自治区梧州市长洲区某某塑料制品加工与进出口贸易有限责任公司第一分公司"
RARE_NAMES = ("覃𬭎", "O'Brien & Sons <a<b>", "Nguyễn Văn Đức", "㛃𠅤")
RARE_ADDRESS = "大化县𡎚村𮧵屯 12-3 号（𰻝𰻝面馆楼上）"
KEPT = {"id", "case_id", "agreement_id", "obligation_id", "party_id", "kind", "role", "form"}
KEPT |= {"position", "pack", "obligor_id", "obligee_id"}

One = TypeVar("One", bound=Record)


def main() -> None:
    """Draw the sheets of all papers, or of those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("to", type=Path, help="the folder to write the pictures into")
    parser.add_argument("codes", nargs="*", help="papers, if not all")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    fonts = Fonts.load(PLACES.fonts)
    for code, columns in papers(fonts):
        if not given.codes or code in given.codes:
            data = sheet(code, columns())
            (given.to / f"papers-{code}.png").write_bytes(data)
            print(f"{code} {len(data) // 1000} KB")


def papers(fonts: Fonts) -> Iterator[tuple[str, Callable[[], Mapping[str, bytes]]]]:
    """Yield every paper with what makes its PDFs, one for each kind of values."""
    for path in sorted(PLACES.forms.glob("*/templates/*.docx")):
        ordinary = premiums() if "social" in path.parts[-3] else wages()
        if path.stem == "D18":
            ordinary = gutter()
        template = Template.read(path)
        yield path.stem, partial(of_case, template, ordinary, path.stem, fonts)
    yield "recovery", partial(of_recovery, fonts)


def of_case(template: Template, ordinary: CaseFile, code: str, fonts: Fonts) -> dict[str, bytes]:
    """Return a paper of a case as PDFs: ordinary, long, rare, empty."""
    kinds = {
        "平常": ordinary,
        "很长": long(ordinary),
        "生僻": rare(ordinary),
        "空缺": empty(ordinary),
    }
    return {
        name: to_pdf(fill(template, values(file, code)).docx, fonts, title=code).data
        for name, file in kinds.items()
    }


def values(file: CaseFile, code: str) -> dict[str, object]:
    """Return the values of a paper as the desk makes them, about the first it is made for."""
    pack = Packs.read(PLACES.forms).pack(file.case.pack)
    return paper_values(
        file, code, about=subject(file, code), day=DAY, extra=pack_values(pack, file, DAY)
    )


def subject(file: CaseFile, code: str) -> UUID | None:
    """Return what a paper is about: a party, an agreement, a session or none."""
    groups: Mapping[str, tuple[Record, ...]] = {
        "D05 D07 D11 D12 D37": file.parties,
        "D17 D18 D24 D25 D26": file.agreements,
        "D15": file.sessions,
        "D23": file.visits,
        "D21": file.performances,
    }
    return next((each[0].id for codes, each in groups.items() if code in codes and each), None)


def long(file: CaseFile) -> CaseFile:
    """Return a case with much of everything."""
    longer = [
        replace(
            party,
            name=LONG_FIRM if party.is_organisation else LONG_NAME,
            address=LONG_ADDRESS,
            service_address=LONG_ADDRESS,
            occupation="某某塑料制品有限公司注塑车间操作工",
        )
        for party in file.parties
    ]
    case = replace(file.case, facts=file.case.facts * 6, requests=file.case.requests * 4)
    clauses = [
        replace(one, position=at + 1, text=one.text * 2) for at, one in enumerate(file.clauses * 4)
    ]
    return replace(
        file,
        case=case,
        parties=tuple(longer),
        clauses=tuple(clauses),
        sessions=tuple(replace(one, text=one.text * 8) for one in file.sessions),
        agreements=tuple(replace(one, facts=case.facts) for one in file.agreements),
        visits=tuple(replace(one, findings=one.findings * 12) for one in file.visits),
        hops=tuple(replace(one, matter=one.matter * 4) for one in file.hops),
    )


def rare(file: CaseFile) -> CaseFile:
    """Return a case of people whose names are hard to write."""
    parties = [
        replace(party, name=name, address=RARE_ADDRESS, legal_representative="㛃𠅤")
        for party, name in zip(file.parties, RARE_NAMES, strict=False)
    ]
    guest = replace(parties[0], id=UUID(int=7), name="Nguyễn Văn Đức", position=9, id_kind="护照")
    case = replace(file.case, facts=f"{RARE_NAMES[0]}与{RARE_NAMES[1]}：{file.case.facts}")
    return replace(file, case=case, parties=(*parties, guest))


def empty(file: CaseFile) -> CaseFile:
    """Return a case of which nothing is known yet but who is in it."""
    return replace(
        file,
        case=emptied(file.case),
        parties=tuple(map(emptied, file.parties)),
        sessions=tuple(map(emptied, file.sessions)),
        agreements=tuple(map(emptied, file.agreements)),
        obligations=tuple(map(emptied, file.obligations)),
        visits=tuple(map(emptied, file.visits)),
        hops=tuple(map(emptied, file.hops)),
        consents=(),
        elements={},
    )


def emptied(record: One) -> One:
    """Return a record whose every field that may be empty is."""
    blank = {
        one.name: one.default
        for one in fields(record)
        if one.name not in KEPT and one.default is not MISSING
    }
    return replace(record, **blank)


def of_recovery(fonts: Fonts) -> dict[str, bytes]:
    """Return the recovery sheet as PDFs, with made-up words."""
    template = Template.read((PLACES.resources / "papers" / "recovery.docx").read_bytes())
    names = {"平常": "黄文德", "很长": LONG_NAME, "生僻": "覃𬭎"}
    words = [{"内容": "  ".join(("AGE-SE", "CRET-K", "EY-1QQ", "QQQQQQ"))} for _row in range(4)]
    told = {
        kind: {
            "调委会名称": LONG_FIRM if kind == "很长" else "正阳村人民调解委员会",
            "操作员": name,
            "制作日期": DAY,
            "设备编号": "9c41 7fe2 0b6d",
            "恢复口令": words,
        }
        for kind, name in names.items()
    }
    return {
        kind: to_pdf(fill(template, one).docx, fonts, title="恢复单").data
        for kind, one in (told | {"空缺": {}}).items()
    }


def sheet(code: str, columns: Mapping[str, bytes]) -> bytes:
    """Return one picture: a column for each kind of values, its first pages below one another."""
    drawn = {name: pages_of(data) for name, data in columns.items()}
    shown = max(min(len(pages), PAGES_SHOWN) for pages in drawn.values())
    width = PAGE
    height = max(page.height for pages in drawn.values() for page in pages) // 2
    picture = Image.new(
        "RGB", (GAP + len(drawn) * (width + GAP), HEAD + shown * (height + GAP)), DESK
    )
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(PLACES.fonts / "NotoSansSC-Medium.ttf"), 20)
    for at, (name, pages) in enumerate(drawn.items()):
        left = GAP + at * (width + GAP)
        count = f"共 {len(pages)} 页" + ("，示前 3 页" if len(pages) > PAGES_SHOWN else "")
        pen.text((left, 3), f"{code} {name} · {count}", "white", font)
        for row, page in enumerate(pages[:PAGES_SHOWN]):
            fitted = page.resize((width, page.height // 2), Image.Resampling.LANCZOS)
            picture.paste(fitted, (left, HEAD + row * (height + GAP)))
    return saved(picture)


def pages_of(pdf: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as pictures, twice as large as they will be shown."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        page.render(scale=2 * PAGE / page.get_width()).to_pil().convert("RGB") for page in document
    ]


def palette() -> Image.Image:
    """Return the few colours of a sheet."""
    colours = Image.new("P", (1, 1))
    colours.putpalette([part for colour in (*INKS, *REDS) for part in colour])
    return colours


def saved(picture: Image.Image) -> bytes:
    """Return a picture as a PNG of few colours, made smaller until it is small enough."""
    while True:
        target = io.BytesIO()
        few = picture.quantize(palette=palette(), dither=Image.Dither.NONE)
        few.save(target, "PNG", optimize=True)
        if target.tell() <= MAX_BYTES:
            return target.getvalue()
        smaller = (round(picture.width * 0.9), round(picture.height * 0.9))
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
