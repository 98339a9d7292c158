#!/usr/bin/env python3
"""核验移交包 / Verify a packet.

    python3 verify.py               核验本文件所在的文件夹（已解压的移交包）
    python3 verify.py 移交包.zip     核验压缩包本身，逐字节

只用 Python 自带的标准库（3.8 及以上），不联网，不写任何文件。
结论为「通过」时退出码为 0，否则为 1。移交包的格式见 BagIt（RFC 8493）。
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
import zlib
from pathlib import Path

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MAX_BYTES = 1 << 30
MAX_ENTRIES = 5000


def sha256(data: bytes) -> str:
    """Return the SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_folder(top: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read all files of an unpacked packet: name → bytes, and what is wrong already."""
    files: dict[str, bytes] = {}
    problems: list[str] = []
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if path.is_symlink():
            problems.append(f"不应有链接：{name}")
        elif path.is_file():
            files[name] = path.read_bytes()
    return files, problems


def read_zip(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Read all files of a packet, and compare the ZIP itself byte for byte."""
    files: dict[str, bytes] = {}
    problems: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES:
            return {}, ["压缩包声称的内容过大，未解压"]
        for entry in entries:
            if entry.filename in files:
                problems.append(f"文件名重复：{entry.filename}")
            try:
                files[entry.filename] = archive.read(entry)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                files[entry.filename] = b""
                problems.append(f"文件已损坏：{entry.filename}")
    if rezipped(files) != data:
        problems.append("压缩包本身被改动，或由其他程序重新打包")
    folders = {name.partition("/")[0] for name in files}
    if len(folders) != 1:
        return {}, [*problems, "压缩包中应只有一个文件夹"]
    start = len(folders.pop()) + 1
    return {name[start:]: content for name, content in files.items()}, problems


def rezipped(files: dict[str, bytes]) -> bytes:
    """Zip the files in the packet's one form: stored, sorted by name, one fixed time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=str.encode):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


def read_manifest(data: bytes) -> dict[str, str] | None:
    """Return name → SHA-256, or None if the manifest is not written in its one form."""
    text = data.decode("utf-8", "replace")
    found = {name: digest for digest, name in re.findall("([0-9a-f]{64})  ([^\n\r]+)\n", text)}
    lines = [f"{found[name]}  {name}\n" for name in sorted(found, key=str.encode)]
    return found if "".join(lines) == text else None


def compare(files: dict[str, bytes], manifest: str) -> list[str]:
    """Compare the files with one manifest and return what is wrong."""
    if manifest not in files:
        return [f"缺少清单：{manifest}"]
    listed = read_manifest(files[manifest])
    if listed is None:
        return [f"清单的写法不合规范：{manifest}"]
    payload = manifest == MANIFEST
    present = {name for name in files if name.startswith("data/") == payload} - {TAG_MANIFEST}
    common = sorted(present & set(listed))
    return [
        *(f"缺少文件：{name}" for name in sorted(set(listed) - present)),
        *(f"多出文件：{name}" for name in sorted(present - set(listed))),
        *(f"文件已被改动：{name}" for name in common if sha256(files[name]) != listed[name]),
    ]


def check(files: dict[str, bytes]) -> list[str]:
    """Check all files of a packet and return what is wrong; nothing if all is well."""
    declared = files.get("bagit.txt") == DECLARATION
    return [
        *([] if declared else ["不是移交包，或 bagit.txt 被改动"]),
        *compare(files, MANIFEST),
        *compare(files, TAG_MANIFEST),
    ]


def read(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read a packet, zipped or unpacked."""
    try:
        return read_folder(path) if path.is_dir() else read_zip(path.read_bytes())
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        return {}, [f"无法读取：{error}"]


def main(arguments: list[str]) -> int:
    """Verify, say the result in Chinese, and return the exit code."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    files, problems = read(path)
    problems += check(files) if files else []
    lines = [f"核验对象：{path}"]
    if MANIFEST in files:
        lines.append(f"移交文件：{sum(name.startswith('data/') for name in files)} 个")
        lines.append("清单的 SHA-256（请与纸质核验单比对）：")
        lines.append(f"    {sha256(files[MANIFEST])}")
    lines += [f"× {problem}" for problem in problems]
    lines.append("结论：不通过" if problems else "结论：通过，全部文件与移交时一致")
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
