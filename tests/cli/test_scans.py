"""paper codes."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from .commands import TypedDesk, typed
from .conftest import copied
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
    said = typed("paper", "codes", path)
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith(path.name)
    assert not re.search(r"。。|\.\.|[0-9a-f]{2} [0-9a-f]{2}", said.out)


def test_a_picture_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    path = tmp_path / "大.png"
    path.write_bytes(written.getvalue())
    said = typed("paper", "codes", path)
    assert (said.code, path.name in said.out) == (1, True)


def test_a_bad_file_does_not_keep_the_others_from_being_read(printed: Path, tmp_path: Path) -> None:
    text, missing = tmp_path / "说明 a&b.docx", tmp_path / "没有.png"
    text.write_bytes(b"PK hello")
    said = typed("paper", "codes", printed, text, missing, printed, "--json")
    assert (said.code, said.err) == (1, "")
    files = [one["file"] for one in said.data]
    assert files.count(str(printed)) == 2 * (len(files) // 2 - 1)
    failed = {one["file"]: one["error"] for one in said.data if "error" in one}
    assert failed.keys() == {str(text), str(missing)}
    assert missing.name in failed[str(missing)]
    assert all("matches" not in one for one in said.data)


def test_a_desk_tells_whose_page_it_is_and_whether_it_is_current(
    desk: TypedDesk, accepted: str, printed: Path, tmp_path: Path
) -> None:
    blank, old = tmp_path / "空白.png", printed.rename(tmp_path / "旧的.pdf")
    Image.new("L", (800, 1100), 255).save(blank)
    to = ("--to", tmp_path, "--as", "pdf")
    made = desk.ask("paper", "make", accepted, "D05", "--about", "苏美玲", *to)
    notice = Path(made["files"][0])
    case = desk.ask("case", "show", accepted)["case"]["number"]
    [first, *_more] = desk.ask("paper", "codes", notice, old)
    assert (first["number"], first["title"]) == (case, "人民调解受理通知书")
    desk.ask("case", "set", accepted, "facts", "双方重新核对工资数额，情况有变。")
    new = Path(desk.ask("paper", "make", accepted, "D04", *to)["files"][0])
    found = desk.ask("paper", "codes", old, new, notice, blank)
    assert {(one["file"], one["matches"], one["about"]) for one in found} == {
        (str(old), "older", None),
        (str(new), "current", None),
        (str(notice), "current", "苏美玲"),
        (str(blank), "unread", None),
    }


def test_a_page_of_another_desk_is_foreign(
    desk: TypedDesk, printed: Path, fresh: Path, tmp_path: Path
) -> None:
    other = copied(fresh, tmp_path / "另一个")
    assert {one["matches"] for one in other.ask("paper", "codes", printed)} == {"foreign"}
    opened = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    first = typed("paper", "codes", printed, *opened).out.splitlines()[0]
    assert "正阳人调字第" in first
    assert "D04" in first
