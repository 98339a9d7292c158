"""verify.py as the receiver has it: a file in the packet, run by a bare Python."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mediatordesk.packets.receiver import verify as script
from mediatordesk.packets.verification import verify

PYTHON = [sys.executable, "-I", "-S", "-B"]  # no site packages, no environment, no traces


@pytest.fixture
def zipped(packet: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "移交包.zip"
    path.write_bytes(packet)
    return path


@pytest.fixture
def folder(zipped: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "unpacked")
    (top,) = (tmp_path / "unpacked").iterdir()
    return top


def run(*arguments: Path) -> tuple[int, str]:
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


def test_it_names_a_changed_a_missing_and_an_added_file(folder: Path) -> None:
    (folder / "data/01_申请书.pdf").write_bytes(b"other")
    (folder / "data/03_Nguyễn Văn Đức.pdf").unlink()
    (folder / "data/多余.pdf").write_bytes(b"x")
    code, words = run(folder / "verify.py")
    assert code == 1
    assert "文件已被改动：data/01_申请书.pdf" in words
    assert "缺少文件：data/03_Nguyễn Văn Đức.pdf" in words
    assert "多出文件：data/多余.pdf" in words


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_it_refuses_what_is_no_packet_in_words(folder: Path, zipped: Path, data: bytes) -> None:
    zipped.write_bytes(data)
    code, words = run(folder / "verify.py", zipped)
    assert (code, "结论：不通过" in words) == (1, True)


def test_an_empty_folder_is_no_packet(tmp_path: Path) -> None:
    files, problems = script.read(tmp_path)
    assert script.main([str(tmp_path)]) == 1
    assert (files, problems) == ({}, [])


def test_it_finds_five_hundred_flipped_bits_and_agrees_with_the_desk(packet: bytes) -> None:
    dice = random.Random(3)  # noqa: S311
    for _number in range(500):
        place = dice.randrange(len(packet) * 8)
        changed = bytearray(packet)
        changed[place // 8] ^= 1 << place % 8
        assert judged(bytes(changed))
    assert not judged(packet)


def judged(data: bytes) -> list[str]:
    try:
        files, problems = script.read_zip(data)
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile) as error:
        return [str(error)]
    return problems + script.check(files)
