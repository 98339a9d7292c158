"""sign list, add, note, log, seal, verify."""

import json
import threading
from datetime import datetime
from pathlib import Path

import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.signing import make_test_certificate

from .commands import TypedDesk, typed
from .intakes import gutter, wages
from .test_bad_input import NOT_PICTURES

NOW = ("--now", "2025-03-10T15:20")
WHO = "黎桂英"
NOTICE = ("D07", "--about", WHO)
"""A paper that a party signs."""
STROKES = {
    "device": "手写屏 a<b",
    "strokes": [[[0, 0, 0], [9, 30, 0.2]], [[20, 2, 0.4], [44, 30, 1]]],
}


@pytest.fixture
def oral(desk: TypedDesk) -> str:
    """Return a case with an oral agreement whose form was made."""
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18", *NOW)
    return case


@pytest.fixture(scope="module")
def waiting(still: TypedDesk) -> str:
    """Return such a case on a desk where nothing else is ever saved."""
    case = still.add(gutter(), "--now", "2025-03-10T15:00")
    for words in (("D18",), NOTICE):
        still.ask("paper", "make", case, *words, *NOW)
    still.done(case, "consent", {"kind": "biometrics", "parties": [WHO]})
    return case


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Return a certificate file of the committee, and the file with its passphrase."""
    made = make_test_certificate(
        "正阳村人民调解委员会", "正阳村人民调解委员会", now=datetime(2025, 1, 1, tzinfo=CHINA)
    )
    path, words = tmp_path / "证书 file.p12", tmp_path / "证书 口令.txt"
    path.write_bytes(made.data)
    words.write_text(made.passphrase + "\n", encoding="utf-8")
    return path, words


def told(desk: TypedDesk, *words: object) -> str:
    """Return what people are told."""
    said = typed(*words, "--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    assert said.code == 0, said.err
    return said.out


def test_sign_list_says_who_is_missing(desk: TypedDesk, oral: str) -> None:
    state = desk.ask("sign", "list", oral, "D18")
    assert state.keys() >= {"effective_date", "missing"}
    assert state["missing"] == ["黄文德", "正阳村人民调解委员会"]
    assert state["effective_date"] == "2025-03-10"


def test_a_paper_signed_and_sealed_is_worth_something_and_a_changed_bit_nothing(
    desk: TypedDesk,
    oral: str,
    signature: Path,
    certificate: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    desk.ask("sign", "add", oral, "D18", "--who", "黄文德", "--image", signature, *NOW)
    by_file = ("--certificate", certificate[0], "--certificate-passphrase-file", certificate[1])
    sealed = tmp_path / "已 签封.pdf"
    too_early = desk("sign", "seal", oral, "D18", *by_file, "--to", sealed, *NOW)
    assert "正阳村人民调解委员会" in too_early.complaint()[0]
    assert not sealed.exists()
    state = desk.ask(
        "sign", "add", oral, "D18", "--who", "committee_seal", "--image", signature, *NOW
    )
    assert state["missing"] == []
    desk.ask("sign", "seal", oral, "D18", *by_file, "--to", sealed, *NOW)
    report = typed("sign", "verify", sealed, "--json")
    assert report.data["intact"]
    assert "bottom_line" in report.data
    [kept] = desk.ask("case", "show", oral)["papers"]
    codes = typed("paper", "codes", sealed, "--json").data
    assert {one["digest"] for one in codes} == {kept["content_sha256"][:16]}
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.write_bytes(data)
    changed = typed("sign", "verify", sealed, "--json")
    assert changed.code == 1
    assert not changed.data["intact"]
    assert not changed.data["bottom_line"]
    again = desk("sign", "add", oral, "D18", "--who", "黄文德", "--image", signature, *NOW)
    assert len(again.complaint()) == 3


@pytest.mark.parametrize("kind", NOT_PICTURES)
@pytest.mark.parametrize("where", ["--image", "--fingerprint"])
def test_a_signature_without_a_good_picture_is_none(
    still: TypedDesk, waiting: str, signature: Path, tmp_path: Path, kind: str, where: str
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(NOT_PICTURES[kind])
    pictures = {"--image": signature} | {where: broken}
    words = [word for pair in pictures.items() for word in pair]
    before = still.saved()
    still("sign", "add", waiting, *NOTICE, "--who", WHO, *words, *NOW).complaint()
    assert still.saved() == before


def test_a_drawn_signature_is_kept_with_its_strokes_once_that_was_agreed(
    desk: TypedDesk, oral: str, tmp_path: Path
) -> None:
    desk.ask("paper", "make", oral, *NOTICE, *NOW)
    drawn = tmp_path / "笔迹 strokes.json"
    drawn.write_text(json.dumps(STROKES), encoding="utf-8")
    add = ("sign", "add", oral, *NOTICE, "--who", WHO, "--strokes", drawn, *NOW)
    before = desk.saved()
    assert WHO in desk(*add).complaint()[0]
    assert desk.saved() == before
    desk.done(oral, "consent", {"kind": "biometrics", "parties": [WHO]})
    state = desk.ask(*add)
    [place] = [one for one in state["places"] if one["name"] == WHO]
    assert (place["state"], place["way"]) == ("signed", "drawn")
    assert "2025-03-10" in desk(*add).complaint()[0]


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", '{"strokes": []}', '{"strokes": [[[1, 2]]]}', '{"strokes": 1}']
)
def test_wrong_strokes_sign_nothing(
    still: TypedDesk, waiting: str, tmp_path: Path, text: str
) -> None:
    wrong, before = tmp_path / "wrong.json", still.saved()
    wrong.write_text(text)
    still("sign", "add", waiting, *NOTICE, "--who", WHO, "--strokes", wrong, *NOW).complaint()
    still("sign", "add", waiting, *NOTICE, "--who", WHO, *NOW).complaint()
    assert still.saved() == before


def test_a_picture_that_comes_into_a_watched_folder_is_the_signature(
    desk: TypedDesk, oral: str, signature: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "扫描 scans"
    folder.mkdir()
    (folder / "old.png").write_bytes(b"")
    add = ("sign", "add", oral, "D18", "--who", "黄文德", "--watch", folder, *NOW)
    assert str(folder) in desk(*add, "--seconds", "1").complaint()[0]
    coming = threading.Timer(1.5, (folder / "IMG a<b 1.png".replace("<", "_")).write_bytes,
                             [signature.read_bytes()])  # fmt: skip
    coming.start()
    assert "黄文德" not in desk.ask(*add, "--seconds", "60")["missing"]
    coming.join()
    assert len(list(folder.iterdir())) == 2


def test_what_happened_around_the_signing_is_noted_and_told(
    desk: TypedDesk, oral: str, signature: Path
) -> None:
    desk.ask("paper", "make", oral, *NOTICE, *NOW)
    assert desk.ask("sign", "list", oral, *NOTICE)["advice"]
    note = ("sign", "note", oral, *NOTICE, *NOW, "--step")
    desk.ask(*note, "present", "--person", WHO, "--person", "翻译 农a<b")
    desk.ask(*note, "read_aloud", "--person", "黄文德", "--remark", "壮语")
    desk.ask(*note, "refused", "--person", WHO)
    state = desk.ask("sign", "list", oral, *NOTICE)
    assert state["advice"] == []
    assert "refused" in {one["state"] for one in state["places"]}
    desk.ask("sign", "add", oral, *NOTICE, "--who", WHO, "--image", signature, *NOW)
    log = desk.ask("sign", "log", oral, *NOTICE)
    assert [one["person"] for one in log] == [WHO, "翻译 农a<b", "黄文德", WHO, WHO]
    assert "壮语" in told(desk, "sign", "log", oral, *NOTICE)
    before = desk.saved()
    desk(*note, "refused", "--person", "路人").complaint()
    desk(*note, "present").complaint()
    assert desk(*note, "voided", "--person", WHO).code == 2
    assert desk.saved() == before


def test_a_new_version_says_that_the_old_signatures_are_void(
    desk: TypedDesk, oral: str, signature: Path
) -> None:
    desk.ask("paper", "make", oral, *NOTICE, *NOW)
    desk.ask("sign", "add", oral, *NOTICE, "--who", WHO, "--image", signature, *NOW)
    assert WHO in told(desk, "paper", "make", oral, *NOTICE, *NOW)
    state = desk.ask("sign", "list", oral, *NOTICE)
    assert state["version"] == 2
    assert [(one["version"], one["signed"]) for one in state["replaced"]] == [(1, [WHO])]
    assert WHO in state["missing"]
    assert told(desk, "sign", "list", oral, *NOTICE).count(WHO) == 3
    assert "voided" in {one["what"] for one in desk.ask("sign", "log", oral, *NOTICE)}


@pytest.mark.parametrize("field", ["effective_on", "effective_date", "生效日期", "协议生效日期"])
def test_the_day_of_effect_cannot_be_typed(desk: TypedDesk, oral: str, field: str) -> None:
    before = desk.saved()
    desk("case", "set", oral, field, "2025-01-01", *NOW).complaint()
    assert desk.saved() == before


def test_only_who_has_a_place_signs_and_only_what_was_made(
    desk: TypedDesk, oral: str, signature: Path
) -> None:
    before = desk.saved()
    for paper, who, more in (
        ("D18", "路人", ()),
        ("D18", "黎桂英", ()),
        ("D23", "黄文德", ()),
        ("D18", "黄文德", ("--about", "no such agreement")),
    ):
        desk("sign", "add", oral, paper, "--who", who, "--image", signature, *more).complaint()
    assert desk.saved() == before


def test_a_certificate_that_does_not_open_seals_nothing(
    desk: TypedDesk, oral: str, signature: Path, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    for who in ("黄文德", "committee_seal"):
        desk.ask("sign", "add", oral, "D18", "--who", who, "--image", signature, *NOW)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong")
    before = desk.saved()
    for file, words in ((certificate[0], wrong), (signature, certificate[1]), (wrong, wrong)):
        opening = ("--certificate", file, "--certificate-passphrase-file", words)
        desk("sign", "seal", oral, "D18", *opening, *NOW).complaint()
    assert desk.saved() == before


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_signed_pdf_is_worth_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "no signature.pdf"
    path.write_bytes(data)
    said = typed("sign", "verify", path, "--json")
    assert said.code == 1
    assert not said.data["bottom_line"]
    typed("sign", "verify", tmp_path / "missing.pdf").complaint()


def test_nobody_signs_a_text_that_the_case_no_longer_says(
    desk: TypedDesk, oral: str, signature: Path
) -> None:
    desk.ask("case", "set", oral, "facts", "屋檐的雨水流到晒场，a<b 处最深。", *NOW)
    before = desk.saved()
    who = ("--who", "黄文德", "--image", signature, *NOW)
    said = desk("sign", "add", oral, "D18", *who)
    assert said.code == 1
    assert "改动" in said.complaint()[0]
    assert desk.saved() == before
    desk.ask("paper", "make", oral, "D18", *NOW)
    assert desk.ask("sign", "add", oral, "D18", *who)["missing"] == ["正阳村人民调解委员会"]


def test_an_agreement_without_a_clause_uses_no_number_up(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-03-10T15:00")
    before = desk.saved()
    assert desk.do(case, "agree").code == 1
    assert desk.saved() == before
