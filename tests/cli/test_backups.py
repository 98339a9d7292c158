"""desk backup, desk restore, desk check and the last number, as a clerk types them."""

import shutil
from pathlib import Path

import pytest

from tests.damage import damage

from .commands import PASSPHRASE, TypedDesk, typed
from .intakes import gutter


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty stick."""
    place = tmp_path / "U盘 a&b"
    place.mkdir()
    return place


def accepted(desk: TypedDesk) -> str:
    """Register a case that is agreed on the spot; return what it is called."""
    return called(desk, desk.add(gutter(), "--now", "2025-03-10T15:00"))


def called(desk: TypedDesk, case: str) -> str:
    """Return the number of a case and its agreement, or nothing while both have none."""
    shown = desk.ask("case", "show", case)
    assert shown["agreement"]["number"] == shown["case"]["number"]
    return str(shown["case"]["number"])


def test_a_desk_is_backed_up_tried_and_restored_and_works(desk: TypedDesk, stick: Path) -> None:
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18")
    made = desk.ask("desk", "backup", stick)
    assert made["ok"]
    assert made["changes"] > 1
    assert made["files"] > 0
    assert made["only_here"] == 0
    tried = desk.ask("desk", "backup", "--verify", stick)
    assert (tried["ok"], tried["findings"]) == (True, [])
    dest = stick.parent / "恢复 desk"
    done = desk.ask("desk", "restore", stick, dest)
    assert done.keys() >= {"ok", "changes", "files", "missing"}
    assert (done["ok"], done["files"]) == (True, made["files"])
    new = TypedDesk(dest, desk.passphrase_file)
    assert new.ask("desk", "check")["ok"]
    assert [one["title"] for one in new.ask("case", "list")] == [
        one["title"] for one in desk.ask("case", "list")
    ]


def test_desk_check_tells_what_would_be_lost_and_how_old_the_backup_is(
    desk: TypedDesk, stick: Path
) -> None:
    before = desk.ask("desk", "check")
    assert before["last_verified_backup"] is None
    assert before["only_here"] == before["unsent_changes"] > 0
    desk.ask("desk", "backup", stick, "--now", "2025-03-10T18:00")
    after = desk.ask("desk", "check", "--now", "2025-03-13T18:00")
    assert after["backup_age_days"] == 3
    assert after["only_here"] == 0
    assert after["unsent_changes"] == before["unsent_changes"]


def test_after_the_first_backup_the_place_is_remembered(desk: TypedDesk, stick: Path) -> None:
    desk("desk", "backup").complaint()
    desk.ask("desk", "backup", stick)
    assert desk.ask("desk", "backup", "--if-due") == {"ok": True, "due": False}
    accepted(desk)
    assert desk.ask("desk", "backup")["only_here"] == 0
    assert desk.ask("desk", "backup", "--forget", stick)["places"] == []


def test_what_is_wrong_is_told_in_three_lines(desk: TypedDesk, stick: Path) -> None:
    away = stick.parent / "away"
    told = desk("desk", "backup", away, "--lang", "en").complaint()
    assert str(away) in told[0]
    assert "must be made first" in told[2]
    assert not away.exists()  # without its stick it would lie on this computer
    desk("desk", "backup", desk.folder).complaint()
    desk("desk", "backup", "--verify", stick).complaint()
    desk("desk", "restore", stick, stick.parent / "neu").complaint()
    desk.ask("desk", "backup", stick)
    desk("desk", "restore", stick, desk.folder).complaint()
    wrong = stick.parent / "wrong.txt"
    wrong.write_text(PASSPHRASE[:-1])
    TypedDesk(desk.folder, wrong)("desk", "restore", stick, stick.parent / "neu").complaint()
    assert not (stick.parent / "neu").exists()


def test_a_damaged_backup_names_the_one_before_it(desk: TypedDesk, stick: Path) -> None:
    desk.ask("desk", "backup", stick, "--now", "2026-12-01T18:00")
    desk.ask("desk", "backup", stick, "--now", "2026-12-02T18:00")
    for path in stick.rglob("db-20261202*"):
        path.write_bytes(path.read_bytes()[:-1])
    _happened, _kept, to_do = desk("desk", "restore", stick, stick.parent / "neu").complaint()
    assert "--at 2026-12-01T18:00:00" in to_do
    older = desk.ask("desk", "restore", stick, stick.parent / "neu", "--at", "2026-12-01T18:00:00")
    assert older["ok"]
    assert desk("desk", "backup", "--verify", stick).code == 1


def test_a_time_before_all_backups_is_told_the_oldest(desk: TypedDesk, stick: Path) -> None:
    desk.ask("desk", "backup", stick, "--now", "2026-12-01T18:00")
    desk.ask("desk", "backup", stick, "--now", "2026-12-02T18:00")
    dest = stick.parent / "neu"
    told = desk("desk", "restore", stick, dest, "--at", "2020-01-01T00:00").complaint()
    assert "--at 2026-12-01T18:00:00" in told[2]
    assert desk.ask("desk", "restore", stick, dest, "--at", "2026-12-01T18:00:00")["ok"]


def test_a_day_alone_is_meant_to_its_end(desk: TypedDesk, stick: Path) -> None:
    for day in (1, 2):
        desk.ask("desk", "backup", stick, "--now", f"2026-12-0{day}T18:00")
    dest = stick.parent / "neu"
    done = desk.ask("desk", "restore", stick, dest, "--at", "2026-12-01")
    assert done["made_at"].startswith("2026-12-01T18:00")


def test_a_backup_under_a_wrong_clock_is_told_to_who_restores_it(
    desk: TypedDesk, stick: Path
) -> None:
    for moment in ("2026-12-01T18:00", "1999-01-01T18:00"):
        desk.ask("desk", "backup", stick, "--now", moment)
    opening = ("--passphrase-file", desk.passphrase_file, "--lang", "en", "--at", "2000-01-01")
    said = typed("desk", "restore", stick, stick.parent / "neu", *opening)
    assert "made after the one of 2026-12-01 18:00" in said.out


def test_no_desk_is_restored_into_the_place_of_its_backups(desk: TypedDesk, stick: Path) -> None:
    desk.ask("desk", "backup", stick)
    before = sorted(stick.rglob("*"))
    for dest in (stick / "neu", stick / "a" / ".." / "neu"):
        desk("desk", "restore", stick, dest).complaint()
    assert sorted(stick.rglob("*")) == before


def test_a_desk_that_was_set_back_does_not_thin_out_what_it_lost(
    desk: TypedDesk, stick: Path, tmp_path: Path
) -> None:
    shutil.copytree(desk.folder, tmp_path / "yesterday")
    accepted(desk)
    lost = Path(desk.ask("desk", "backup", stick, "--now", "2026-12-01T18:00")["path"])
    shutil.rmtree(desk.folder)
    shutil.copytree(tmp_path / "yesterday", desk.folder)
    for minute in range(3):
        desk.ask("desk", "backup", stick, "--now", f"2026-12-01T19:0{minute}")
    assert lost.is_file()
    made = desk.ask("desk", "backup", stick, "--now", "2028-01-01T09:00")
    assert (made["others"], lost.is_file()) == (1, True)
    dest = stick.parent / "neu"
    told = desk("desk", "restore", stick, dest).complaint()
    assert "2026-12-01T18:00:00" in told[0]
    assert "2028-01-01T09:00:00" in told[0]
    assert "--at" in told[2]
    assert not dest.exists()
    desk.ask("desk", "restore", stick, dest, "--at", "2026-12-01T18:00:00")
    assert len(TypedDesk(dest, desk.passphrase_file).ask("case", "list")) == 1


def test_a_part_that_is_damaged_in_the_backup_is_told_by_its_case(
    desk: TypedDesk, stick: Path
) -> None:
    desk.ask("paper", "make", desk.add(gutter(), "--now", "2025-03-10T15:00"), "D18")
    desk.ask("desk", "backup", stick)
    for part in stick.rglob("*.age"):
        damage(part)
    opening = ("--passphrase-file", desk.passphrase_file, "--lang", "en")
    said = typed("desk", "restore", stick, stick.parent / "neu", *opening)
    assert said.code == 1
    number = desk.ask("case", "list")[0]["number"]
    [told] = [line for line in said.out.splitlines() if "missing or damaged in the backup" in line]
    assert f"case {number}: " in told
    assert "form of “" in told
    assert "file " not in told  # a hash says nothing to people


def test_a_lost_file_is_told_by_its_case_and_its_name(desk: TypedDesk, stick: Path) -> None:
    desk.ask("paper", "make", desk.add(gutter(), "--now", "2025-03-10T15:00"), "D18")
    for part in (desk.folder / "blobs").rglob("*.age"):
        part.unlink()
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file, "--lang", "en")
    said = typed("desk", "backup", stick, *opening)
    title = desk.ask("case", "list")[0]["number"]
    assert f"case {title}: " in said.out
    assert "parts of files are not in it" in said.out
    assert "all of it is whole" not in said.out
    tried = typed("desk", "backup", "--verify", stick, *opening)
    assert "parts of files are not in it" in tried.out


def test_a_restored_desk_says_what_to_type_and_then_numbers_again(
    desk: TypedDesk, stick: Path
) -> None:
    assert accepted(desk) == "（2025）正阳人调字第1号"
    desk.ask("desk", "backup", stick)
    assert accepted(desk) == "（2025）正阳人调字第2号"
    dest = stick.parent / "neu"
    said = desk("desk", "restore", stick, dest)
    assert (said.data["last_number_wanted"], said.err) == (True, "")
    new = TypedDesk(dest, desk.passphrase_file)
    case = new.add(gutter(), "--now", "2025-03-11T15:00")
    assert called(new, case) == ""
    new("desk", "set", "last-number", "2025/0").complaint()
    new("desk", "set", "last-number", "zwei").complaint()
    new.ask("desk", "set", "last-number", "（2025）正阳人调字第2号")
    assert called(new, case) == "（2025）正阳人调字第3号"
    assert not new.ask("desk", "check")["last_number_wanted"]


def test_a_file_of_yesterday_is_noticed_and_no_number_given_twice(
    desk: TypedDesk, tmp_path: Path
) -> None:
    first = accepted(desk)
    shutil.copytree(desk.folder, tmp_path / "yesterday")
    second = accepted(desk)
    shutil.rmtree(desk.folder)
    shutil.copytree(tmp_path / "yesterday", desk.folder)
    said = desk("case", "list")
    assert said.code == 0
    assert len(said.err.splitlines()) == 1
    third = accepted(desk)
    assert len({first, second, third}) == 3
    assert desk.ask("desk", "check")["ok"]
    assert desk("case", "list").err == ""


def test_people_are_asked_for_the_last_number_once_a_day_and_scripts_never(
    desk: TypedDesk, stick: Path
) -> None:
    accepted(desk)
    desk.ask("desk", "backup", stick)
    dest = stick.parent / "neu"
    opening = ("--passphrase-file", desk.passphrase_file)
    today, tomorrow = ("--now", "2026-12-01T09:00"), ("--now", "2026-12-02T09:00")
    said = typed("desk", "restore", stick, dest, *opening, *today)
    assert said.err.count("last-number") == 1
    here = ("--desk", dest, *opening)
    assert typed("case", "list", *here, *today).err == ""
    assert TypedDesk(dest, desk.passphrase_file)("case", "list", *tomorrow).err == ""
    assert typed("case", "list", *here, *tomorrow).err.count("last-number") == 1
    checked = typed("desk", "check", *here, *tomorrow)
    assert (checked.out.count("last-number"), checked.err) == (1, "")
    assert typed("desk", "backup", stick, *here, *tomorrow).err == ""
    again = typed("desk", "restore", stick, stick.parent / "again", *opening, *tomorrow)
    assert "last-number" in again.err, "another epoch asks anew"


def test_words_for_people_are_said_without_json(desk: TypedDesk, stick: Path) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file, "--lang", "en")
    said = typed("desk", "check", *opening)
    assert "only on this computer" in said.out
    assert "no backup that was tried" in said.out
    said = typed("desk", "backup", stick, *opening)
    assert "Backed up and read again" in said.out
    assert "same disk" in said.out
