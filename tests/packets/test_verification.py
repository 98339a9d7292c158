import io
import random
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.packets.archive import read_archive, write_archive
from mediatordesk.packets.manifests import read_manifest, write_manifest
from mediatordesk.packets.verification import PacketReport, verify

TOP = "司法确认材料_覃𬭎/"


def opened(packet: bytes) -> dict[str, bytes]:
    return dict(read_archive(packet).files)


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
    assert ("changed", "data/01_申请书.pdf") in found(verify(write_archive(files)))


def test_a_missing_paper_is_named(packet: bytes) -> None:
    files = opened(packet)
    del files[TOP + "data/01_申请书.pdf"]
    assert ("missing", "data/01_申请书.pdf") in found(verify(write_archive(files)))


@pytest.mark.parametrize("name", ["data/04_覃𬭎.pdf", "note.txt"])
def test_an_added_file_is_named_wherever_it_lies(packet: bytes, name: str) -> None:
    files = opened(packet) | {TOP + name: b"x"}
    assert ("added", name) in found(verify(write_archive(files)))


def test_a_file_outside_the_folder_is_found(packet: bytes) -> None:
    assert not verify(write_archive(opened(packet) | {"autorun.inf": b"x"})).ok


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
def test_a_packet_without_one_of_its_lists_is_no_packet(packet: bytes, name: str) -> None:
    files = opened(packet)
    del files[TOP + name]
    assert ("no bag", name) in found(verify(write_archive(files)))


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
    assert ("not canonical", "tagmanifest-sha256.txt") in found(verify(write_archive(files)))


def test_a_packet_made_anew_with_another_paper_has_another_number(packet: bytes) -> None:
    """It is sound in itself; only the printed number tells that it is not what was handed over."""
    files = {name.removeprefix(TOP): data for name, data in opened(packet).items()}
    files["data/01_申请书.pdf"] = b"%PDF-1.7 six\n"
    resealed = manifested(files)
    report = verify(write_archive({TOP + name: data for name, data in resealed.items()}))
    assert report.ok
    assert report.sha256 != verify(packet).sha256


def test_a_renamed_folder_is_found(packet: bytes) -> None:
    renamed = {name.replace(TOP, "别的/"): data for name, data in opened(packet).items()}
    assert not verify(write_archive(renamed)).ok


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_zip_is_named_as_such(data: bytes) -> None:
    assert [finding.code for finding in verify(data).findings] == ["unreadable"]


def test_a_zip_that_is_no_packet_is_named_as_such() -> None:
    report = verify(write_archive({"photo.jpg": b"x"}))
    assert ("no bag", "bagit.txt") in found(report)


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


def manifested(files: dict[str, bytes]) -> dict[str, bytes]:
    """Recompute both manifests, as a careful forger would."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    lists = {"manifest-sha256.txt", "tagmanifest-sha256.txt"}
    tags = {name: data for name, data in files.items() if name not in payload.keys() | lists}
    tags["manifest-sha256.txt"] = write_manifest(payload)
    return payload | tags | {"tagmanifest-sha256.txt": write_manifest(tags)}
