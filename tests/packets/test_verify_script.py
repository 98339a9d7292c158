import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mediatordesk.packets.receiver import verify as script
from mediatordesk.packets.verification import WORDS, verify
from tests.packets.bad_packets import forged

PYTHON = [sys.executable, "-I", "-S", "-B"]  # no site packages, no environment, no traces
PAPER = "data/01_申请书.pdf"


@pytest.fixture
def zipped(packet: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "材料包.zip"
    path.write_bytes(packet)
    return path


@pytest.fixture
def folder(zipped: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "unpacked")
    (top,) = (tmp_path / "unpacked").iterdir()
    return top


def run(*arguments: Path | str) -> tuple[int, str]:
    done = subprocess.run([*PYTHON, *arguments], capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def test_it_passes_the_unpacked_packet_it_lies_in(folder: Path, packet: bytes) -> None:
    code, words = run(folder / "verify.py")
    assert code == 0
    assert "结论：通过" in words
    assert verify(packet).sha256 in words


def test_it_passes_the_zip(folder: Path, zipped: Path) -> None:
    code, words = run(folder / "verify.py", zipped)
    assert (code, "结论：通过" in words) == (0, True)


def test_it_compares_the_printed_number(folder: Path, zipped: Path, packet: bytes) -> None:
    number = verify(packet).sha256
    groups = [number[place : place + 4].upper() for place in range(0, 64, 4)]
    for typed in ([*groups], ["--expect", number], [f"{number[:8]}…{number[-8:]}"]):
        code, words = run(folder / "verify.py", zipped, *typed)
        assert (code, "就是移交时的那一份" in words) == (0, True), typed
    zipped.write_bytes(forged(packet, PAPER, b"%PDF-1.7 else"))
    assert run(folder / "verify.py", zipped)[0] == 0
    code, words = run(folder / "verify.py", zipped, "--expect", number)
    assert (code, "× 这不是移交时的那一份" in words) == (1, True)


def test_the_number_of_an_unpacked_packet_is_compared_as_well(folder: Path, packet: bytes) -> None:
    number = verify(packet).sha256
    assert run(folder / "verify.py", "--expect", number)[0] == 0
    code, words = run(folder / "verify.py", "--expect", number[::-1])
    assert (code, "× 这不是移交时的那一份" in words) == (1, True)


def test_it_names_a_changed_a_missing_and_an_added_file(folder: Path) -> None:
    (folder / PAPER).write_bytes(b"other")
    (folder / "data/03_Nguyễn Văn Đức.pdf").unlink()
    (folder / "data/多余.pdf").write_bytes(b"x")
    code, words = run(folder / "verify.py")
    assert code == 1
    assert "文件已被改动：data/01_申请书.pdf" in words
    assert "缺少文件：data/03_Nguyễn Văn Đức.pdf" in words
    assert "多出文件：data/多余.pdf" in words


def test_a_link_among_the_papers_is_refused(folder: Path) -> None:
    (folder / PAPER).unlink()
    (folder / PAPER).symlink_to("/etc/passwd")
    code, words = run(folder / "verify.py")
    assert (code, f"链接，未解压：{PAPER}" in words) == (1, True)


def test_a_folder_that_is_no_packet_is_not_read(tmp_path: Path) -> None:
    report = script.judge_path(tmp_path)
    assert [(one.code, one.file) for one in report.findings] == [("no bag", script.MANIFEST)]
    assert script.main([str(tmp_path)]) == 1


def test_a_file_that_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    code, words = run(folder / "verify.py", tmp_path / "没有.zip")
    assert (code, "无法读取" in words) == (1, True)


def test_a_signature_over_the_manifest_is_mentioned_and_not_judged(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    said = list(script.words_on(script.Report([], files | {script.SIGNATURE: b"x"}), ""))
    assert any("openssl cms -verify" in line for line in said)


def test_it_has_words_for_all_that_the_desk_can_find() -> None:
    assert script.WORDS.keys() == WORDS.keys()
    assert all(("{}" in script.WORDS[code]) == ("{name}" in WORDS[code]) for code in WORDS)


def test_a_python_of_2019_can_read_it() -> None:
    """Annotations are not evaluated; all else must be what Python 3.8 knows."""
    text = Path(script.__file__).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    newer = {"removeprefix", "removesuffix", "is_relative_to", "readlink", "pairwise", "strict"}
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) if node.arg}
    assert not used & newer
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plain = {node for node in ast.walk(tree) if isinstance(node, ast.Import)}
    assert froms | {alias.name for node in plain for alias in node.names} <= sys.stdlib_module_names
