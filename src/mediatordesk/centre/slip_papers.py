"""A slip on paper: one page with its letters, its QR symbol, and what to do with them."""

from datetime import datetime
from pathlib import Path

from mediatordesk.centre.open_slips import OpenSlip
from mediatordesk.core.changes import CHINA
from mediatordesk.documents import Fonts, Template, fill, qr_picture, to_pdf
from mediatordesk.sync.membership.slips import Slip

FILE = "slip.docx"
QR_MM = 48.0
"""Wide enough for a mobile phone's camera, and for the hand scanners of county offices."""


def slip_paper(slip: Slip, kept: OpenSlip, centre: str, papers: Path, fonts: Fonts) -> bytes:
    """Return a slip as a PDF; `papers` is the folder of the program's own templates."""
    groups = slip.letters.split("-")
    until = datetime.fromtimestamp(kept.until / 1000, CHINA)
    values = {
        "发出单位": centre,
        "接入机构": kept.name or kept.code,
        "有效期至": f"{until.year}年{until.month}月{until.day}日{until:%H:%M}",
        "地址": "、".join(slip.addresses) or "没有（请用U盘）",
        "字母": {"一": "  ".join(groups[:4]), "二": "  ".join(groups[4:])},
        "二维码图": qr_picture(slip.text, QR_MM),
    }
    made_on = datetime.fromtimestamp(kept.made / 1000, CHINA).date()
    docx = fill(Template.read((papers / FILE).read_bytes()), values).docx
    return to_pdf(docx, fonts, title="接入单", author=centre, made_on=made_on).data
