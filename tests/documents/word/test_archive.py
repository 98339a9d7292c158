"""Archives made to unpack to more, or to something else, than they show."""

import io
import struct
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.errors import DeskError
from mediatordesk.documents.errors import NotAWordFile, StrangeArchive, WordFileTooLarge
from mediatordesk.documents.word.archive import (
    CENTRAL,
    CENTRAL_SIGN,
    END,
    END_SIGN,
    LOCAL,
    LOCAL_SIGN,
    Part,
    read_archive,
    write_archive,
)

NAME, TEXT = "word/document.xml", "覃𬭎 a<b".encode() * 20


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive as Python's own zipfile writes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target.getvalue()


def listed(*entries: tuple[str, int, int, int, int], body: bytes) -> bytes:
    """Return an archive with this directory: (name, place, packed, unpacked size, check sum)."""
    rows = []
    for name, place, packed, size, checksum in entries:
        facts = (CENTRAL_SIGN, 20, 20, 0, 8, 0, 0x21, checksum, packed, size, len(name))
        rows.append(CENTRAL.pack(*facts, 0, 0, 0, 0, 0, place) + name.encode())
    directory, count = b"".join(rows), len(entries) % 65536
    return body + directory + END.pack(END_SIGN, 0, 0, count, count, len(directory), len(body), 0)


def local(name: str, packed: bytes, *, size: int, checksum: int) -> bytes:
    """Return an entry as it stands before its bytes, and its bytes."""
    facts = (LOCAL_SIGN, 20, 0, 8, 0, 0x21, checksum, len(packed), size, len(name), 0)
    return LOCAL.pack(*facts) + name.encode() + packed


def deflated(data: bytes) -> bytes:
    """Return raw deflate."""
    return Part.of(data).compressed


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_ordinary_archive_is_read(method: int) -> None:
    archive = read_archive(zipped({NAME: TEXT, "图/公章.png": b"", "word/": b""}, method))
    assert {name: part.data for name, part in archive.items()} == {NAME: TEXT, "图/公章.png": b""}


