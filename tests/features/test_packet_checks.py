"""The packet of scenario 8, changed in every way: all who may check it find it."""

import json
import random
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest

from mediatordesk.packets import verify
from mediatordesk.packets.receiver.verify import judge
from tests.packets.bad_packets import forged, opened
from tests.packets.case_schema import misfits
from tests.packets.chromium import browser, flips_judged_by_page, judged_by_page

from .journeys import Played

FLIPS = 2_000


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


@pytest.mark.soak
def test_two_thousand_flipped_bits_are_found_by_desk_script_and_page(
    demo: Played, tmp_path: Path
) -> None:
    """One load of the page, as it lies in the packet; all three find the same each time."""
    packet = demo.packet.read_bytes()
    places = random.Random(6).sample(range(len(packet) * 8), FLIPS)  # noqa: S311 - a sample
    with zipfile.ZipFile(demo.packet) as archive:
        [name] = [one for one in archive.namelist() if one.endswith("/verify.html")]
        page_file = Path(archive.extract(name, tmp_path))
    with browser(tmp_path) as page:
        page.open(page_file)
        assert judged_by_page(page, packet) == set()
        found_by_page = flips_judged_by_page(page, packet, places)
    for place, by_page in zip(places, found_by_page, strict=True):
        changed = flipped(packet, place)
        by_script = {(one.code, one.file) for one in judge(changed).findings}
        by_desk = {(one.code, one.file) for one in verify(changed).findings}
        assert by_page == by_script == by_desk != set(), place


@pytest.mark.real
def test_it_is_checked_on_a_system_without_the_product(demo: Played, tmp_path: Path) -> None:
    """A bare Python without a library, and what every Linux has."""

    def told(*command: str, at: Path = tmp_path) -> str:
        done = subprocess.run(
            command, cwd=at, env={"LANG": "C.UTF-8"}, capture_output=True, text=True, check=True
        )
        return done.stdout

    told("/usr/bin/unzip", "-q", str(demo.packet))
    [top] = (one for one in tmp_path.iterdir() if one.is_dir())
    number = verify(demo.packet.read_bytes()).sha256
    python = ("/usr/bin/python3", "-I", "-S", "-B", "verify.py")
    assert "就是移交时的那一份" in told(*python, str(demo.packet), number, at=top)
    assert "就是移交时的那一份" in told(*python, "--expect", number, at=top)
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        lines = told("/usr/bin/sha256sum", "--strict", "-c", manifest, at=top).splitlines()
        assert lines
        assert all(line.endswith(": OK") for line in lines)
    assert told("/usr/bin/sha256sum", "manifest-sha256.txt", at=top).startswith(number)
    bagit.Bag(str(top)).validate()


def test_what_the_packet_tells_machines_is_as_documented(demo: Played) -> None:
    [name] = [one for one in opened(demo.packet.read_bytes()) if one.endswith("data/case.json")]
    assert misfits(json.loads(opened(demo.packet.read_bytes())[name])) == []


@pytest.mark.real
def test_an_agreement_with_another_sum_and_all_hashes_made_anew_is_another_packet(
    demo: Played, tmp_path: Path
) -> None:
    packet = demo.packet.read_bytes()
    number = verify(packet).sha256
    [agreement] = [name for name in opened(packet) if name.endswith("调解协议书.pdf")]
    remade = forged(packet, agreement.partition("/")[2], b"%PDF-1.7 36,500.00 -> 365,000.00")
    assert verify(remade).ok
    [finding] = verify(remade, number).findings
    assert "not the packet that was handed over" in finding.why
    assert [one.code for one in judge(remade, number).findings] == ["another packet"]
    with browser(tmp_path) as page:
        page_file = tmp_path / "verify.html"
        page_file.write_bytes(opened(packet)[agreement.partition("/")[0] + "/verify.html"])
        page.open(page_file)
        assert judged_by_page(page, remade, number) == {("another packet", "")}
