"""paper codes."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from .commands import TypedDesk, typed
from .intakes import wages


@pytest.fixture
def accepted(desk: TypedDesk) -> str:
    """Return a case of wages that was accepted."""
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    return case


@pytest.fixture
def printed(desk: TypedDesk, accepted: str, tmp_path: Path) -> Path:
    """Return the registration form of the case."""
    made = desk.ask("paper", "make", accepted, "D04", "--to", tmp_path / "文书", "--as", "pdf")
    return Path(made["files"][0])


def test_a_scan_of_a_paper_names_its_case_and_its_version(
    desk: TypedDesk, accepted: str, printed: Path, tmp_path: Path
) -> None:
    picture = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72).to_pil()
    photo, blank = tmp_path / "扫描 & 1.jpg", tmp_path / "空白.png"
    picture.convert("L").rotate(3, expand=True, fillcolor=230).save(photo, quality=50)
    Image.new("L", (800, 1100), 255).save(blank)
    [kept] = desk.ask("case", "show", accepted)["papers"]
    found = typed("paper", "codes", photo, blank, printed, "--json").data
    assert [(one["file"], one["paper"], one["page"], one["of"]) for one in found] == [
        (str(photo), "D04", 1, kept["pages"]),
        (str(blank), None, None, None),
        *((str(printed), "D04", page + 1, kept["pages"]) for page in range(kept["pages"])),
    ]
    assert kept["case_id"].replace("-", "").startswith(found[0]["case"])
    assert kept["content_sha256"].startswith(found[0]["digest"])
    assert found[0]["version"] == 1


def test_people_are_told_in_a_line_a_page(printed: Path) -> None:
    first = typed("paper", "codes", printed).out.splitlines()[0]
    assert first.startswith(f"{printed.name} 1: D04 · 第1版 · 1/")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"GIF89a", b"II*\0"])
def test_what_is_no_scan_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏的 a<b.pdf"
    path.write_bytes(content)
    happened, _kept, _to_do = typed("paper", "codes", path).complaint()
    assert path.name in happened


def test_a_picture_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    path = tmp_path / "大.png"
    path.write_bytes(written.getvalue())
    assert path.name in typed("paper", "codes", path).complaint()[0]
