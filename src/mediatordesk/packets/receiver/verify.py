#!/usr/bin/env python3
"""核验材料包 / Verify a packet.

    python3 verify.py                        核验本文件所在的文件夹（已解压的材料包）
    python3 verify.py 材料包.zip              核验压缩包本身，逐字节
    python3 verify.py 材料包.zip 3f2a77bc …  并与纸质核验单上的校验值比对（或 --expect 校验值）

只用 Python 自带的标准库（3.8 及以上），不联网，不写任何文件。
结论为「通过」时退出码为 0，否则为 1。材料包的格式见 BagIt（RFC 8493）。
The desk judges packets with this very file, so sender and receiver have one opinion.
"""

from __future__ import annotations  # Python 3.8

import argparse
import hashlib
import io
import re
import stat
import struct
import sys
import zipfile
import zlib
from itertools import islice
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple, Sequence  # noqa: UP035 - Python 3.8

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = MANIFEST + ".p7s"
PAYLOAD = "data/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # RFC 8493, 2.1.1
MAX_BYTES = 1 << 30  # what a packet may hold unpacked; a file of 350 pages has about 50 MB
MAX_ENTRIES = 5_000
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the first time a ZIP can say
UNIX = 3
AGE = b"age-encryption.org/v1"  # how an encrypted packet begins (.zip.age)
ORDINARY_FILE = (stat.S_IFREG | 0o644) << 16
# Control, bidirectional and zero-width signs, and what Windows allows in no name.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc-\uffff\ud800-\udfff"
    '\\\\:*?"<>|]'
)

WORDS = {
    "another packet": "这不是移交时的那一份：校验值与核验单上的不同",
    "no number": "要比对的校验值不完整：应为 64 位（0–9、a–f），或首尾各不少于 8 位、中间写 …",
    "locked": "材料包已加密（age），请先用接收单位的私钥解密，再核验得到的 ZIP",
    "unreadable": "不是可以读取的 ZIP 文件，或已损坏",
    "too large": "压缩包声称的内容过大，未解压",
    "unsafe": "压缩包中有不安全的文件名或链接，未解压：{}",
    "twice": "压缩包中文件名重复，未解压：{}",
    "encrypted": "压缩包中的文件已加密，未解压：{}",
    "no bag": "不是材料包，缺少：{}",
    "not canonical": "清单的写法不合规范：{}",
    "missing": "缺少文件：{}",
    "added": "多出文件：{}",
    "changed": "文件已被改动：{}",
    "repacked": "压缩包本身被改动，或由其他程序重新打包",
}


class Finding(NamedTuple):
    """One thing that is not as it was handed over: a key of WORDS, and the file it is about."""

    code: str
    file: str = ""


class Refused(Exception):
    """The ZIP was not unpacked; its arguments are those of the Finding."""


class Entry(NamedTuple):
    """One line of a ZIP's directory (APPNOTE.TXT, 4.3.12)."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int

    @property
    def name(self) -> str:
        """Return the name; a program that does not say UTF-8 may have written GBK."""
        try:
            return self.raw_name.decode()
        except UnicodeDecodeError:
            if self.flags & 0x800:
                raise Refused("unreadable") from None
            return self.raw_name.decode("gb18030", "replace")

    @property
    def is_folder(self) -> bool:
        """Say whether it is an empty folder, which other programs write and a packet has not."""
        return self.raw_name[-1:] == b"/" and not self.size


class Report(NamedTuple):
    """What is wrong, nothing if all is well; and the files by their names in the packet."""

    findings: Sequence[Finding]
    files: Mapping[str, bytes]

    @property
    def number(self) -> str:
        """Return the SHA-256 of the payload manifest: the number on the printed sheet."""
        return sha256(self.files[MANIFEST]) if MANIFEST in self.files else ""


def sha256(data: bytes) -> str:
    """Return the SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_safe_path(name: str) -> bool:
    """Say whether a name stays inside the folder it is unpacked to, on every system."""
    parts = name.split("/")
    fit = all(part and part[0] != " " and part[-1] not in " ." for part in parts)
    return fit and not UNSAFE.search(name)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Zip files in the packet's one form: stored, sorted by name, one fixed time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=str.encode):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.create_system = UNIX
            entry.external_attr = ORDINARY_FILE
            archive.writestr(entry, files[name])
    return target.getvalue()


