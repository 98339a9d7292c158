"""Documents that are compound files: .doc, .xls, .wps; what else hides in that shape."""

import struct
import subprocess
from pathlib import Path

import pytest

from mediatordesk.documents.incoming.compound import examine_compound, is_wrapped_file
from mediatordesk.documents.incoming.errors import (
    DamagedFile,
    FileRefused,
    LockedFile,
    MacroFile,
    MailFile,
    ProgramFile,
    UnknownFileKind,
)
from mediatordesk.documents.incoming.examining import HandedIn, Wishes, examine
from mediatordesk.documents.incoming.kinds import ODT

from .hostile_files import compound, docx_file
from .pictures import seeded

BOF = struct.pack("<HH8x", 0x0809, 8)
DOC = compound({"WordDocument": b"\xec\xa5" + bytes(4094), "1Table": b"t" * 900})
LOCKED_DOC = b"\xec\xa5" + bytes(8) + struct.pack("<H", 0x0100) + bytes(4084)
LOCKED_XLS = BOF + struct.pack("<HH4x", 0x2F, 4) + bytes(4080)
INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
HOSTILE = {
    "encrypted by Word": (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), LockedFile),
    "a locked .doc": (compound({"WordDocument": LOCKED_DOC}), LockedFile),
    "a locked .xls": (compound({"Workbook": LOCKED_XLS}), LockedFile),
    "macros": (compound({"WordDocument": b"x"}, folders=("Macros",)), MacroFile),
    "macros of Excel": (compound({"Workbook": b"x"}, folders=("_VBA_PROJECT_CUR",)), MacroFile),
    "a wrapped file": (compound({"WordDocument": b"x", "\1Ole10Native": b"MZ"}), ProgramFile),
    "an installer": (compound({"x": b"x"}, clsid=INSTALLER), ProgramFile),
    "a message": (compound({"__properties_version1.0": b"x"}), MailFile),
    "something else": (compound({"Whatever": b"x"}), UnknownFileKind),
    "half of it": (DOC[:700], DamagedFile),
}


@pytest.mark.parametrize(
    ("stream", "media_type"),
    [
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ],
)
def test_what_word_and_wps_saved_is_kept_as_it_is(stream: str, media_type: str) -> None:
    assert examine_compound(compound({stream: BOF}), "合同.wps").media_type == media_type


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_document_or_carries_more_is_refused(what: str) -> None:
    data, refusal = HOSTILE[what]
    with pytest.raises(FileRefused) as refused:
        examine_compound(data, "合同.doc")
    assert type(refused.value) is refusal


def test_a_directory_that_leads_in_a_circle_ends() -> None:
    data = bytearray(DOC)
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory goes on with itself
    with pytest.raises(DamagedFile):
        examine_compound(bytes(data), "a.doc")
    assert is_wrapped_file(bytes(data))


def test_changed_bytes_give_a_kind_or_a_refusal_and_no_mistake() -> None:
    dice = seeded(3)
    for _ in range(2000):
        changed = bytearray(DOC)
        for _ in range(dice.randrange(1, 8)):
            changed[dice.randrange(len(DOC) // 3)] = dice.randrange(256)
        try:
            examine_compound(bytes(changed), "a.doc")
        except FileRefused:
            continue


@pytest.mark.real
@pytest.mark.parametrize(
    ("ending", "media_type"),
    [("doc", "application/msword"), ("rtf", "application/rtf"), ("odt", ODT.media_type)],
)
def test_what_libreoffice_saves_is_known(tmp_path: Path, ending: str, media_type: str) -> None:
    source = tmp_path / "合同.docx"
    source.write_bytes(docx_file())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, str(source)]
    subprocess.run([*command, "--outdir", str(tmp_path)], check=True, capture_output=True)
    path = tmp_path / f"合同.{ending}"
    seen = examine(HandedIn(path.name, path, path.stat().st_size), Wishes())
    assert (seen.media_type, seen.warnings) == (media_type, ())
