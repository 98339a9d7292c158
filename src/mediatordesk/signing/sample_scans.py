"""Made-up scans for the demo and the tests: pages that stand for papers handed in."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1240, 1754)
"""A4 at 150 dots an inch."""
REMARK = "演示用测试件，不是真实证件"


def scanned_paper(lines: Sequence[str], font: Path) -> bytes:
    """Return a page with these lines in a frame, plainly marked as a test piece: PNG."""
    page = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(page)
    draw.rounded_rectangle((170, 220, 1070, 790), 40, outline="#5c6b7a", width=4)
    for row, line in enumerate(lines):
        face = ImageFont.truetype(font, 44 if row == 0 else 36)
        draw.text((230, 300 + 110 * row), line, "#1d2733", face)
    draw.text((230, 880), REMARK, "#b3261e", ImageFont.truetype(font, 34))
    written = io.BytesIO()
    page.save(written, "PNG", optimize=True)
    return written.getvalue()