def read_zip(data: bytes) -> tuple[dict[str, bytes], frozenset[str]]:
    """Return the files of a ZIP, and the names of those that are damaged.

    Names and sizes are judged before anything is unpacked, and nothing is written to a disk.
    Raises Refused for what is no ZIP, is too large, or holds an unsafe name, a link, an encrypted
    file or a name twice.
    """
    read = {entry.name: content_of(data, entry) for entry in safe_entries(data)}
    files = {name: content for name, content in read.items() if content is not None}
    return files, frozenset(read.keys() - files.keys())


def safe_entries(data: bytes) -> list[Entry]:
    """Return the entries that are files, if all may be unpacked. Raises Refused."""
    entries = list(islice(directory(data), MAX_ENTRIES + 1))
    if len(entries) > MAX_ENTRIES or sum(entry.size for entry in entries) > MAX_BYTES:
        raise Refused("too large")
    seen = set()
    for entry in entries:
        name, same = entry.name, entry.name.upper().lower()  # Windows knows no upper case
        path = name[:-1] if entry.is_folder else name
        if not is_safe_path(path) or stat.S_ISLNK(entry.mode):
            raise Refused("unsafe", name)
        if same in seen:
            raise Refused("twice", name)
        if entry.flags & 1:
            raise Refused("encrypted", name)
        seen.add(same)
    return [entry for entry in entries if not entry.is_folder]


def directory(data: bytes) -> Iterator[Entry]:
    """Return the lines of a ZIP's directory, which must end where the end record begins."""
    if data.startswith(AGE):
        raise Refused("locked")
    end = data.rfind(b"PK\5\6", max(0, len(data) - 22 - 0xFFFF))
    if end < 0 or end + 22 > len(data):
        raise Refused("unreadable")
    (place,) = struct.unpack_from("<I", data, end + 16)
    while place + 46 <= end and data[place : place + 4] == b"PK\1\2":
        flags, method, crc, packed, size, name, extra, comment, attributes, offset = (
            struct.unpack_from("<8xHH4xIIIHHH4xII", data, place)
        )
        raw_name = data[place + 46 : place + 46 + name]
        yield Entry(raw_name, flags, method, crc, packed, size, attributes >> 16, offset)
        place += 46 + name + extra + comment
    if place != end:
        raise Refused("unreadable")


def content_of(data: bytes, entry: Entry) -> bytes | None:
    """Unpack one file, never more of it than it says; None if it is damaged."""
    head = data[entry.offset : entry.offset + 30]
    if len(head) < 30 or head[:4] != b"PK\3\4":
        return None
    name, extra = struct.unpack_from("<HH", head, 26)
    start = entry.offset + 30 + name
    if data[entry.offset + 30 : start] != entry.raw_name:
        return None
    packed = data[start + extra : start + extra + entry.packed]
    content = unpacked(packed, entry) if len(packed) == entry.packed else None
    if content is None or len(content) != entry.size or zlib.crc32(content) != entry.crc:
        return None
    return content


def unpacked(packed: bytes, entry: Entry) -> bytes | None:
    """Unpack at most one byte more than a file says it has, so that a lie is seen."""
    if entry.method == zipfile.ZIP_STORED:
        return packed
    unpacking = zlib.decompressobj(-15)
    try:
        content = unpacking.decompress(packed, entry.size + 1)
    except zlib.error:
        return None
    return content if unpacking.eof and entry.method == zipfile.ZIP_DEFLATED else None


def top_of(names: Sequence[str]) -> str:
    """Return the packet's one folder, with its slash, or nothing (RFC 8493, 4)."""
    bags = {name.partition("/")[0] for name in names if re.match("[^/]+/bagit.txt$", name)}
    tops = bags or {name.partition("/")[0] for name in names if "/" in name}
    return tops.pop() + "/" if len(tops) == 1 and BAGIT not in names else ""


