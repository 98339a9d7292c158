import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.packets.archive import (
    MAX_BYTES,
    MAX_ENTRIES,
    NotAPacketArchive,
    is_safe_path,
    read_archive,
    write_archive,
)

names = st.text(min_size=1, max_size=20).filter(is_safe_path)


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return target.getvalue()


@given(st.dictionaries(names, st.binary(max_size=50), max_size=5))
def test_files_come_out_as_they_went_in(files: dict[str, bytes]) -> None:
    if len({name.casefold() for name in files}) < len(files):
        return
    archive = read_archive(write_archive(files))
    assert archive.files == files
    assert archive.canonical


@given(st.dictionaries(names, st.binary(max_size=50), max_size=5))
def test_the_order_in_which_files_are_given_changes_nothing(files: dict[str, bytes]) -> None:
    assert write_archive(files) == write_archive(dict(reversed(files.items())))


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/../../x",
        "/etc/passwd",
        "C:/x",
        "a\\..\\x",
        "..",
        "a//b",
        "a/",
        "x\n",
        "a /b",
        "x.",
    ],
)
def test_a_name_that_leaves_its_folder_is_refused(name: str) -> None:
    with pytest.raises(NotAPacketArchive) as caught:
        read_archive(zipped({name: b"x"}))
    assert caught.value.kind == "unsafe"


def test_a_link_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("data/link")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(NotAPacketArchive, match="unsafe"):
        read_archive(target.getvalue())


def test_a_bomb_is_refused_by_the_size_it_states() -> None:
    with pytest.raises(NotAPacketArchive, match="too large"):
        read_archive(bomb_that_claims(MAX_BYTES + 1))


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    assert read_archive(bomb_that_claims(10)).damaged == ("bomb",)


def test_too_many_files_are_refused() -> None:
    with pytest.raises(NotAPacketArchive, match="too large"):
        read_archive(zipped({str(number): b"" for number in range(MAX_ENTRIES + 1)}))


def test_two_files_that_are_one_on_windows_are_refused() -> None:
    with pytest.raises(NotAPacketArchive, match="twice"):
        read_archive(zipped({"data/A.pdf": b"1", "data/a.pdf": b"2"}))


def test_a_deflated_copy_is_read_but_is_not_canonical() -> None:
    archive = read_archive(zipped({"data/x": b"x" * 900}, zipfile.ZIP_DEFLATED))
    assert archive.files == {"data/x": b"x" * 900}
    assert not archive.canonical


@given(st.binary(max_size=300))
def test_other_bytes_are_no_archive(data: bytes) -> None:
    with pytest.raises(NotAPacketArchive):
        read_archive(data)


def bomb_that_claims(size: int) -> bytes:
    """Make a ZIP of 3 kB that holds 3 MB of zeros and says it holds `size`."""
    honest = zipped({"bomb": bytes(3_000_000)}, zipfile.ZIP_DEFLATED)
    return honest.replace((3_000_000).to_bytes(4, "little"), size.to_bytes(4, "little"))
