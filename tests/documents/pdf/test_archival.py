"""Every paper is PDF/A-2b, says so truly, and is the same bytes every time (ISO 19005-2)."""

import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.documents import Attachment, Fonts, Template, fill, to_pdf
from mediatordesk.documents.pdf.archival import ArchivalPdf
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.syntax import PageFrame
from tests.documents.papers import agreement
from tests.documents.shipped import hard_values, shipped_forms
from tests.documents.values import CASE

from .judging import Fault, faults, not_alike, with_fault

FORMS = shipped_forms()
DAY = date(2025, 4, 7)
DATA = Attachment("D24.json", json.dumps({"姓名": "覃𬭎", "x": "a<b"}).encode(), says="数据")
RUN_AGAIN = """
import hashlib, sys
from pathlib import Path
from mediatordesk.documents import Fonts, to_pdf
docx, fonts = Path(sys.argv[1]).read_bytes(), Fonts.load(Path(sys.argv[2]))
print(hashlib.sha256(to_pdf(docx, fonts, title="协议书").data).hexdigest())
"""


def filled(name: str) -> bytes:
    """Return a shipped form, filled with hard values."""
    template = Template.read(FORMS[name].read_bytes())
    return fill(template, hard_values(template.fields)).docx


@pytest.fixture(scope="module")
def paper(fonts: Fonts) -> bytes:
    """Return an agreement of three pages with a seal on it."""
    docx = fill(Template.read(agreement()), CASE).docx
    return to_pdf(docx, fonts, title="协议书", author="覃𬭎", made_on=DAY).data


@pytest.mark.parametrize("name", FORMS)
def test_every_shipped_form_is_an_archival_pdf(fonts: Fonts, name: str) -> None:
    made = to_pdf(filled(name), fonts, title=f"{name} O'Brien & Sons a<b (覃𬭎)", made_on=DAY)
    assert faults(made.data) == []
    assert not_alike(made.data) == []


@pytest.mark.parametrize("name", ["D17", "D24"])
def test_with_its_data_inside_it_is_of_the_third_part(fonts: Fonts, name: str) -> None:
    made = to_pdf(filled(name), fonts, title=name, made_on=DAY, attachment=DATA)
    assert faults(made.data, "3b") == []
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.attachments["D24.json"].get_file().read_bytes() == DATA.data
        assert pdf.attachments["D24.json"].get_file().mime_type == "application/json"
        (file,) = pdf.Root.AF
        assert file.AFRelationship == "/Data"
        assert str(file.Desc) == "数据"


def test_without_a_day_the_data_goes_in_too(fonts: Fonts) -> None:
    made = to_pdf(filled("D24"), fonts, title="x", attachment=DATA)
    assert faults(made.data, "3b") == []


def no_font(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_xmp(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "另一份"


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")


def wrong_widths(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    font.DescendantFonts[0].W = pikepdf.Array([1, pikepdf.Array([333])])


@pytest.mark.parametrize("fault", [no_font, no_intent, no_xmp, other_title, script, wrong_widths])
def test_the_judge_sees_what_is_wrong(paper: bytes, fault: Fault) -> None:
    assert faults(paper) == []
    assert faults(with_fault(paper, lambda _pdf: None)) == []
    broken = with_fault(paper, fault)
    assert faults(broken) + not_alike(broken) != []


def test_the_same_paper_is_the_same_file_in_another_process(fonts: Fonts, tmp_path: Path) -> None:
    docx = fill(Template.read(agreement()), CASE).docx
    path = tmp_path / "协议书.docx"
    path.write_bytes(docx)
    here = hashlib.sha256(to_pdf(docx, fonts, title="协议书").data).hexdigest()
    folder = Path(__file__).parents[3] / "resources" / "fonts"
    command = [sys.executable, "-c", RUN_AGAIN, str(path), str(folder)]
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "America/New_York"}
    there = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert there.stdout.strip() == here


def test_a_page_with_a_seal_says_in_which_colours_it_is_mixed(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert pdf.pages[2].Group.CS == "/DeviceRGB"


def test_a_page_without_anything_transparent_is_not_mixed(fonts: Fonts) -> None:
    docx = fill(Template.read(agreement()), {**CASE, "公章": None}).docx
    with pikepdf.open(io.BytesIO(to_pdf(docx, fonts, title="x").data)) as pdf:
        assert all("/Group" not in page and "/Trans" not in page for page in pdf.pages)


def test_the_name_of_a_file_is_of_all_that_is_in_it() -> None:
    names = set()
    for imprint, content in ((("甲",), b"q Q"), (("乙",), b"q Q"), (("甲",), b"q  Q")):
        pdf = ArchivalPdf(Imprint(*imprint))
        pdf.add_page(PageFrame(595, 842, "<<>>"), content)
        with pikepdf.open(io.BytesIO(pdf.finish())) as read:
            first, second = read.trailer.ID
            assert bytes(first) == bytes(second)
            names.add(bytes(first))
    assert len(names) == 3


def test_where_each_object_begins_is_written_right(paper: bytes) -> None:
    for number in range(1, 4):
        start = int(paper.rsplit(b"xref\n", 2)[1].split(b"\n")[1 + number].split()[0])
        assert paper[start:].startswith(b"%d 0 obj" % number)


@pytest.mark.real
def test_qpdf_and_pdffonts_have_nothing_to_say_against_it(
    fonts: Fonts, paper: bytes, tmp_path: Path
) -> None:
    attached = to_pdf(filled("D24"), fonts, title="x", attachment=DATA).data
    for name, data in (("协议书.pdf", paper), ("D24.pdf", attached)):
        path = tmp_path / name
        path.write_bytes(data)
        checked = subprocess.run(
            ["qpdf", "--check", str(path)], check=True, capture_output=True, text=True
        )
        assert "No syntax or stream encoding errors found" in checked.stdout
        listed = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
        rows = [line.split() for line in listed.stdout.splitlines()[2:]]
        assert rows
        assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