def test_parts_that_were_read_are_written_as_they_lay() -> None:
    stored, deflated_at_nine = zipped({NAME: TEXT}, zipfile.ZIP_STORED), io.BytesIO()
    with zipfile.ZipFile(deflated_at_nine, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(NAME, TEXT)
    for data in (stored, deflated_at_nine.getvalue()):
        once = write_archive(read_archive(data))
        assert write_archive(read_archive(once)) == once
        with zipfile.ZipFile(io.BytesIO(once)) as archive:
            assert archive.testzip() is None
            assert archive.read(NAME) == TEXT


def test_others_can_read_what_is_written() -> None:
    data = write_archive(
        {"a.xml": Part.of(TEXT), "公章.png": Part.kept(b"\x89PNG"), "b": Part.of(b"")}
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.xml", "公章.png", "b"]
        assert archive.read("a.xml") == TEXT


def test_a_stream_that_says_it_is_smaller_is_not_unpacked_further() -> None:
    bomb = deflated(bytes(20 * 2**20))
    body = local(NAME, bomb, size=10, checksum=zlib.crc32(bytes(10)))
    with pytest.raises(NotAWordFile):
        read_archive(listed((NAME, 0, len(bomb), 10, zlib.crc32(bytes(10))), body=body))


def test_a_part_that_says_it_is_larger_is_refused() -> None:
    packed = deflated(TEXT)
    body = local(NAME, packed, size=999_999, checksum=zlib.crc32(TEXT))
    with pytest.raises(NotAWordFile):
        read_archive(listed((NAME, 0, len(packed), 999_999, zlib.crc32(TEXT)), body=body))


def test_bytes_hidden_behind_a_part_are_refused() -> None:
    packed = deflated(TEXT) + b"hidden"
    body = local(NAME, packed, size=len(TEXT), checksum=zlib.crc32(TEXT))
    with pytest.raises(NotAWordFile):
        read_archive(listed((NAME, 0, len(packed), len(TEXT), zlib.crc32(TEXT)), body=body))


def test_many_names_for_the_same_bytes_are_refused() -> None:
    data, packed = bytes(2**16), deflated(bytes(2**16))
    body = local("a", packed, size=len(data), checksum=zlib.crc32(data))
    names = [(chr(97 + at), 0, len(packed), len(data), zlib.crc32(data)) for at in range(20)]
    with pytest.raises(StrangeArchive):
        read_archive(listed(*names, body=body))


def test_an_entry_that_holds_the_next_one_is_refused() -> None:
    """The quoted overlap: a stored block of deflate swallows the next entry's header."""
    kernel = deflated(bytes(2**16))
    inner = local("b", kernel, size=2**16, checksum=zlib.crc32(bytes(2**16)))
    header = inner[: LOCAL.size + 1]
    quote = b"\x00" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF)
    whole = zlib.decompressobj(-15).decompress(quote + header + kernel)
    body = local("a", quote + inner, size=len(whole), checksum=zlib.crc32(whole))
    place = LOCAL.size + 1 + len(quote)
    entries = (
        ("a", 0, len(quote + inner), len(whole), zlib.crc32(whole)),
        ("b", place, len(kernel), 2**16, zlib.crc32(bytes(2**16))),
    )
    with pytest.raises(StrangeArchive):
        read_archive(listed(*entries, body=body))


def test_an_archive_in_an_archive_is_not_opened() -> None:
    inner = zipped({f"{at}.bin": bytes(2**20) for at in range(30)})
    archive = read_archive(zipped({NAME: TEXT, "word/embeddings/a.zip": inner}))
    assert archive["word/embeddings/a.zip"].data == inner


@pytest.mark.parametrize("count", [2001, 65_536, 400_000])
def test_too_many_entries_are_refused_at_once(count: int) -> None:
    with pytest.raises(WordFileTooLarge):
        read_archive(listed(*[("a", 0, 0, 0, 0)] * count, body=b""))


def test_sizes_are_added_up_before_anything_is_unpacked() -> None:
    entries = [(f"{at}", 0, 5, 2**32 - 2, 0) for at in range(3)]
    with pytest.raises(WordFileTooLarge):
        read_archive(listed(*entries, body=b""))


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "/etc/passwd", "word/../../x", "word//x", "./x", "..", "word/./x"),
        *("word\\document.xml", "C:/x", "word/x:stream"),
    ],
)
def test_a_name_that_would_land_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(StrangeArchive) as refused:
        read_archive(zipped({NAME: TEXT, name: b"x"}))
    assert refused.value.fields["part"] == name


def test_a_name_with_a_hidden_end_is_refused() -> None:
    data = zipped({"word/x.xml": TEXT}).replace(b"word/x.xml", b"word/x\0xml")
    with pytest.raises(StrangeArchive):
        read_archive(data)


@pytest.mark.parametrize("second", [NAME, "Word/Document.xml"])
def test_two_parts_of_one_name_are_refused(second: str) -> None:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(NAME, TEXT)
        archive.writestr(second, b"other")
    with pytest.raises(StrangeArchive):
        read_archive(target.getvalue())


def test_a_part_with_another_name_in_front_of_it_is_refused() -> None:
    data = zipped({NAME: TEXT}).replace(NAME.encode(), b"word/dOcument.xml", 1)
    with pytest.raises(StrangeArchive):
        read_archive(data)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_word_does_not_know_is_refused(method: int) -> None:
    with pytest.raises(NotAWordFile):
        read_archive(zipped({NAME: TEXT}, method))


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(zipped({NAME: TEXT}))
    data[6] |= 1
    data[data.rindex(CENTRAL_SIGN) + 8] |= 1
    with pytest.raises(NotAWordFile):
        read_archive(bytes(data))


SOUND = zipped({NAME: TEXT, "[Content_Types].xml": b"<Types/>", "word/media/a.png": b"\x89PNG"})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6))
def test_any_damage_is_refused_with_words_or_does_no_harm(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    try:
        archive = read_archive(bytes(data))
    except DeskError:
        return
    assert all(zlib.crc32(part.data) == part.checksum for part in archive.values())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_words(data: bytes) -> None:
    with pytest.raises(DeskError):
        read_archive(data + b"x")
