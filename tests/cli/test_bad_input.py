"""What a person gets wrong: three lines each, exit 1, and nothing half-written."""

import json
from pathlib import Path
from typing import Any

import pytest

from .commands import TypedDesk
from .intakes import gutter, premiums, wages, with_party


@pytest.fixture(scope="module")
def registered(still: TypedDesk) -> str:
    """Return a case on the desk where nothing else is ever saved."""
    return still.add(wages())


WRONG_INTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "a digit of the identity number": (
        with_party(wages(), 0, id_number="450405199102160329"),
        "450405199102160329",
    ),
    "a day of birth that never was": (
        with_party(wages(), 0, id_number="450405199102300329"),
        "450405199102300329",
    ),
    "an identity number too short": (with_party(wages(), 0, id_number="4504051991"), "4504051991"),
    "a character of the credit code": (
        with_party(wages(), 1, id_number="914504059458073056"),
        "914504059458073056",
    ),
    "no identity number": (with_party(wages(), 0, id_number=""), "证件号码"),
    "no facts": (wages(facts=" "), "纠纷简要情况"),
    "no parties": (wages(parties=[]), "当事人"),
    "a party without a name": (with_party(wages(), 0, name=""), "姓名"),
    "an unknown entry": (wages(colour="red"), "colour"),
    "an unknown role": (with_party(wages(), 0, role="king"), "当事人"),
    "an amount in words": (wages(amount_in_dispute="很多"), "涉案标的额"),
    "a negative amount": (wages(amount_in_dispute="-1"), "涉案标的额"),
    "an amount with three decimals": (wages(amount_in_dispute="1.005"), "涉案标的额"),
    "a day that never was": (wages(registered_on="2025-02-30"), "登记日期"),
    "a dispute of no type": (wages(dispute_type="77"), "77"),
    "elements of another pack": (wages(elements={"window": "x"}), "window"),
    "elements that are a number": (premiums() | {"elements": {"premium_types": 5}}, "争议类型"),
    "a list in a list": (premiums() | {"elements": {"premium_types": [["P01"]]}}, "争议类型"),
    "a pack that is not there": (wages(pack="no such pack"), "no such pack"),
    "an obligor who is no party": (
        gutter()
        | {
            "oral_agreement": {
                "agreed_on": "2025-03-10",
                "obligations": [{"obligor": "路人", "obligee": "黎桂英", "action": "x"}],
            }
        },
        "路人",
    ),
}


@pytest.mark.parametrize("wrong", WRONG_INTAKES)
def test_a_wrong_intake_file_names_what_is_wrong_and_registers_nothing(
    still: TypedDesk, wrong: str
) -> None:
    intake, named = WRONG_INTAKES[wrong]
    path = still.written(intake)
    before = still.saved()
    happened, *_rest = still("case", "add", path).complaint()
    assert named in happened
    assert still.saved() == before


@pytest.mark.parametrize("pack", ["people", "social-insurance"])
def test_every_fault_of_an_intake_file_is_named_at_once(desk: TypedDesk, pack: str) -> None:
    wrong = premiums() | {"pack": pack, "facts": "", "dispute_type": "77"}
    happened, *_rest = desk("case", "add", desk.written(wrong)).complaint()
    assert "纠纷简要情况" in happened
    assert "77" in happened


def test_a_sex_that_the_number_contradicts_is_a_warning_that_names_the_digit(
    desk: TypedDesk,
) -> None:
    intake = with_party(gutter(), 0, sex="女", id_number="450405199001010111")
    added = desk.ask("case", "add", desk.written(intake), "--now", "2025-03-10T15:00")
    [odd] = added["findings"]
    assert odd["level"] == "W"
    assert "第17位是 1" in odd["why"]
    [line] = desk.ask("case", "list")
    assert line["case"] == added["case"]


NOT_INTAKES = {
    "binary": b"\x00\xff\xfe" * 50,
    "gbk": json.dumps(wages(), ensure_ascii=False).encode("gb18030"),
    "half": json.dumps(wages()).encode()[:-9],
    "a list": b"[1, 2]",
    "a number": b"5",
    "empty": b"",
    "deep": b"[" * 200_000,
    "nothing but nonsense": b'{"parties": NaN, "months": 5, "clauses": 7}',
}


def not_an_intake(kind: str, folder: Path) -> Path:
    """Return a file that cannot be read as an intake file."""
    if kind == "folder":
        return folder
    path = folder / f"{kind} 文件.json"
    if kind != "missing":
        path.write_bytes(NOT_INTAKES[kind])
    return path


@pytest.mark.parametrize("kind", [*NOT_INTAKES, "missing", "folder"])
def test_an_unreadable_file_is_told_by_every_command_that_reads_one(
    still: TypedDesk, registered: str, tmp_path: Path, kind: str
) -> None:
    desk, case, path = still, registered, not_an_intake(kind, tmp_path)
    before = desk.saved()
    reading: tuple[tuple[object, ...], ...] = (
        ("case", "add", path),
        ("case", "do", case, "agree", "--with", path),
        ("calculate", "late-fee", path),
    )
    for words in reading:
        desk(*words).complaint()
    assert desk.saved() == before


NOT_PICTURES = {
    "empty": b"",
    "text": b"hello",
    "half a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "half a PDF": b"%PDF-1.7\n%nothing follows",
    "half a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a picture of a thousand million pixels": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x7f\xff\x00\x00\x7f\xff\x08\x02\x00\x00\x00"
        b"\xc9&\xe6\xd7\x00\x00\x00\x00IEND\xaeB`\x82"
    ),
}


@pytest.mark.parametrize("kind", NOT_PICTURES)
def test_a_file_that_is_no_picture_is_not_taken_in_nor_are_those_beside_it(
    still: TypedDesk, registered: str, scan: Path, tmp_path: Path, kind: str
) -> None:
    desk, case, broken = still, registered, tmp_path / "扫描 件.png"
    broken.write_bytes(NOT_PICTURES[kind])
    before = desk.saved()
    for files in ((broken,), (scan, broken), (scan, desk.folder.parent / "missing.png")):
        desk("file", "add", case, *files, "--as", "identity", "--party", "苏美玲").complaint()
    assert desk.saved() == before


def test_a_file_is_of_a_kind_that_the_pack_knows_and_of_a_party_of_the_case(
    desk: TypedDesk, scan: Path
) -> None:
    case = desk.add(wages())
    before = desk.saved()
    assert "identiy" in desk("file", "add", case, scan, "--as", "identiy").complaint()[0]
    nobody = desk("file", "add", case, scan, "--as", "identity", "--party", "a<b")
    assert "a<b" in nobody.complaint()[0]
    assert desk.saved() == before
    desk.ask("file", "add", case, scan, scan, "--as", "identity", "--party", "苏美玲")
    assert len(desk.ask("case", "show", case)["files"]) == 2


def test_wrong_values_and_unknown_fields_are_not_set(desk: TypedDesk) -> None:
    case = desk.add(premiums())
    before = desk.saved()
    for field, text in (
        ("title", "  "),
        ("amount_in_dispute", "abc"),
        ("satisfaction", "very"),
        ("people_count", "0"),
        ("people_count", "[1"),
        ("premium_types", "5"),
        ("premium_types", "[[5]]"),
        ("premium_months", '{"a": 1}'),
        ("paid_on", "2024-06-31"),
        ("status", "closed"),
        ("number", "（2020）正阳人调字第1号"),
        ("nonsense", "x"),
    ):
        desk("case", "set", case, field, text).complaint()
    assert desk.saved() == before
