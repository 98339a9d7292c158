"""Files as strangers make them, small and made here: office documents, archives, compound files."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl
import pikepdf

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def docx_file() -> bytes:
    """Return a Word file as Word saves it."""
    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph("覃𬭎 与 O'Brien & Sons <a<b>")
    document.save(target)
    return target.getvalue()


def xlsx_file() -> bytes:
    """Return an Excel file."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with more parts, or others of the same name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


def with_content_type(package: bytes, before: str, after: str) -> bytes:
    """Return a package whose list of content types says something else."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        types = old.read("[Content_Types].xml").decode()
    return with_parts(package, {"[Content_Types].xml": types.replace(before, after).encode()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def with_link(package: bytes) -> bytes:
    """Return a package with an entry that is a symbolic link out of it."""
    target = io.BytesIO(package)
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo("word/link")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "../../../etc/passwd")
    return target.getvalue()


def with_entries(package: bytes, count: int) -> bytes:
    """Return a package with very many empty parts."""
    return with_parts(package, {f"word/{number}.xml": b"" for number in range(count)})


def with_overlap(package: bytes) -> bytes:
    """Return a package in which two names share the bytes of one part (Fifield 2019)."""
    data = bytearray(with_parts(package, {"word/a.xml": b"<a/>", "word/b.xml": b"<a/>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        first = archive.getinfo("word/a.xml").header_offset
    second = data.rindex(b"word/b.xml")  # in the directory; the place stands before the name
    struct.pack_into("<I", data, second - 4, first)
    return bytes(data)


def compound(
    streams: Mapping[str, bytes], *, clsid: bytes = bytes(16), folders: Sequence[str] = ()
) -> bytes:
    """Return a compound file (MS-CFB) with these streams, each padded to whole sectors."""
    names = [*streams, *folders]
    directory_sectors = -(-(len(names) + 1) // 4)
    chains: list[list[int]] = []
    place = 1 + directory_sectors
    for data in streams.values():
        count = max(8, -(-len(data) // SECTOR))
        chains.append(list(range(place, place + count)))
        place += count
    table = [FREE] * SECTOR
    table[0] = FAT
    for chain in ([*range(1, 1 + directory_sectors)], *chains):
        for one, following in zip(chain, [*chain[1:], END], strict=True):
            table[one] = following
    fat = struct.pack("<128I", *table[:128])
    header = struct.pack(
        "<8s16s5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)
    entries = [_entry("Root Entry", 5, 0, 0, clsid)]
    for name, chain in zip(streams, chains, strict=True):
        entries.append(_entry(name, 2, chain[0], len(chain) * SECTOR))
    entries += [_entry(name, 1, 0, 0) for name in folders]
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    body = b"".join(
        data.ljust(len(chain) * SECTOR, b"\0")
        for data, chain in zip(streams.values(), chains, strict=True)
    )
    return header + fat + directory + body


def _entry(name: str, kind: int, start: int, size: int, clsid: bytes = bytes(16)) -> bytes:
    coded = name.encode("utf-16-le")
    links = struct.pack("<3I", FREE, FREE, FREE)
    head = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2, kind, 1) + links
    return head + clsid + bytes(20) + struct.pack("<IQ", start, size)


def pdf_file(action: Mapping[str, object] | None = None, *, opens_with: str = "") -> bytes:
    """Return a PDF of one page, with what happens when it is opened."""
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    if action:
        pdf.Root.OpenAction = pikepdf.Dictionary({f"/{key}": one for key, one in action.items()})
    locked = pikepdf.Encryption(user=opens_with, owner="o") if opens_with else False
    pdf.save(target, encryption=locked)
    return target.getvalue()


def pdf_with_file() -> bytes:
    """Return a PDF that carries another file."""
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.attachments["a.exe"] = b"MZ\0\0"
    pdf.save(target)
    return target.getvalue()
