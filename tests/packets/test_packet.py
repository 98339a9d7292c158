import io
import json
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.packets.packet import (
    MAX_NAME_BYTES,
    Handover,
    PacketItem,
    UnusableFileName,
    assemble,
    build,
    file_name,
)
from mediatordesk.packets.receiver.verify import is_safe_path
from mediatordesk.packets.verification import verify


def unpacked(packet: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


def test_the_same_papers_give_the_same_bytes(
    items: Sequence[PacketItem], facts: dict[str, object], handover: Handover, packet: bytes
) -> None:
    assert build(items, facts, handover) == packet


def test_papers_lie_in_data_under_plain_names(packet: bytes, tmp_path: Path) -> None:
    top = unpacked(packet, tmp_path)
    assert sorted(path.name for path in (top / "data").iterdir()) == [
        "01_申请书.pdf",
        "02_调解协议书（覃𬭎、O'Brien & Sons）.pdf",
        "03_Nguyễn Văn Đức.pdf",
        "case.json",
    ]


def test_case_json_says_what_can_be_copied_and_what_each_file_is(
    packet: bytes, facts: dict[str, object], tmp_path: Path
) -> None:
    content = json.loads((unpacked(packet, tmp_path) / "data/case.json").read_bytes())
    assert content["format"] == "mediatordesk-packet/1"
    assert content["case"] == facts
    assert content["made_at"] == "2025-05-06T01:00:00+00:00"
    assert [(one["kind"], one["pages"]) for one in content["files"]] == [
        ("D24", 2),
        ("D17", 3),
        ("D41", None),
    ]


def test_bagit_finds_the_bag_valid(packet: bytes, tmp_path: Path) -> None:
    bag = bagit.Bag(str(unpacked(packet, tmp_path)))
    bag.validate()
    assert bag.info["Source-Organization"] == "正阳村人民调解委员会"
    assert bag.info["Receiver"] == "长洲区人民法院"


def test_a_line_break_in_a_name_makes_no_second_label(
    items: Sequence[PacketItem], handover: Handover, tmp_path: Path
) -> None:
    sly = replace(handover, organisation="正阳村\nReceiver: 别处")
    top = unpacked(build(items, {}, sly), tmp_path)
    assert bagit.Bag(str(top)).info["Receiver"] == "长洲区人民法院"


def test_tag_files_lie_beside_the_papers_and_are_covered(
    items: Sequence[PacketItem], handover: Handover
) -> None:
    packet = assemble(items, {}, handover)
    data = packet.zipped({"核验单.txt": b"SHEET " + packet.sha256.encode()})
    assert verify(data).ok
    assert verify(data).sha256 == packet.sha256
    changed = data.replace(b"SHEET ", b"sheet ")
    assert [finding.file for finding in verify(changed).findings] == ["核验单.txt"]


def test_the_verifiers_lie_beside_the_papers(packet: bytes, tmp_path: Path) -> None:
    top = unpacked(packet, tmp_path)
    assert {path.name for path in top.iterdir()} >= {"verify.html", "verify.py", "data"}


@pytest.mark.parametrize(
    "name", ["a/b.pdf", "../x.pdf", "x:.pdf", "a<b.pdf", "", " x", "x.", "e\u0301"]
)
def test_a_name_that_some_system_cannot_store_is_refused(name: str, handover: Handover) -> None:
    """The last one is e with a combining accent, which macOS and Linux write differently."""
    with pytest.raises(UnusableFileName):
        build([PacketItem(name, b"", "x", "x")], {}, handover)


@pytest.mark.parametrize("name", ["a.pdf", "A.PDF", "CASE.json"])
def test_a_name_may_stand_once(name: str, handover: Handover) -> None:
    twice = [PacketItem("a.pdf", b"1", "x", "x"), PacketItem(name, b"2", "x", "x")]
    with pytest.raises(UnusableFileName):
        build(twice, {}, handover)


def test_a_number_that_is_no_exact_amount_never_gets_into_case_json(handover: Handover) -> None:
    with pytest.raises(ValueError, match="JSON"):
        build([], {"amount": float("nan")}, handover)


@given(st.integers(0, 99), st.text(max_size=120))
def test_any_title_makes_a_name_that_every_system_can_store(position: int, title: str) -> None:
    name = file_name(position, title)
    assert is_safe_path(name)
    assert "/" not in name
    assert len(name.encode()) <= MAX_NAME_BYTES


def test_hard_titles_stay_readable() -> None:
    assert file_name(0, "审查要素表") == "00_审查要素表.pdf"
    assert file_name(1, "申请书") == "01_申请书.pdf"
    assert file_name(12, "身份证明（覃𬭎）") == "12_身份证明（覃𬭎）.pdf"
    assert file_name(2, "O'Brien & Sons: a<b", ".docx") == "02_O'Brien & Sons ab.docx"


@pytest.mark.real
def test_unzip_and_sha256sum_alone_can_check_it(packet: bytes, tmp_path: Path) -> None:
    (tmp_path / "packet.zip").write_bytes(packet)
    subprocess.run(["unzip", "-tq", "packet.zip"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["unzip", "-q", "packet.zip"], cwd=tmp_path, check=True, capture_output=True)
    (top,) = (path for path in tmp_path.iterdir() if path.is_dir())
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        told = subprocess.run(
            ["sha256sum", "--strict", "-c", manifest],
            cwd=top,
            check=True,
            capture_output=True,
            text=True,
        )
        assert "FAILED" not in told.stdout
