"""A signature drawn at the desk: taken in from a pen or a file, and kept as a file of its own.

What comes in is JSON: {"device": "…", "strokes": [[[x, y, seconds], …], …]}, x to the right and y
down in any unit, seconds from the first touch. What is kept says besides what was signed, when and
before whom, so that the strokes prove something (电子签名法 13; docs/formats/drawn-signature.md).
"""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import N_, _
from mediatordesk.signing import Drawing
from mediatordesk.signing.strokes import drawing_from

STROKES = "application/json"
FORMAT = "mediatordesk-drawn-signature-1"
LARGEST_FILE = 1 << 20
"""Bytes; a signature of ten seconds has about 60 KB."""
MOST_STROKES, MOST_POINTS = 500, 10_000
LONGEST_LINE = 400.0
"""In heights of the drawing; a signature of ten characters has about 60. No hand draws more."""
FARTHEST, LATEST = 1e6, 3600.0
"""The largest coordinate in any unit, and the longest time in seconds."""
NUMBERS = 3
LONGEST_DEVICE = 100


class BadDrawing(DeskError):
    """What was handed in is no drawn signature. Fields: why."""

    happened = N_("The drawn signature was not taken in: {why}.")
    kept = N_("Nobody has signed with it; everything saved before is unchanged.")
    to_do = N_("Draw it again, or sign on the printed paper.")

    def words(self) -> Mapping[str, object]:
        """Return the reason in the language of the reader."""
        return {"why": _(str(self.fields["why"]))}


def read_drawing(data: bytes) -> Drawing:
    """Take in the JSON file of a drawn signature; BadDrawing says what is wrong with it."""
    if not data:
        raise BadDrawing(why=N_("the file is empty (0 bytes)"))
    if len(data) > LARGEST_FILE:
        raise BadDrawing(why=N_("the file has more than 1 MB"))
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadDrawing(why=N_("the file is no JSON")) from error
    if not isinstance(told, dict) or not isinstance(told.get("strokes"), list):
        raise BadDrawing(why=N_("the file does not name its strokes"))
    device = told.get("device", "")
    if not isinstance(device, str) or len(device) > LONGEST_DEVICE:
        raise BadDrawing(why=N_("the device is no short text"))
    return drawn(told["strokes"], device)


def drawn(strokes: Sequence[Any], device: str) -> Drawing:
    """Return a drawn signature of strokes of (x, y, seconds), once all of it was judged.

    BadDrawing where it is empty, endless, or no drawing at all.
    """
    if len(strokes) > MOST_STROKES:
        raise BadDrawing(why=N_("it has too many strokes"))
    if not all(_is_stroke(stroke) for stroke in strokes):
        raise BadDrawing(why=N_("a point is not written as [x, y, seconds]"))
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise BadDrawing(why=N_("it has too many points"))
    drawing = drawing_from([stroke for stroke in strokes if stroke], tidy(device))
    _require_hand(drawing)
    return drawing


def strokes_file(desk: Desk, paper: Paper, name: str, drawing: Drawing) -> bytes:
    """Return what is kept of a drawn signature: its strokes, and what was signed by whom, when."""
    told = {
        "format": FORMAT,
        "paper": paper.kind,
        "version": paper.version,
        "content_sha256": paper.content_sha256,
        "pdf_sha256": paper.pdf_sha256,
        "name": name,
        "signed_at": desk.clock.now().isoformat(timespec="seconds"),
        "before": desk.operator.name,
        "device": drawing.device,
        "strokes": [[[one.x, one.y, one.t] for one in stroke] for stroke in drawing.strokes],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _is_stroke(stroke: Any) -> bool:
    """Tell whether something is a line of points that run forward in time."""
    if not isinstance(stroke, list | tuple) or not all(_is_point(one) for one in stroke):
        return False
    return all(before[2] <= after[2] for before, after in pairwise(stroke))


def _is_point(point: Any) -> bool:
    """Tell whether something is a place and a time within bounds; NaN is within none."""
    if not isinstance(point, list | tuple) or len(point) != NUMBERS:
        return False
    if not all(type(one) in {int, float} and -FARTHEST <= one <= FARTHEST for one in point):
        return False
    return 0 <= float(point[2]) <= LATEST


def _require_hand(drawing: Drawing) -> None:
    """Raise BadDrawing for what leaves no line, or one that no hand draws (it would never end)."""
    points = [one for stroke in drawing.strokes for one in stroke]
    if not points:
        raise BadDrawing(why=N_("nothing was drawn"))
    height = max(one.y for one in points) - min(one.y for one in points)
    breadth = max(one.x for one in points) - min(one.x for one in points)
    if not height and not breadth:
        raise BadDrawing(why=N_("nothing was drawn"))
    pairs = (pair for stroke in drawing.strokes for pair in pairwise(stroke))
    line = sum(hypot(after.x - before.x, after.y - before.y) for before, after in pairs)
    if line > LONGEST_LINE * max(height, breadth / 8):
        raise BadDrawing(why=N_("its line is too long for a signature"))