def read_manifest(data: bytes) -> dict[str, str] | None:
    """Return name → SHA-256, or None if the manifest is not written in its one form.

    bagit takes hex in either case and lines in any order; a manifest that may be written in
    several ways can be changed unseen.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    found = {name: digest for digest, name in re.findall("([0-9a-f]{64})  ([^\n\r]+)\n", text)}
    lines = [f"{found[name]}  {name}\n" for name in sorted(found, key=str.encode)]
    return found if "".join(lines) == text else None


def read_info(data: bytes) -> dict[str, str]:
    """Return the labels and values of bag-info.txt; what is no such line is left out."""
    lines = data.decode("utf-8", "replace").split("\n")
    return {label: value for label, mark, value in (line.partition(": ") for line in lines) if mark}


def payload_oxum(files: Mapping[str, bytes]) -> str:
    """Return octets.files of the payload (RFC 8493, 2.2.2)."""
    sizes = [len(content) for name, content in files.items() if name.startswith(PAYLOAD)]
    return f"{sum(sizes)}.{len(sizes)}"


def check(
    files: Mapping[str, bytes], damaged: frozenset[str] = frozenset(), top: str | None = None
) -> list[Finding]:
    """Check all files of a packet; `top` is its folder in the ZIP, if it comes from one."""
    present = files.keys() | damaged
    lists = (BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST)
    found = [Finding("no bag", name) for name in lists if name not in present]
    if files.get(BAGIT, DECLARATION) != DECLARATION:
        found.append(Finding("changed", BAGIT))
    payload = {name for name in present if name.startswith(PAYLOAD)}
    found += compare(files, damaged, MANIFEST, payload)
    found += compare(files, damaged, TAG_MANIFEST, present - payload - {TAG_MANIFEST})
    if found or damaged:  # then its sums cannot be right, and it is not to blame
        return found
    info = read_info(files[BAG_INFO])
    if info.get("Payload-Oxum") != payload_oxum(files):
        found.append(Finding("changed", BAG_INFO))
    if top is not None and f"{info.get('Bag-Group-Identifier')}/" != top:
        found.append(Finding("changed", top))
    return found


def compare(
    files: Mapping[str, bytes], damaged: frozenset[str], manifest: str, present: set[str]
) -> Iterator[Finding]:
    """Compare what is there with what a manifest lists."""
    listed = read_manifest(files[manifest]) if manifest in files else {}
    if listed is None:
        yield Finding("not canonical", manifest)
    elif manifest in files:
        for name in sorted(listed.keys() - present):
            yield Finding("missing", name)
        for name in sorted(present - listed.keys()):
            yield Finding("added", name)
        for name in sorted((listed.keys() & present) - damaged):
            if sha256(files[name]) != listed[name]:
                yield Finding("changed", name)


def compare_number(number: str, expected: str) -> Iterator[Finding]:
    """Compare the manifest's SHA-256 with what stands on the printed sheet, however it is typed.

    Blanks, groups, capitals and full-width signs do not matter; `3f2a77bc…90de12ab` compares
    the first and last signs only.
    """
    typed = "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in expected)
    plain = re.sub(r"[\s:·,，_-]|sha-?256", "", typed.lower())
    first, gap, last = re.sub(r"…+|~+|\.\.+", "…", plain).partition("…")
    if not expected.strip() or not number:
        return
    enough = min(len(first), len(last)) >= 8 if gap else len(first) == 64
    if not enough or re.search("[^0-9a-f]", first + last):
        yield Finding("no number")
    elif not (number.startswith(first) and number.endswith(last)):
        yield Finding("another packet")


def judge(data: bytes, expected: str = "") -> Report:
    """Judge a packet as ZIP: its bytes, its files, and the number it should have, if one is given.

    Never raises, and writes nothing.
    """
    try:
        read, broken = read_zip(data)
    except Refused as refusal:
        return Report([Finding(*refusal.args)], {})
    names = [*read, *broken]
    top = top_of(names)
    inside = {name: name[len(top) :] for name in names if name.startswith(top)}
    files = {inside[name]: content for name, content in read.items() if name in inside}
    damaged = frozenset(inside[name] for name in broken & inside.keys())
    findings = [Finding("changed", name) for name in sorted(damaged)]
    findings += [Finding("added", name) for name in sorted(names) if name not in inside]
    findings += check(files, damaged, top)
    if not findings and zipped(read) != data:
        findings.append(Finding("repacked"))
    return judged(findings, files, expected)


def judge_folder(top: Path, expected: str = "") -> Report:
    """Judge an unpacked packet. Raises OSError."""
    if not (top / MANIFEST).is_file():
        return Report([Finding("no bag", MANIFEST)], {})
    paths = {path.relative_to(top).as_posix(): path for path in top.rglob("*")}
    links = [Finding("unsafe", name) for name in sorted(paths) if paths[name].is_symlink()]
    plain = {name: path for name, path in paths.items() if path.is_file()}
    sizes = [path.stat().st_size for path in plain.values()]
    if links or len(sizes) > MAX_ENTRIES or sum(sizes) > MAX_BYTES:
        return Report(links or [Finding("too large")], {})
    files = {name: path.read_bytes() for name, path in plain.items()}
    return judged(check(files), files, expected)


def judged(findings: Sequence[Finding], files: Mapping[str, bytes], expected: str) -> Report:
    """Put the number first: it says more than all the rest."""
    numbered = compare_number(Report([], files).number, expected)
    return Report(list(dict.fromkeys([*numbered, *findings])), files)


def judge_path(path: Path, expected: str = "") -> Report:
    """Judge a packet, zipped or unpacked. Raises OSError."""
    if path.is_dir():
        return judge_folder(path, expected)
    if path.stat().st_size > MAX_BYTES + MAX_BYTES // 8:
        return Report([Finding("too large")], {})
    return judge(path.read_bytes(), expected)


def words_on(report: Report, expected: str) -> Iterator[str]:
    """Say the verdict in Chinese, a line each, with the finding's English code behind it."""
    if report.number:
        groups = re.findall(".{8}", report.number)  # as the sheet prints them
        yield f"移交文件：{sum(name.startswith(PAYLOAD) for name in report.files)} 个"
        yield "校验值（清单的 SHA-256，请与纸质核验单比对）："
        for line in (report.number, " ".join(groups[:4]), " ".join(groups[4:])):
            yield f"    {line}"
    if SIGNATURE in report.files:
        yield f"清单的电子签名：{SIGNATURE}（本程序不核验签名，请用 openssl cms -verify）"
    for code, name in report.findings:
        yield f"× {WORDS[code].format(name)}  [{code}]"
    if report.findings:
        yield "结论：不通过 / NOT as it was handed over"
    elif expected.strip():
        yield "结论：通过，就是移交时的那一份 / This is what was handed over"
    else:
        yield "结论：通过，文件完整；请再比对校验值 / Whole; now compare the number"


def main(arguments: list[str]) -> int:
    """Verify, say the verdict, and return the exit code."""
    parser = argparse.ArgumentParser(description="核验材料包 / Verify a packet.")
    here = Path(__file__).resolve().parent
    parser.add_argument("packet", nargs="?", type=Path, default=here, help="ZIP 文件或文件夹")
    parser.add_argument("number", nargs="*", default=[], help="核验单上的校验值")
    parser.add_argument("--expect", default="", help="核验单上的校验值")
    given = parser.parse_args(arguments)
    expected = given.expect + " ".join(given.number)
    lines = [f"核验对象：{given.packet}"]
    try:
        report = judge_path(given.packet, expected)
        lines += words_on(report, expected)
    except OSError as error:
        report = Report([Finding("unreadable")], {})
        lines += [f"× 无法读取：{error}", "结论：不通过 / NOT verified"]
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
