"""How papers end: who signs where, the office's name, the seal and the date."""

from grids import Grid, Line, box, signing
from looks import (
    CLOSING,
    DATE,
    SEALING_PLACE,
    SIGNATURE_NAME,
    SIGNER,
    SIGNER_BELOW,
    SIGNING,
    SIGNING_END,
    SIGNING_PLACE,
    SIGNING_WAYS,
)
from sheets import Sheet

SIGNING_COLUMNS = (66, 55, 35)
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
    """Add a row that repeats for each party: who, where it signs, on which day."""
    who = Line(f"{title}：{{{{当事人.姓名}}}}", SIGNER)
    day = "{{当事人.签署日期}}"
    sign_party(grid, who, *ways_of("当事人"), party="当事人", day=day, keep=keep)


def ways_of(party: str) -> tuple[Line, Line]:
    """Return how a person signs, and how an organisation does: one of the two is printed."""
    return (
        Line(f"{{{{若 {party}.是个人}}}}{WAYS.text}", WAYS.look),
        Line(f"{{{{若 {party}.是单位}}}}（代表人签名并加盖公章）：", WAYS.look),
    )


def sign_party(grid: Grid, *who: str | Line, party: str, day: str, keep: bool = True) -> None:
    """Add a row for a party: room for a fingerprint, or for the seal of an organisation.

    Under the name of one who cannot act alone stands the guardian, who signs.
    """
    guardian = Line(
        f"{{{{若 {party}.法定代理人}}}}法定代理人：{{{{{party}.法定代理人}}}}", SIGNER_BELOW
    )
    who = (*who[:1], guardian, *who[1:])
    signature, mark = f"{{{{{party}.签名图?}}}}", f"{{{{{party}.指印图?}}}}"
    places = (
        Line(f"{{{{若 {party}.是个人}}}}{signature}　　　　　{mark}", SIGNING_PLACE),
        Line(f"{{{{若 {party}.是单位}}}}{signature}　　　　　　{mark}", SEALING_PLACE),
    )
    _sign(grid, who, places, day, height=16.5, keep=keep)


def sign(grid: Grid, *who: str | Line, picture: str, day: str = "", keep: bool = True) -> None:
    """Add a row for one who signs with a name only."""
    _sign(grid, who, (f"{{{{{picture}?}}}}",), day, height=11.5 if len(who) == 1 else 17, keep=keep)


def _sign(
    grid: Grid,
    who: tuple[str | Line, ...],
    places: tuple[str | Line, ...],
    day: str,
    *,
    height: float,
    keep: bool,
) -> None:
    grid.row(
        box(*who, look=SIGNING, vertical="bottom"),
        signing(*places),
        box(day, look=SIGNING_END, vertical="bottom"),
        height=height,
        keep=keep,
    )


def sign_officials(grid: Grid, *, keep: bool = True) -> None:
    """Add the rows of the mediator and the recorder."""
    sign(grid, "人民调解员（签名）：", picture="调解员签名图", day="{{调解员签署日期?}}")
    sign(grid, "记录人（签名）：", picture="记录人签名图", day="{{记录人签署日期?}}", keep=keep)
