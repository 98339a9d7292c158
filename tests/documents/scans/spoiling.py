"""What scanners and telephones do to a page."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from mediatordesk.documents.scans.geometry import Projection, Quad, rectangle

Spoil = Callable[[Image.Image], Image.Image]


def spoiled_by(*steps: Spoil) -> Spoil:
    """Return what spoils a page by one thing after the other."""

    def spoil(page: Image.Image) -> Image.Image:
        for step in steps:
            page = step(page)
        return page

    return spoil


def grey(page: Image.Image) -> Image.Image:
    """Scan in grey."""
    return page.convert("L")


def black_and_white(page: Image.Image) -> Image.Image:
    """Scan as a fax does, without half-tones."""
    return page.convert("L").point(lambda value: 255 if value > 140 else 0).convert("1")


def turned(degrees: float) -> Spoil:
    """Lay the page down crookedly."""

    def spoil(page: Image.Image) -> Image.Image:
        return page.convert("L").rotate(
            degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=235
        )

    return spoil


def jpeg(quality: int) -> Spoil:
    """Keep the page as a coarse JPEG."""

    def spoil(page: Image.Image) -> Image.Image:
        written = io.BytesIO()
        page.convert("L").save(written, "JPEG", quality=quality)
        return Image.open(io.BytesIO(written.getvalue()))

    return spoil


def noisy(page: Image.Image) -> Image.Image:
    """Add the noise of a cheap sensor."""
    noise = Image.effect_noise(page.size, 60)
    return ImageChops.add(page.convert("L"), noise, scale=1.0, offset=-128)


def blurred(page: Image.Image) -> Image.Image:
    """Move the focus off by about a third of a millimetre at 150 dpi."""
    return page.convert("L").filter(ImageFilter.GaussianBlur(1.2 * page.width / 1240))


def shadowed(page: Image.Image) -> Image.Image:
    """Hold a hand between the lamp and the page: a third of the light is left on one side."""
    ramp = Image.linear_gradient("L").rotate(90).resize(page.size)
    light = ramp.point(lambda value: 80 + value * 175 // 255)
    return ImageChops.multiply(page.convert("L"), light)


def faded(page: Image.Image) -> Image.Image:
    """Print with a toner that is nearly empty."""
    return page.convert("L").point(lambda value: 150 + value * 80 // 255)


def photographed(page: Image.Image) -> Image.Image:
    """Photograph the page by hand on a dark table, from below left."""
    width, height = page.size
    canvas = int(width * 1.35), int(height * 1.25)
    seen: Quad = (
        (width * 0.22, height * 0.10),
        (width * 1.13, height * 0.06),
        (width * 1.24, height * 1.17),
        (width * 0.09, height * 1.11),
    )
    view = Projection.between(seen, rectangle(0, 0, width, height))
    rng = random.Random(7)  # noqa: S311 - the grain of a table
    table = Image.new("L", canvas, 70)
    draw = ImageDraw.Draw(table)
    for _ in range(300):
        y = rng.randrange(canvas[1])
        draw.line(
            (0, y, canvas[0], y + rng.randrange(-40, 40)), fill=rng.randrange(55, 95), width=2
        )
    laid = page.convert("L").transform(
        canvas, Image.Transform.PERSPECTIVE, view.numbers, Image.Resampling.BICUBIC, fillcolor=0
    )
    mask = Image.new("L", page.size, 255).transform(
        canvas, Image.Transform.PERSPECTIVE, view.numbers, fillcolor=0
    )
    table.paste(laid, (0, 0), mask)
    return table.filter(ImageFilter.GaussianBlur(0.7))


SPOILED: dict[str, Spoil] = {
    "grey": grey,
    "black and white": black_and_white,
    "skewed +5": turned(5),
    "skewed -5": turned(-5),
    "turned 90": turned(90),
    "turned 180": turned(180),
    "turned 270": turned(270),
    "JPEG 40": jpeg(40),
    "noise": noisy,
    "blur": blurred,
    "shadow": shadowed,
    "faded": faded,
    "photo": photographed,
}
"""What each spoils, by name."""
