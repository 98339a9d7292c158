import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.packets.receiver.verify import Refused, is_safe_path, read_zip, zipped
from tests.packets.bad_packets import bomb_that_claims, zipped_plainly

names = st.text(min_size=1, max_size=20).filter(is_safe_path)


@given(st.dictionaries(names, st.binary(max_size=50), max_size=5))
def test_files_come_out_as_they_went_in(files: dict[str, bytes]) -> None:
    if len({name.upper().lower() for name in files}) < len(files):
        return
    assert read_zip(zipped(files)) == (files, frozenset())


@given(st.dictionaries(names, st.binary(max_size=50), max_size=5))
def test_the_order_in_which_files_are_given_changes_nothing(files: dict[str, bytes]) -> None:
    assert zipped(files) == zipped(dict(reversed(files.items())))


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
    with pytest.raises(Refused) as caught:
        read_zip(zipped_plainly({name: b"x"}))
    assert caught.value.args == ("unsafe", name)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    assert read_zip(bomb_that_claims(10)) == ({}, frozenset({"bomb"}))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_another_program_zipped_is_read(method: int) -> None:
    files = {"data/x": b"x" * 900, "空": b""}
    assert read_zip(zipped_plainly(files, method)) == (files, frozenset())


def test_a_way_of_packing_that_we_do_not_know_is_no_whole_file() -> None:
    assert read_zip(zipped_plainly({"x": b"x" * 99}, zipfile.ZIP_LZMA)) == ({}, frozenset({"x"}))


@given(st.binary(max_size=300))
def test_other_bytes_are_no_archive(data: bytes) -> None:
    with pytest.raises(Refused):
        read_zip(data)
