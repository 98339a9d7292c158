"""Packs of an office's own, as folders that a clerk has written."""

from io import BytesIO
from pathlib import Path

import docx

from mediatordesk.actions.desks.places import Places

FORMS = Places.installed().forms
SENTENCE = "（长洲区第一句 a<b & O'Brien）"
OVERLAY = """
[pack]
name = "people"
title = "人民调解（长洲区）"
version = "{version}"
extends = "people"

[[deadlines]]
code = "T02"
title = "调解期限（长洲区）"
trigger = "acceptance"
length = {days}
unit = "cd"
met_by = ["agreement_reached", "case_closed"]
local = true

[[fields]]
name = "street"
label = "街道"
kind = "text"
section = "长洲区"
"""
PAPER = """
[[papers]]
code = "D05"
title = "人民调解受理通知书"
per = "party"
number = "case"
template = "D05-changzhou.docx"
position = 20
stages = ["intake"]
slots = [{ role = "committee_seal", label = "调解委员会（盖章）" }]
local = true
"""
PROPERTY = """
[pack]
name = "property"
title = "物业纠纷"
version = "2026.1"
extends = "people"

[[fields]]
name = "housing_estate"
label = "小区名称"
kind = "text"
section = "物业"
"""
SHEET = """
[[papers]]
code = "D80"
title = "物业费核对单"
number = "case"
position = 85
local = true
"""


def overlay(folder: Path, version: str = "长洲区 1", days: int = 25, *, form: bool = False) -> Path:
    """Write a pack over `people`: another length of a period, a question more, another form."""
    pack = folder / "people"
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(OVERLAY.format(version=version, days=days), encoding="utf-8")
    if form:
        (pack / "templates").mkdir()
        (pack / "长洲 papers.toml").write_text(PAPER, encoding="utf-8")
        standard = (FORMS / "people/templates/D05.docx").read_bytes()
        (pack / "templates/D05-changzhou.docx").write_bytes(word_with(standard, SENTENCE))
    return pack


def small_overlay(folder: Path, text: str, version: str = "1") -> Path:
    """Write a pack over `people` that says what a text says."""
    pack = folder / "people"
    pack.mkdir(parents=True, exist_ok=True)
    head = (
        f'[pack]\nname = "people"\ntitle = "人民调解"\nversion = "{version}"\nextends = "people"\n'
    )
    (pack / "pack.toml").write_text(head + text, encoding="utf-8")
    return pack


def property_pack(folder: Path, *, form: bool = False) -> Path:
    """Write a pack for disputes over property management, with a paper if it is asked for."""
    pack = folder / "property"
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(PROPERTY, encoding="utf-8")
    if form:
        (pack / "papers.toml").write_text(SHEET, encoding="utf-8")
        (pack / "templates").mkdir()
        word = docx.Document()
        word.add_paragraph("物业费核对单 {{文号}} {{小区名称}}")
        word.save(str(pack / "templates/D80.docx"))
        (pack / "templates/~$D80.docx").write_bytes(b"Word is open")
        (pack / "read me.txt").write_text("a<b", encoding="utf-8")
    return pack


def word_with(word: bytes, text: str) -> bytes:
    """Return a Word file with one more paragraph."""
    document = docx.Document(BytesIO(word))
    document.add_paragraph(text)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
