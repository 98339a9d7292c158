"""A slip is printed at the centre and typed in at the desk; refusals say three sentences."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from .commands import TypedDesk, typed

NAME = "梧州市长洲区覃𬭎 O'Brien & Sons a<b 调委会"


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Return the folder of a new centre."""
    folder = tmp_path / "中心 a<b"
    typed("centre", "new", folder, "--office-code", "450405", "--name", "长洲区司法局")
    return folder


def slip(centre: Path, to: Path) -> str:
    """Print a slip and return what stands on it."""
    given = ("--office", "450405101", "--office-name", NAME)
    made = typed("centre", "enrol", "--centre", centre, "--slip", *given, "--to", to, "--json")
    assert made.code == 0, made.err
    return str(made.data["text"])


def test_a_slip_is_one_page_whose_symbol_says_what_it_says(centre: Path, tmp_path: Path) -> None:
    paper = tmp_path / "接入单.pdf"
    text = slip(centre, paper)
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == 1
    assert paper.stat().st_mode & 0o777 == 0o600
    printed = document[0].get_textpage().get_text_range()
    assert NAME in printed.replace("\r\n", "")
    assert text.replace("-", "") in "".join(printed.split())
    picture = document[0].render(scale=2).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [text]


def test_a_desk_enrols_with_its_slip_by_stick(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    typed("centre", "mailboxes", "--centre", centre, tmp_path)
    text = slip(centre, tmp_path / "slip.pdf")
    request, grant = tmp_path / "申请", tmp_path / "答复"
    asked = desk.ask("sync", "request", request, "--slip", text.upper())
    answered = typed("centre", "enrol", "--centre", centre, request, "--to", grant, "--json").data
    assert (answered["words"], answered["office_name"]) == (asked["words"], NAME)
    other = typed("centre", "enrol", "--centre", centre, request, "--to", grant)
    assert other.code == 0
    taken = desk.ask("sync", "enrol", grant)
    assert (taken["letter"], taken["registrar"]) == ("A", True)
    assert taken["mailboxes"] == [str(tmp_path)]
    known = desk.ask("sync", "device")
    assert (known["enrolled"], known["words"]) == (True, asked["words"])
    keys = desk.ask("sync", "request", request, "--new-keys")
    assert keys["device"] == asked["device"]
    typed("centre", "enrol", "--centre", centre, request, "--to", grant, "--json")
    assert desk.ask("sync", "enrol", grant)["letter"] == "A"
    assert desk.ask("sync", "device")["device"] != asked["device"]


def test_what_is_wrong_is_said_in_three_sentences_and_changes_nothing(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    text, before = slip(centre, tmp_path / "slip.pdf"), desk.saved()
    wrong = text.replace(text[0], "x" if text[0] != "x" else "y", 1)
    for words in (
        ("sync", "enrol"),
        ("sync", "enrol", "--slip", wrong),
        ("sync", "enrol", "--slip", text),
        ("sync", "request", tmp_path / "r", "--new-keys"),
        ("sync", "request", tmp_path / "r", "--slip", "450405"),
    ):
        desk(*words).complaint()
    assert desk.saved()[0] == before[0]
    for given in ((), ("--slip",), ("--void-slip", "aaaa"), (tmp_path / "missing", "--to", "x")):
        typed("centre", "enrol", "--centre", centre, *given).complaint()
    typed("centre", "revoke", "--centre", centre, "abcde").complaint()


def test_a_slip_that_was_lost_is_void(desk: TypedDesk, centre: Path, tmp_path: Path) -> None:
    text = slip(centre, tmp_path / "slip.pdf")
    assert typed("centre", "enrol", "--centre", centre, "--void-slip", text[-4:]).code == 0
    desk.ask("sync", "request", tmp_path / "r", "--slip", text)
    refused = typed("centre", "enrol", "--centre", centre, tmp_path / "r", "--to", tmp_path / "g")
    refused.complaint()
    assert not (tmp_path / "g").exists()
