"""sign scan and sign original: what a scanner hands in, good and bad."""

import hashlib
import io
import shutil
import threading
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.actions.procedure_cases import AGREEMENT, INTAKE, WORKER
from tests.actions.signing.scanned import signed_pages
from tests.documents.scans.pages import picture_pdf, tiff

from .commands import TypedDesk, typed

MADE, NOW = ("--now", "2025-05-12T09:00"), ("--now", "2025-05-15T10:00")


@pytest.fixture(scope="module")
def printed(still: TypedDesk, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return a case whose agreement was printed, on a desk that refuses all, and its PDF."""
    folder = tmp_path_factory.mktemp("文书 a&b")
    return printed_at(still, folder)


def printed_at(desk: TypedDesk, folder: Path) -> tuple[str, Path]:
    """Let two people agree, print their agreement, and return the case and the PDF."""
    worker, firm, _friend = INTAKE["parties"]
    case = desk.add(INTAKE | {"parties": [worker, firm]}, "--now", "2025-04-07T09:00")
    desk.ask("case", "do", case, "accept", "--now", "2025-04-07T09:05")
    agreed = desk.written(AGREEMENT | {"agreed_on": "2025-05-12"})
    desk.ask("case", "do", case, "agree", "--with", agreed, *MADE)
    made = desk.ask("paper", "make", case, "D17", "--to", folder, "--as", "pdf", *MADE)
    return case, Path(made["files"][0])


@pytest.fixture(scope="module")
def pages(printed: tuple[str, Path]) -> list[Image.Image]:
    return signed_pages(printed[1].read_bytes(), 110)


@pytest.fixture
def agreed(still: TypedDesk, printed: tuple[str, Path], tmp_path: Path) -> tuple[TypedDesk, str]:
    """Return the case on a desk of its own, on which something may be saved."""
    folder, words = tmp_path / "自己 的" / "desk", tmp_path / "自己 的" / "words"
    shutil.copytree(still.folder, folder)
    shutil.copy(still.passphrase_file, words)
    return TypedDesk(folder, words), printed[0]


def scan(folder: Path, pages: list[Image.Image], name: str = "扫描 a&b.pdf") -> Path:
    path = folder / name
    path.write_bytes(picture_pdf(pages, 110))
    return path


def test_a_scan_files_itself_and_its_hash_is_shown(
    agreed: tuple[TypedDesk, str], pages: list[Image.Image], tmp_path: Path
) -> None:
    desk, case = agreed
    filed = desk.ask("sign", "scan", case, "D17", scan(tmp_path, pages), *NOW)
    assert filed.keys() >= {"effective_date", "missing", "papers", "filed"}
    assert (filed["filed"], filed["effective_date"]) == (True, None)
    assert WORKER in filed["missing"]
    to = tmp_path / "原件.pdf"
    desk.ask("sign", "original", case, "D17", "--to", to)
    sha256 = hashlib.sha256(to.read_bytes()).hexdigest()
    shown = desk.ask("case", "show", case)
    assert [one["sha256"] for one in shown["signed_scans"]] == [sha256]
    assert filed["papers"][0]["signed_scan"]["sha256"] == sha256
    opened = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    assert sha256 in typed("case", "show", case, *opened).out
    assert desk("desk", "check").data["ok"]


def test_typed_days_are_shown_first_and_saved_once_they_are_confirmed(
    agreed: tuple[TypedDesk, str], pages: list[Image.Image], tmp_path: Path
) -> None:
    desk, case = agreed
    days = ("--signed", f"{WORKER}=2025-05-14", "--signed-on", "2025-05-13")
    words = ("sign", "scan", case, scan(tmp_path, pages), *days, *NOW)  # no paper: any of the case
    looked = desk.ask(*words)
    assert (looked["filed"], desk.ask("case", "show", case)["signed_scans"]) == (False, [])
    assert {(one["name"], one["on"]) for one in looked["dates"]} >= {
        (WORKER, "2025-05-14"),
        ("黄文德", "2025-05-13"),
    }
    filed = desk.ask(*words, "--confirm")
    assert (filed["effective_date"], filed["missing"]) == ("2025-05-14", [])
    again = desk.ask(*words, "--confirm")
    assert again["papers"][0]["signed_scan"] == filed["papers"][0]["signed_scan"]
    assert len(desk.ask("case", "show", case)["signatures"]) == 5


def test_days_on_a_filed_original_are_noted_later(
    agreed: tuple[TypedDesk, str], pages: list[Image.Image], tmp_path: Path
) -> None:
    desk, case = agreed
    assert "D17" not in desk("sign", "scan", case, "D17", *NOW).complaint()[0]
    desk.ask("sign", "scan", case, "-", scan(tmp_path, pages), *NOW)
    days = ("--signed-on", "2025-05-13")
    assert desk.ask("sign", "scan", case, "D17", *days, *NOW)["filed"] is False
    noted = desk.ask("sign", "scan", case, "D17", *days, "--confirm", *NOW)
    assert (noted["missing"], noted["effective_date"]) == ([], "2025-05-13")


def test_a_page_without_its_code_is_named_by_hand(
    agreed: tuple[TypedDesk, str], pages: list[Image.Image], tmp_path: Path
) -> None:
    desk, case = agreed
    torn = pages[0].copy()
    torn.paste((255, 255, 255), (torn.width // 2, torn.height - 160, torn.width, torn.height))
    stack = scan(tmp_path, [torn, *pages[1:]])
    refused = desk("sign", "scan", case, "D17", stack, *NOW).complaint()
    assert stack.name in refused[0]
    wrong = desk("sign", "scan", case, "D17", stack, "--page", f"{stack}:2=D17/1", *NOW)
    assert stack.name in wrong.complaint()[0]
    placed = desk.ask("sign", "scan", case, "D17", stack, "--page", f"{stack.name}:1=D17/1", *NOW)
    assert placed["papers"][0]["signed_scan"]["pages"] == len(pages)


@pytest.mark.parametrize(
    "typed_wrong",
    [
        ("--signed", WORKER),
        ("--signed", f"{WORKER}=昨天"),
        ("--page", "a.pdf"),
        ("--page", "=D17/0"),
    ],
)
def test_wrong_usage_is_said_as_such(still: TypedDesk, typed_wrong: tuple[str, str]) -> None:
    said = still("sign", "scan", "1", "D17", "a.pdf", *typed_wrong)
    assert said.code == 2
    assert typed_wrong[1].rpartition("=")[2] in said.err


def bad_files(folder: Path, pages: list[Image.Image]) -> dict[str, Path]:
    """Return files that are no scan, or a bad one, by what is wrong with them."""
    whole = picture_pdf(pages, 110)
    jpeg, locked, bomb = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pages[0].save(jpeg, "JPEG")
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="a<b"))
    Image.new("1", (60_000, 60_000)).save(bomb, "PNG")
    contents = {
        "空.jpg": b"",
        "半张.jpg": jpeg.getvalue()[: len(jpeg.getvalue()) // 3],
        "加密.pdf": locked.getvalue(),
        "炸弹.png": bomb.getvalue(),
        "坏.pdf": whole[:2000],
        "坏.tif": b"II*\0" + b"\xff" * 200,
        "说明.docx": b"PK\x03\x04 hello",
        "程序.pdf": b"MZ" + b"\0" * 500,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents} | {"没有.pdf": folder / "没有.pdf"}


def test_what_cannot_be_read_is_named_and_nothing_is_saved(
    still: TypedDesk, printed: tuple[str, Path], pages: list[Image.Image], tmp_path: Path
) -> None:
    good, before = scan(tmp_path, pages), still.saved()[0]
    for name, path in bad_files(tmp_path, pages).items():
        happened, _kept, to_do = still("sign", "scan", printed[0], "D17", path, good).complaint()
        assert name in happened, name
        assert to_do, name
    assert still.saved()[0] == before


def test_many_blank_pages_are_read_to_their_end(
    still: TypedDesk, printed: tuple[str, Path], tmp_path: Path
) -> None:
    many = tmp_path / "五百页.tif"
    many.write_bytes(tiff([Image.new("1", (1240, 1754), 1)] * 500))
    began = time.process_time()
    refused = still("sign", "scan", printed[0], "-", many).complaint()
    assert "500" in refused[0] or many.name in refused[0]
    assert time.process_time() - began < 30


def test_scans_that_come_into_a_folder_are_filed_as_soon_as_all_are_there(
    agreed: tuple[TypedDesk, str], pages: list[Image.Image], tmp_path: Path
) -> None:
    desk, case = agreed
    folder, before = tmp_path / "扫描仪", scan(tmp_path, pages[:1], "以前.pdf")
    folder.mkdir()
    shutil.copy(before, folder)

    def scanner() -> None:
        for at, page in enumerate(pages):
            time.sleep(1.5)
            (folder / f"扫描_{at}.pdf").write_bytes(picture_pdf([page], 110))

    at_work = threading.Thread(target=scanner)
    at_work.start()
    filed = desk.ask("sign", "scan", case, "-", "--watch", folder, "--seconds", "90", *NOW)
    at_work.join()
    names = {one["file"] for one in filed["papers"][0]["pages"]}
    assert names == {f"扫描_{at}.pdf" for at in range(len(pages))}
    assert len(list(folder.iterdir())) == len(pages) + 1


def test_a_folder_in_which_nothing_comes_is_said(
    still: TypedDesk, printed: tuple[str, Path], tmp_path: Path
) -> None:
    said = still("sign", "scan", printed[0], "-", "--watch", tmp_path, "--seconds", "1")
    assert str(tmp_path) in said.complaint()[0]
    gone = still("sign", "scan", printed[0], "-", "--watch", tmp_path / "无", "--seconds", "1")
    assert gone.complaint()


def test_an_original_that_is_not_there_is_not_written(
    still: TypedDesk, printed: tuple[str, Path], tmp_path: Path
) -> None:
    to = tmp_path / "原件.pdf"
    still("sign", "original", printed[0], "D17", "--to", to).complaint()
    assert not to.exists()
    assert len(pypdfium2.PdfDocument(printed[1])) > 1
