"""operator add, list, retire, passphrase, label; --clerk; case note; desk recovery-sheet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .commands import PASSPHRASE, TypedDesk, typed
from .intakes import gutter
from .test_exchange import centre as centre  # noqa: PLC0414 - a fixture
from .test_exchange import enrol

ROOT = Path(__file__).parents[2]
COLLEAGUES = "覃𬭎 的 口令 五 词"


@pytest.fixture
def colleague(desk: TypedDesk, tmp_path: Path) -> TypedDesk:
    """Return the desk as a colleague opens it, who was just added."""
    words = tmp_path / "同事 口令.txt"
    words.write_text(COLLEAGUES + "\n", encoding="utf-8")
    more = ("--post", "记录员", "--new-passphrase-file", words)
    added = desk.ask("operator", "add", "Nguyễn Văn Đức", *more)
    assert (added["label"], added["warnings"]) == ("2号", [])
    return TypedDesk(desk.folder, words)


def test_two_operators_work_at_one_desk_in_their_own_names(
    desk: TypedDesk, colleague: TypedDesk
) -> None:
    case = colleague.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("case", "set", case, "facts", "O'Brien & Sons a<b")
    history = desk.ask("case", "show", case)["history"]
    assert {one["operator"] for one in history} == {"Nguyễn Văn Đức", "黄文德"}
    listed = {one["label"]: one["name"] for one in desk.ask("operator", "list")}
    assert listed == {"1号": "黄文德", "2号": "Nguyễn Văn Đức"}


def test_the_labels_are_told_without_a_passphrase_and_names_are_not(
    desk: TypedDesk, colleague: TypedDesk
) -> None:
    colleague.ask("operator", "label", "窗口 a<b")
    said = typed("operator", "labels", "--desk", desk.folder, "--json")
    assert {one["label"] for one in said.data} == {"1号", "窗口 a<b"}
    assert "Nguyễn" not in said.out
    desk("operator", "label", "窗口 a<b").complaint()


def test_clerk_opens_the_desk_as_a_certain_operator(desk: TypedDesk, colleague: TypedDesk) -> None:
    assert colleague("case", "list", "--clerk", "2号").code == 0
    assert "1号" in desk("case", "list", "--clerk", "覃𬭎").complaint()[0]
    colleague("case", "list", "--clerk", "1号").complaint()


def test_after_wrong_guesses_one_waits_and_another_opens_at_once(
    desk: TypedDesk, colleague: TypedDesk, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong\n")
    guess = TypedDesk(desk.folder, wrong)
    for _ in range(2):
        guess("case", "list", "--clerk", "1号").complaint()
    happened, _kept, _to_do = desk("case", "list", "--clerk", "1号").complaint()
    assert happened != guess("case", "list", "--clerk", "2号").complaint()[0]
    assert colleague("case", "list", "--clerk", "2号").code == 0


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    desk: TypedDesk, tmp_path: Path
) -> None:
    new = tmp_path / "新 口令.txt"
    new.write_text("123456\n")
    changed = desk.ask("operator", "passphrase", "--new-passphrase-file", new)
    assert len(changed["warnings"]) == 1
    desk("case", "list").complaint()
    assert TypedDesk(desk.folder, new).ask("desk", "check")["ok"]
    new.write_text("\n")
    TypedDesk(desk.folder, new)("case", "list").complaint()


def test_an_empty_new_passphrase_is_refused(desk: TypedDesk, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    desk("operator", "passphrase", "--new-passphrase-file", empty).complaint()
    desk("operator", "add", "Nguyễn Văn Đức", "--new-passphrase-file", empty).complaint()
    assert len(desk.ask("operator", "list")) == 1


def test_who_has_left_is_let_in_no_more(desk: TypedDesk, colleague: TypedDesk) -> None:
    desk("operator", "retire", "1号").complaint()
    desk.ask("operator", "retire", "2号")
    colleague("case", "list").complaint()
    assert [one["retired"] for one in desk.ask("operator", "list")] == [False, True]
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    listed = typed("operator", "list", *opening).out.splitlines()
    assert ["已停用" in line for line in listed] == [False, True]
    desk("operator", "retire", "2号").complaint()


def test_a_case_note_is_for_all_and_a_caucus_note_for_its_readers(
    desk: TypedDesk, colleague: TypedDesk
) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("case", "note", case, "--text", "已打电话 a<b")
    desk.ask("case", "note", case, "--text", "底线三万 O'Brien", "--caucus")
    plain, caucus = desk.ask("case", "show", case)["notes"]
    assert (plain["text"], plain["caucus"]) == ("已打电话 a<b", False)
    assert (caucus["text"], caucus["readers"]) == ("底线三万 O'Brien", ["黄文德"])
    seen = colleague("case", "show", case)
    assert "底线三万" not in seen.out
    assert [one["text"] for one in seen.data["notes"]] == ["已打电话 a<b", None]
    desk.ask("case", "note", case, "--text", "两人看", "--readers", "Nguyễn Văn Đức")
    assert colleague.ask("case", "show", case)["notes"][2]["text"] == "两人看"
    desk("case", "note", case, "--text", " ", "--caucus").complaint()
    desk("case", "note", case, "--text", "谁", "--readers", "没有这个人").complaint()


def test_a_step_makes_no_caucus_note_in_clear(desk: TypedDesk) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.do(case, "note", {"text": "底线三万", "caucus": True}).complaint()
    assert desk.ask("case", "show", case)["notes"] == []


def test_a_caucus_note_is_found_by_no_search(desk: TypedDesk) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("case", "note", case, "--text", "底线三万六千五", "--caucus")
    desk.ask("case", "note", case, "--text", "已打电话")
    assert len(desk.ask("case", "list", "--find", "已打电话")) == 1
    assert desk.ask("case", "list", "--find", "底线三万") == []


def test_the_county_recovers_an_enrolled_desk_and_the_old_sheet_does_not(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    sheet, new = tmp_path / "恢复单.pdf", tmp_path / "新.txt"
    assert desk.ask("desk", "recovery-sheet", sheet)["recovery"] == "sheet"
    before = words_of(sheet)
    assert "AGE-S" in before
    enrol(desk, centre, tmp_path)
    desk("desk", "recovery-sheet", sheet).complaint()  # the file of the sheet before is there
    assert words_of(sheet) == before
    assert desk.ask("desk", "recovery-sheet", sheet, "--force")["recovery"] == "county"
    slip = words_of(sheet)
    assert "AGE-S" not in slip
    assert "长洲区中心" in slip
    new.write_text("县里 给的 新 口令\n", encoding="utf-8")
    opened = TypedDesk(desk.folder, new)
    typed_in = tmp_path / "抄下来的.txt"
    start = before.index("AGE-S")
    typed_in.write_text("".join(before[start:].split())[:74])
    opened("desk", "unlock", "--recovery", typed_in).complaint()
    key = centre / "recovery.key"
    assert opened.ask("desk", "unlock", "--recovery", key)["ok"]
    assert opened.ask("desk", "check")["ok"]
    desk("case", "list").complaint()


def test_the_sheet_may_not_lie_beside_the_desk(desk: TypedDesk) -> None:
    desk("desk", "recovery-sheet", desk.folder / "恢复单.pdf").complaint()


def test_a_key_for_the_county_is_not_written_over_another(tmp_path: Path) -> None:
    key = tmp_path / "county.key"
    new = ("centre", "new", tmp_path / "centre", "--office-code", "450405", "--recovery-key", key)
    key.write_text("another centre's")
    typed(*new).complaint()
    assert key.read_text() == "another centre's"
    key.unlink()
    assert typed(*new).code == 0
    assert key.read_text().startswith("AGE-SECRET-KEY-1")
    assert b"AGE-SECRET" not in (tmp_path / "centre" / "register.age").read_bytes()


def words_of(pdf: Path) -> str:
    """Return the text of a PDF."""
    return subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True)


def test_the_passphrase_of_a_desk_is_not_in_its_own_answers(desk: TypedDesk) -> None:
    for words in (("operator", "list"), ("operator", "labels"), ("desk", "check")):
        assert PASSPHRASE not in desk(*words).out


@pytest.mark.real
def test_with_a_real_secret_service_commands_need_no_typing(desk: TypedDesk) -> None:
    """The very commands, in processes of their own; nobody is there to type."""
    command = f'"{sys.executable}" -m mediatordesk.cli'
    typing = f'--desk "{desk.folder}" --passphrase-file "{desk.passphrase_file}" --json'
    steps = (
        f"{command} operator keyring on {typing}",
        f'{command} case list --desk "{desk.folder}" --json',
        f'{command} operator labels --desk "{desk.folder}" --json',
        f'{command} operator keyring off --desk "{desk.folder}" --json',
        f'! {command} case list --desk "{desk.folder}" --json',
    )
    done = subprocess.run(
        [ROOT / "tests" / "servers" / "secret-service.sh", "bash", "-ec", "\n".join(steps)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"keyring": true' in done.stdout
    assert "--passphrase-file" in done.stderr.splitlines()[-1]
    assert desk.ask("desk", "check")["ok"]
