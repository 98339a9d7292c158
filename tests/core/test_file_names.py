"""Names that came with files: shown tidy, and made anew for a disk."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.file_names import LONGEST_SHOWN, ending_of, safe_name, shown_name

SHOWN = {
    "..\\..\\x.pdf": "x.pdf",
    "C:\\桌面\\身份证.jpg": "身份证.jpg",
    "a/../../b": "b",
    "CON": "CON",
    "a\0b.pdf": "ab.pdf",
    "evidence\u202efdp.exe": "evidencefdp.exe",
    "\u2066a\u2069\u200e\ufeff": "a",
    "第一行\n第二行\t末.txt": "第一行 第二行 末.txt",
    "证据 🏠👨\u200d👩\u200d👧.jpg": "证据 🏠👨\u200d👩\u200d👧.jpg",
    "Nguyễn Văn Đức.pdf": "Nguyễn Văn Đức.pdf",
    "\ud800x.pdf": "x.pdf",
    "覃𬭎.pdf": "覃𬭎.pdf",
    "...": "...",
    "/": "",
    "": "",
}
SAFE = {
    "..\\..\\x.pdf": "x.pdf",
    "C:\\x": "x.pdf",
    "a/../../b": "b.pdf",
    "CON": "_CON.pdf",
    "nul.txt": "_nul.pdf",
    "com1 .x": "_com1.pdf",
    "LPT³": "_LPT³.pdf",
    "console.pdf": "console.pdf",
    "trailing. . .": "trailing.pdf",
    ".hidden": "_.hidden.pdf",
    "-rf.pdf": "_-rf.pdf",
    'a<b>:"|?*.pdf': "a_b______.pdf",
    "evidence\u202efdp.exe": "evidencefdp.pdf",
    "": "_.pdf",
    "..": "_.pdf",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_name_is_shown_on_one_line_with_nothing_invisible(name: str) -> None:
    assert shown_name(name) == SHOWN[name]


@pytest.mark.parametrize("name", SAFE)
def test_a_name_for_a_disk_names_a_file_and_nothing_else(name: str) -> None:
    assert safe_name(name, ".pdf") == SAFE[name]


def test_a_name_of_three_hundred_characters_keeps_its_beginning_and_its_ending() -> None:
    shown = shown_name("证" * 300 + "末.pdf")
    assert len(shown) == LONGEST_SHOWN
    assert shown.startswith("证证")
    assert shown.endswith("…" + "证" * 44 + "末.pdf")
    assert ending_of(shown) == ".pdf"


def test_endings_are_small_letters_and_short() -> None:
    named = {"a.PDF": ".pdf", "a": "", ".pdf": "", "a.tar.gz": ".gz", "a.": "", "a.pdf. .": ".pdf"}
    assert {name: ending_of(name) for name in named} == named
    assert ending_of("说明.这是一句很长的话不是后缀名呀") == ""


@given(st.text(max_size=400))
def test_any_name_can_be_written_anywhere_and_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name, ".pdf")
    assert Path(safe).name == safe
    assert not {*safe} & {*'<>:"/\\|?*'}
    assert len(safe.encode()) <= 250
    assert safe.endswith(".pdf")
    assert safe[0] not in ".- "
    assert not any(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} for one in safe)


@given(st.text(max_size=400))
def test_what_is_shown_once_is_shown_the_same_again(name: str) -> None:
    assert shown_name(shown_name(name)) == shown_name(name)
