"""A QR symbol (ISO/IEC 18004) as a picture for a field of a template."""

import io

from mediatordesk.documents.templates.pictures import Picture

PIXELS = 8
"""Of a module: sharp at 300 dpi on a symbol of 30 mm."""
QUIET = 2
"""Modules of white around it; the cell that it stands in adds the rest."""


def qr_picture(text: str, side_mm: float) -> Picture:
    """Return a text as a QR symbol with correction M, so wide and high on paper."""
    import segno  # noqa: PLC0415  late: segno takes 0.06 s, most of it for urllib

    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=PIXELS, border=QUIET)
    return Picture(written.getvalue(), side_mm, side_mm)
