"""sync and centre: a stick goes to the county and comes back."""

import re
from pathlib import Path

import pytest

from tests.damage import damage

from .commands import TypedDesk, typed
from .intakes import wages


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Return the folder of a new centre."""
    folder = tmp_path / "中心 a<b"
    made = typed(
        "centre", "new", folder, "--office-code", "450405", "--name", "长洲区中心", "--json"
    )
    assert made.data["centre"] == str(folder)
    return folder


def enrol(desk: TypedDesk, centre: Path, tmp_path: Path) -> None:
    """Carry the request there and the answer back, and compare the words."""
    request, grant = tmp_path / "接入 申请.mdb", tmp_path / "接入 答复.mdb"
    asked = desk.ask("sync", "request", request)
    answered = typed("centre", "enrol", "--centre", centre, request, "--to", grant, "--json").data
    assert asked["device"] == answered["device"]
    desk.ask("sync", "enrol", grant)


def test_every_change_reaches_the_centre_and_its_receipt_comes_back(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    desk.add(wages())
    enrol(desk, centre, tmp_path)
    stick = tmp_path / "U 盘"
    stick.mkdir()
    desk.ask("sync", "add-mailbox", stick.as_uri())
    unsent = desk.ask("sync", "status")["unsent_changes"]
    assert unsent >= 2
    sent = desk.ask("sync")
    assert sent.keys() >= {"sent", "received", "unsent_changes", "states"}
    assert sent["sent"] >= 1
    received = typed("centre", "receive", "--centre", centre, stick, "--json").data
    assert received == {"applied": unsent, "parked": 0, "quarantined": 0}
    again = typed("centre", "receive", "--centre", centre, stick, "--json").data
    assert again == {"applied": 0, "parked": 0, "quarantined": 0}
    heard = desk.ask("sync", "--mailbox", stick)
    assert (heard["received"], heard["unsent_changes"]) == (1, 0)
    report = typed("centre", "report", "--centre", centre, "--json")
    assert [one["cases"] for one in report.data["offices"]] == [1]
    assert not re.search("苏美玲|45040519910216032X", report.out)


def test_without_a_centre_or_a_mailbox_nothing_is_sent_and_nothing_lost(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    before = desk.saved()
    desk("sync").complaint()
    desk("sync", "--mailbox", tmp_path).complaint()
    assert desk.saved() == before
    enrol(desk, centre, tmp_path)
    for mailbox in (tmp_path / "no stick", "s3://bucket", "https://example.org/x", "ftp://x"):
        desk("sync", "--mailbox", mailbox).complaint()
    assert "ftp" in desk("sync", "add-mailbox", "ftp://x").complaint()[0]


def test_foreign_and_broken_enrolment_files_are_refused(
    desk: TypedDesk, centre: Path, tmp_path: Path, scan: Path
) -> None:
    grant = tmp_path / "grant.mdb"
    for file in (scan, tmp_path / "missing", centre):
        typed("centre", "enrol", "--centre", centre, file, "--to", grant).complaint()
        desk("sync", "enrol", file).complaint()
    assert not grant.exists()


def test_damaged_bundles_are_left_alone(desk: TypedDesk, centre: Path, tmp_path: Path) -> None:
    enrol(desk, centre, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.ask("sync", "--mailbox", stick)
    for bundle in stick.rglob("*.mdb"):
        damage(bundle)
    received = typed("centre", "receive", "--centre", centre, stick, "--json").data
    assert received["applied"] == 0
    assert typed("centre", "report", "--centre", centre).code == 0


def test_a_centre_is_made_once_and_opened_where_it_is(centre: Path, tmp_path: Path) -> None:
    key = (centre / "centre.key").read_bytes()
    typed("centre", "new", centre, "--office-code", "450405").complaint()
    assert (centre / "centre.key").read_bytes() == key
    typed("centre", "report", "--centre", tmp_path / "nowhere").complaint()
    typed("centre", "receive", "--centre", centre, tmp_path / "no stick").complaint()


def test_flags_before_the_word_of_a_subcommand_count(desk: TypedDesk, tmp_path: Path) -> None:
    flags = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    said = typed("sync", *flags, "request", tmp_path / "申请", "--json")
    assert said.code == 0


def test_all_mailboxes_are_used_and_one_that_is_away_is_named(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    enrol(desk, centre, tmp_path)
    stick, nas, away = tmp_path / "U 盘", tmp_path / "NAS a<b", tmp_path / "gone"
    for folder in (stick, nas):
        folder.mkdir()
    for folder in (stick, nas, away):
        desk.ask("sync", "add-mailbox", folder)
    case = desk.add(wages())
    done = desk.ask("sync")
    assert [one["mailbox"] for one in done["failed"]] == [str(away)]
    assert [any(folder.rglob("*.mdb")) for folder in (stick, nas)] == [True, True]
    shown = desk.ask("sync", "mailboxes")["mailboxes"]
    assert {one["mailbox"]: bool(one["last_reached"]) for one in shown} == {
        str(stick): True,
        str(nas): True,
        str(away): False,
    }
    desk.ask("sync", "remove-mailbox", away)
    assert desk.ask("sync")["failed"] == []
    assert desk("sync", "remove-mailbox", away).complaint()
    assert desk.ask("case", "show", case)["delivery"] == "on_its_way"
    typed("centre", "receive", "--centre", centre, nas, "--json")
    desk.ask("sync")
    status = desk.ask("sync", "status")
    assert status["cases"] == {
        "saved": 0, "on_its_way": 0, "received": 0, "applied": 1, "safe": 0
    }  # fmt: skip
    assert desk.ask("case", "show", case)["delivery"] == "applied"


def test_a_password_is_never_shown(desk: TypedDesk, centre: Path, tmp_path: Path) -> None:
    enrol(desk, centre, tmp_path)
    address = "webdav://name:s3cret@127.0.0.1:1/x"
    for words in (
        ("add-mailbox", address),
        ("mailboxes",),
        ("status",),
        ("remove-mailbox", address),
    ):
        said = desk("sync", *words)
        assert said.code == 0
        assert "s3cret" not in said.out + said.err
    for words in (("--mailbox", address), ("remove-mailbox", address)):
        assert "s3cret" not in " ".join(desk("sync", *words).complaint())


def test_the_loop_runs_in_the_foreground_and_a_pause_is_remembered(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    assert desk.ask("sync", "watch", "--seconds", 0.1)["state"] == "not_enrolled"
    assert desk.ask("sync", "status")["cases"]["saved"] == 0
    enrol(desk, centre, tmp_path)
    (tmp_path / "NAS").mkdir()
    desk.ask("sync", "add-mailbox", tmp_path / "NAS")
    desk.add(wages())
    assert desk.ask("sync", "pause") == {"paused": True}
    assert desk.ask("sync", "watch", "--seconds", 0.1)["state"] == "paused"
    assert desk.ask("sync", "status")["paused"] is True
    assert desk.ask("sync", "resume") == {"paused": False}
    said = desk("sync", "watch", "--seconds", 1.5)
    assert (said.code, said.data["state"]) == (0, "resting")
    assert said.data["unsent_changes"] > 0
    assert desk.ask("sync", "status")["cases"]["on_its_way"] == 1


def test_what_was_exchanged_is_told_afterwards(
    desk: TypedDesk, centre: Path, tmp_path: Path
) -> None:
    assert desk.ask("sync", "history") == {"exchanges": []}
    assert desk.ask("sync", "conflicts") == {"conflicts": []}
    enrol(desk, centre, tmp_path)
    stick = tmp_path / "U 盘"
    stick.mkdir()
    desk.ask("sync", "--mailbox", stick)
    desk("sync", "--mailbox", tmp_path / "gone").complaint()
    gone, there = desk.ask("sync", "history")["exchanges"]
    assert (there["mailbox"], there["not_done"]) == ("U 盘", [])
    assert there["changes_sent"] > 0
    assert (gone["mailbox"], gone["changes_sent"], len(gone["not_done"])) == ("gone", 0, 1)
    shown = desk("sync", "history").out
    assert gone["not_done"][0] in shown
    desk("sync", "decide", "party/3f2a91bc/name", "1").complaint()
