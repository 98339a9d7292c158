"""Whatever comes in place of a packet: desk, script and page say the same, and write nothing."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mediatordesk.packets.packet import verifiers
from mediatordesk.packets.verification import verify
from tests.packets.bad_packets import bad_packets, mutilated, opened, zipped_plainly
from tests.packets.chromium import Page, judged_by_page

NAMES = tuple(bad_packets(zipped_plainly({"a/b": b""})))


@pytest.fixture(scope="module")
def bad(packet: bytes) -> dict[str, tuple[bytes, str]]:
    return bad_packets(packet)


@pytest.mark.parametrize("name", NAMES)
def test_the_desk_says_what_it_is(bad: dict[str, tuple[bytes, str]], name: str) -> None:
    data, code = bad[name]
    findings = verify(data).findings
    assert code in {one.code for one in findings}
    assert all(one.why for one in findings)


@pytest.mark.parametrize("name", NAMES)
def test_the_script_says_so_too_and_writes_nothing(
    bad: dict[str, tuple[bytes, str]], name: str, tmp_path: Path
) -> None:
    data, code = bad[name]
    (tmp_path / "verify.py").write_bytes(verifiers()["verify.py"])
    (tmp_path / "收到的.zip").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "verify.py", "收到的.zip"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"[{code}]" in done.stdout.decode()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["verify.py", "收到的.zip"]


@pytest.mark.real
def test_the_page_says_the_same_of_all_of_them(
    bad: dict[str, tuple[bytes, str]], page: Page
) -> None:
    for name, (data, code) in bad.items():
        by_desk = {(one.code, one.file) for one in verify(data).findings}
        by_page = judged_by_page(page, data)
        assert code in {one for one, _file in by_page}, name
        assert by_page == by_desk, name


@pytest.mark.real
@pytest.mark.parametrize("count", [200, pytest.param(5_000, marks=pytest.mark.soak)])
def test_page_and_desk_agree_on_whatever_is_left_of_a_packet(
    packet: bytes, page: Page, count: int
) -> None:
    files = {name: data[:500] for name, data in opened(packet).items()}
    bases = [zipped_plainly(files), zipped_plainly(files, zipfile.ZIP_DEFLATED)]
    dice = random.Random(8)  # noqa: S311
    for number in range(count):
        data = mutilated(dice.choice(bases), dice)
        by_desk = {(one.code, one.file) for one in verify(data).findings}
        assert judged_by_page(page, data) == by_desk, number


def test_a_bad_packet_is_made_of_a_good_one(packet: bytes) -> None:
    assert verify(packet).ok
    assert "司法确认材料_覃𬭎/bagit.txt" in opened(packet)
