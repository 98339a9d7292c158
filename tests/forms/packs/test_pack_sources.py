"""The one file in which a desk keeps a pack: the same for the same files, and refused if not."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.forms.errors import DamagedPack, PackTooLarge
from mediatordesk.forms.packs import pack_sources
from mediatordesk.forms.packs.pack_sources import (
    MAX_FILES,
    PackContent,
    PackFolder,
    content_of,
    is_plain,
    packed,
    unpacked,
)

FILES = {
    "pack.toml": b"[pack]\n",
    "templates/D80 \xe9.docx".encode().decode(): b"PK",
    "物业.toml": b"",
}
WHOLE = packed(PackContent("property", FILES))


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP as other programs write it, but with the moment that ours names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = method, 3
            archive.writestr(entry, data)
    return made.getvalue()


@given(
    st.dictionaries(
        st.sampled_from(["pack.toml", "a.toml", "覃𬭎 & a.toml", "templates/D1.docx"]),
        st.binary(max_size=300),
    )
)
def test_what_goes_in_comes_out_and_is_the_same_bytes_whatever_the_order(
    files: dict[str, bytes],
) -> None:
    data = packed(PackContent("x", files))
    assert unpacked("x", data) == PackContent("x", files)
    assert packed(PackContent("x", dict(reversed(files.items())))) == data


@pytest.mark.parametrize(
    "name",
    [
        "../pack.toml", "templates/../../x.docx", "/etc/x.toml", "C:\\x.toml", "a/b.toml",
        "templates/a/b.docx", "x.exe", "templates/x.toml", "x.docx", ".toml", "templates/.docx",
        "templates/~$D17.docx", "a\x00.toml", "CON:x.toml", "x.toml\n", "长" * 200 + ".toml",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_none_of_a_pack(name: str, tmp_path: Path) -> None:
    assert not is_plain(name)
    with pytest.raises(FileNotFoundError):
        PackFolder(tmp_path).read(name)
    if "\x00" not in name:
        with pytest.raises(DamagedPack):
            unpacked("x", zipped({"pack.toml": b"", name: b"a<b"}))


@pytest.mark.parametrize(
    "spoilt",
    [
        WHOLE[:-1],
        WHOLE + b"x",
        b"",
        b"PK",
        WHOLE.replace(b"[pack]", b"[pick]"),
        WHOLE.replace(b"pack.toml", b"zack.toml"),
        zipped(FILES, zipfile.ZIP_DEFLATED),
        zipped({"z.toml": b"", "a.toml": b""}),
        zipped({f"{n}.toml": b"" for n in range(MAX_FILES + 1)}),
        WHOLE[:-14] + struct.pack("<2H", 3, 4) + WHOLE[-10:],
        WHOLE[:-10] + struct.pack("<2L", 2**31, 0) + WHOLE[-2:],
    ],
)
def test_whatever_this_program_would_not_have_written_is_refused(spoilt: bytes) -> None:
    with pytest.raises(DamagedPack) as caught:
        unpacked("property", spoilt)
    assert all(caught.value.lines())


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_without_being_noticed(place: int, by: int) -> None:
    spoilt = bytearray(WHOLE)
    spoilt[place] ^= by
    with pytest.raises(DamagedPack):
        unpacked("property", bytes(spoilt))


def test_a_zip_that_names_one_file_many_times_is_not_unpacked() -> None:
    """400 entries that share one place would be 400 times its bytes (Fifield 2019)."""
    one = zipped({"a.toml": b"x" * 5000})
    at = one.index(b"PK\x01\x02")
    entry, end = one[at:-22], one[-22:]
    count = MAX_FILES
    directory = entry * count
    tail = struct.pack("<2H2L", count, count, len(directory), at)
    with pytest.raises(DamagedPack):
        unpacked("x", one[:at] + directory + end[:8] + tail + end[20:])


def test_a_folder_gives_its_rules_and_forms_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("pack.toml", "b.toml", "._b.toml", "read me.txt", "templates/D1.docx",
                 "templates/~$D1.docx", "templates/notes.toml"):  # fmt: skip
        (tmp_path / name).write_bytes(b"a<b")
    content = content_of(PackFolder(tmp_path))
    assert list(content.files) == ["pack.toml", "b.toml", "templates/D1.docx"]
    assert (content.tables(), content.templates()) == (
        ("pack.toml", "b.toml"),
        ("templates/D1.docx",),
    )


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pack.toml", "b.toml", "c.toml"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(pack_sources, "MAX_FILES", 2)
    with pytest.raises(PackTooLarge):
        content_of(PackFolder(tmp_path))
