import io
import random
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.packets.manifests import write_manifest
from mediatordesk.packets.packet import Handover, PacketItem, build
from mediatordesk.packets.receiver.verify import read_manifest, zipped
from mediatordesk.packets.verification import PacketReport, verify
from tests.packets.bad_packets import TOP, forged, opened, zipped_in_gbk, zipped_plainly


def found(report: PacketReport) -> set[tuple[str, str]]:
    return {(finding.code, finding.file) for finding in report.findings}


def test_an_untouched_packet_passes_and_shows_its_number(packet: bytes) -> None:
    report = verify(packet)
    assert report.ok
    assert len(report.sha256) == 64
    assert report.info is not None
    assert report.info["Receiver"] == "长洲区人民法院"
    assert "data/01_申请书.pdf" in report.files


def test_two_thousand_single_flipped_bits_are_all_found(packet: bytes) -> None:
    """Spread evenly over the file, so that every part of it is hit."""
    dice = random.Random(2)  # noqa: S311
    step = len(packet) * 8 / 2000
    for number in range(2000):
        place = int((number + dice.random()) * step)
        changed = bytearray(packet)
        changed[place // 8] ^= 1 << place % 8
        assert not verify(bytes(changed)).ok, place


def test_a_changed_paper_is_named(packet: bytes) -> None:
    changed = packet.replace(b"%PDF-1.7 one", b"%PDF-1.7 two", 1)
    assert ("changed", "data/01_申请书.pdf") in found(verify(changed))
    assert "data/01_申请书.pdf" in verify(changed).findings[0].why


def test_a_paper_changed_and_zipped_anew_is_named(packet: bytes) -> None:
    files = opened(packet) | {TOP + "data/01_申请书.pdf": b"%PDF-1.7 else"}
    assert ("changed", "data/01_申请书.pdf") in found(verify(zipped(files)))


def test_a_missing_paper_is_named(packet: bytes) -> None:
    files = opened(packet)
    del files[TOP + "data/01_申请书.pdf"]
    assert ("missing", "data/01_申请书.pdf") in found(verify(zipped(files)))


@pytest.mark.parametrize("name", ["data/04_覃𬭎.pdf", "note.txt"])
def test_an_added_file_is_named_wherever_it_lies(packet: bytes, name: str) -> None:
    files = opened(packet) | {TOP + name: b"x"}
    assert ("added", name) in found(verify(zipped(files)))


def test_a_file_outside_the_folder_is_found(packet: bytes) -> None:
    assert not verify(zipped(opened(packet) | {"autorun.inf": b"x"})).ok


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
def test_a_packet_without_one_of_its_lists_is_no_packet(packet: bytes, name: str) -> None:
    files = opened(packet)
    del files[TOP + name]
    assert ("no bag", name) in found(verify(zipped(files)))


def test_a_packet_zipped_by_another_program_is_named_as_such(packet: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in opened(packet).items():
            archive.writestr(name, data)
    assert found(verify(target.getvalue())) == {("repacked", "")}


@pytest.mark.parametrize("end", [b"x", b"PK\x05\x06" + bytes(18)])
def test_bytes_behind_the_archive_are_found(packet: bytes, end: bytes) -> None:
    assert not verify(packet + end).ok
    assert not verify(end + packet).ok


def test_a_manifest_in_capitals_is_not_the_one_form(packet: bytes) -> None:
    """Bagit takes either case: 101 of 1,904 flips passed it."""
    files = opened(packet)
    name = TOP + "tagmanifest-sha256.txt"
    text = files[name].decode()
    files[name] = (text[:64].upper() + text[64:]).encode()
    assert ("not canonical", "tagmanifest-sha256.txt") in found(verify(zipped(files)))


PAPER = "data/01_申请书.pdf"


def test_a_packet_made_anew_with_another_paper_has_another_number(packet: bytes) -> None:
    """It is sound in itself; only the printed number tells that it is not what was handed over."""
    remade = forged(packet, PAPER, b"%PDF-1.7 twenty thousand more\n")
    assert verify(remade).ok
    assert verify(remade).sha256 != verify(packet).sha256
    assert found(verify(remade, verify(packet).sha256)) == {("another packet", "")}
    [finding] = verify(remade, verify(packet).sha256).findings
    assert "not the packet that was handed over" in finding.why


def typings(number: str) -> dict[str, str]:
    """Return ways to type a number that is printed in groups."""
    groups = [number[place : place + 4] for place in range(0, 64, 4)]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    return {
        "in groups": " ".join(groups),
        "on two lines": " ".join(groups[:8]) + "\n" + " ".join(groups[8:]) + "\n",
        "in capitals": number.upper(),
        "with hyphens": "-".join(groups),
        "in full width": wide,
        "with its heading": f"SHA-256：{number}",
        "its ends": f"{number[:8]}…{number[-8:]}",
        "its ends with Chinese dots": f"{number[:8]} …… {number[-10:].upper()}",
        "its ends with full stops": f"{number[:12]}...{number[-8:]}",
    }


@pytest.mark.parametrize("way", typings("0" * 64))
def test_the_printed_number_may_be_typed_in_many_ways(packet: bytes, way: str) -> None:
    assert verify(packet, typings(verify(packet).sha256)[way]).ok
    remade = forged(packet, PAPER, b"%PDF-1.7 else\n")
    other = typings(verify(packet).sha256)[way]
    assert found(verify(remade, other)) == {("another packet", "")}


@pytest.mark.parametrize(
    "typed", ["12", "…", "z" * 64, "0" * 63, "0" * 65, "1234567…12345678", "--"]
)
def test_a_number_that_is_not_complete_is_no_number(packet: bytes, typed: str) -> None:
    assert found(verify(packet, typed)) == {("no number", "")}


def test_no_number_is_asked_for(packet: bytes) -> None:
    assert verify(packet, " \n").ok


def test_a_forged_packet_that_was_zipped_anew_is_still_another_one(packet: bytes) -> None:
    """“Packed again” alone would say that the files are as they were."""
    remade = forged(packet, PAPER, b"%PDF-1.7 else\n")
    packed = zipped_plainly(opened(remade), zipfile.ZIP_DEFLATED)
    assert found(verify(packed, verify(packet).sha256)) == {
        ("another packet", ""),
        ("repacked", ""),
    }


def test_a_packet_zipped_anew_by_a_chinese_windows_is_only_packed_again(
    handover: Handover,
) -> None:
    """Names are in GBK there, which is not said; and folders have entries of their own."""
    plain = replace(handover, folder="司法确认材料")
    files = opened(build([PacketItem("01_申请书.pdf", b"%PDF-1.7", "申请书", "D24")], {}, plain))
    assert found(verify(zipped_in_gbk(files | {"司法确认材料/data/": b""}))) == {("repacked", "")}


def test_a_renamed_folder_is_found(packet: bytes) -> None:
    renamed = {name.replace(TOP, "别的/"): data for name, data in opened(packet).items()}
    assert not verify(zipped(renamed)).ok


@given(st.binary(max_size=200))
def test_no_bytes_make_it_crash(data: bytes) -> None:
    assert not verify(data).ok


@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), min_size=1), st.binary()
    )
)
def test_a_manifest_is_read_as_it_was_written(files: Mapping[str, bytes]) -> None:
    listed = read_manifest(write_manifest(files))
    assert listed is not None
    assert listed.keys() == files.keys()


@given(st.binary(max_size=200))
def test_a_manifest_in_any_other_form_is_not_read(data: bytes) -> None:
    assert read_manifest(data) is None or data == b""
