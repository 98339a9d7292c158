"""How papers end: who signs where, the office's name, the seal and the date."""

from collections.abc import Sequence

from grids import Grid, Line, box, signing
from looks import CLOSING, DATE, SIGNATURE_NAME, SIGNING, SIGNING_END, SIGNING_WAYS, SMALL
from sheets import Sheet

SIGNING_COLUMNS = (58, 55, 43)
"""Who signs, where, and when; together 156 mm."""
WAYS = Line("（签名、盖章或者按指印）：", SIGNING_WAYS)


def close_with_seal(sheet: Sheet, office: str, *, date: str = "{{日期}}") -> None:
    """End a letter: the name centred over the date, the seal upon both (GB/T 9704-2012, 7.3.5)."""
    sheet.write(office, SIGNATURE_NAME, keep=True)
    sheet.write("（印{{印章图?}}章）", CLOSING, keep=True)
    sheet.write(date, DATE)


def signing_grid(sheet: Sheet) -> Grid:
    """Add the layout table that the signers' rows stand in."""
    return sheet.grid(*SIGNING_COLUMNS, ruled=False, inset=0.5)


def sign_parties(grid: Grid, title: str = "{{当事人.称谓}}", *, keep: bool = True) -> None:
    """Add a row that repeats for each party: who, a line with room for a fingerprint, the day."""
    grid.row(
        box(
            f"{title}：{{{{当事人.姓名}}}}",
            WAYS,
            Line("{{若 当事人.是单位}}（单位由代表人签名并加盖公章）", SMALL),
            look=SIGNING,
            vertical="bottom",
        ),
        signing("当事人.签名图", "当事人.指印图"),
        box("{{当事人.签署日期}}", look=SIGNING_END, vertical="bottom"),
        height=18,
        keep=keep,
    )


def sign(
    grid: Grid, *who: str | Line, pictures: Sequence[str], day: str = "", keep: bool = True
) -> None:
    """Add a row for one signer."""
    grid.row(
        box(*who, look=SIGNING, vertical="bottom"),
        signing(*pictures),
        box(day, look=SIGNING_END, vertical="bottom"),
        height=18 if len(who) > 1 else 13,
        keep=keep,
    )


def sign_officials(grid: Grid, *, keep: bool = True) -> None:
    """Add the rows of the mediator and the recorder."""
    sign(grid, "人民调解员（签名）：", pictures=("调解员签名图",), day="{{调解员签署日期?}}")
    sign(grid, "记录人（签名）：", pictures=("记录人签名图",), day="{{记录人签署日期?}}", keep=keep)
