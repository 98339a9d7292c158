"""packet and case answer: from the desk to the court and back, typed."""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.keys.identities import Identity
from mediatordesk.signing import make_test_certificate
from tests.actions.handover.played_desks import CLERK, COURT, PASSPHRASE, Played, played

from .commands import TypedDesk, typed

NUMBER = "（2025）正阳人调字第1号"
RULING = "（2025）桂0405诉前调确12号"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play scenario 8 up to its packet, with a hard name."""
    words = {CLERK: "覃𬭎 O'Brien & Sons a<b"}
    return played(tmp_path_factory.mktemp("ready"), "8", words=words)


@pytest.fixture
def desk(ready: Played, tmp_path: Path) -> TypedDesk:
    """Return the case's desk in a folder whose path has blanks and Chinese in it."""
    place = tmp_path / "调解 O'Brien & Sons"
    shutil.copytree(ready.folder, place / "desk 一")
    passphrase = place / "口令 file.txt"
    passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return TypedDesk(place / "desk 一", passphrase)


def exported(desk: TypedDesk, to: Path, *more: object) -> Any:
    """Export the case to the court and return what the command says."""
    words = ("packet", "export", NUMBER, "--for", "court", "--receiver", COURT, "--to", to)
    return desk.ask(*words, *more, "--now", "2025-05-12T09:10")


def test_a_packet_leaves_is_listed_received_and_answered(desk: TypedDesk, tmp_path: Path) -> None:
    packet = tmp_path / "给 法院.zip"
    made = exported(desk, packet)
    assert made["file"] == str(packet)
    assert made["papers"][0] == "00_审查要素表.pdf"
    assert made["without"] == []
    (line,) = desk.ask("packet", "list", NUMBER)
    assert (line["number"], line["sha256"], line["received_on"]) == (1, made["sha256"], None)
    checked = desk.ask("packet", "verify", packet)
    assert checked["ok"]
    assert checked["handed_over"]["receiver"] == COURT
    receipt = ("packet", "receipt", NUMBER, "--by", "覃𬭎", "--on", "2025-05-13", "--means", "当面")
    desk.ask(*receipt, "--now", "2025-05-13T16:00")
    answer = tmp_path / "答复.json"
    told = {"packet": made["sha256"], "outcome": "confirmed", "number": RULING,
            "decided_on": "2025-05-20"}  # fmt: skip
    answer.write_text(json.dumps(told), encoding="utf-8")
    command = ("case", "answer", NUMBER, answer, "--now", "2025-05-22T09:00")
    assert desk.ask(*command)["answer"]["number"] == RULING
    assert desk.ask(*command)["change"] is None
    shown = desk.ask("case", "show", NUMBER)
    assert shown["handovers"][0]["received_by"] == "覃𬭎"
    assert shown["answers"][0]["outcome"] == "confirmed"
    at = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    page = typed("case", "show", NUMBER, *at).out
    assert "确认" in page
    assert RULING in page
    due = desk.ask("case", "list", "--due-before", "2025-06-30")
    assert [one["number"] for one in due] == [NUMBER]


def test_what_was_never_handed_over_has_no_answer(desk: TypedDesk, tmp_path: Path) -> None:
    answer = tmp_path / "答复.json"
    told = {"packet": "0" * 64, "outcome": "accepted", "decided_on": "2025-05-20"}
    answer.write_text(json.dumps(told), encoding="utf-8")
    happened, _kept, _to_do = desk("case", "answer", NUMBER, answer).complaint()
    assert "0" * 64 in happened


def test_a_packet_of_another_number_is_named(desk: TypedDesk, tmp_path: Path) -> None:
    packet = tmp_path / "p.zip"
    made = exported(desk, packet)
    assert typed("packet", "verify", packet, "--expect", made["sha256"].upper(), "--json").data[
        "ok"
    ]
    other = typed("packet", "verify", packet, "--expect", "0" * 64, "--json")
    assert other.code == 1
    assert [one["code"] for one in other.data["findings"]] == ["another packet"]


def test_its_list_is_signed_with_a_certificate(desk: TypedDesk, tmp_path: Path) -> None:
    now = datetime(2025, 1, 1, tzinfo=CHINA)
    made = make_test_certificate("正阳村人民调解委员会", "正阳村人民调解委员会", now=now)
    for name, data in (("c.p12", made.data), ("ca.crt", made.authority)):
        (tmp_path / name).write_bytes(data)
    words, wrong = tmp_path / "words.txt", tmp_path / "wrong.txt"
    words.write_text(made.passphrase + "\n")
    wrong.write_text("not it\n")
    packet = tmp_path / "p.zip"
    certificate = ("--certificate", tmp_path / "c.p12", "--certificate-passphrase-file")
    command = ("packet", "export", NUMBER, "--for", "court", "--to", packet)
    now_too = ("--now", "2025-05-12T09:10")
    desk(*command, *certificate, wrong, *now_too).complaint()
    assert not packet.exists()
    assert desk.ask("packet", "list", NUMBER) == []
    exported(desk, packet, *certificate, words)
    trusted = typed("packet", "verify", packet, "--trust", tmp_path / "ca.crt", "--json", *now_too)
    assert trusted.data["ok"]
    assert "正阳村人民调解委员会" in trusted.data["signature"]
    other = make_test_certificate("别人", "别人", now=now)
    (tmp_path / "other.crt").write_bytes(other.authority)
    doubted = typed(
        "packet", "verify", packet, "--trust", tmp_path / "other.crt", "--json", *now_too
    )
    assert [one["code"] for one in doubted.data["findings"]] == ["signature"]


def test_only_its_receiver_opens_an_encrypted_packet(desk: TypedDesk, tmp_path: Path) -> None:
    court = Identity.new()
    key = tmp_path / "court key.txt"
    key.write_text(f"# 长洲区人民法院\n{court.recipient.text}\n", encoding="utf-8")
    made = exported(desk, tmp_path / "p.zip", "--encrypt-to", key)
    closed = tmp_path / "p.zip.age"
    assert (made["file"], made["encrypted"]) == (str(closed), True)
    assert not (tmp_path / "p.zip").exists()
    _happened, _kept, to_do = typed("packet", "verify", closed).complaint()
    assert "age -d" in to_do
    opened = tmp_path / "opened.zip"
    opened.write_bytes(court.decrypt(closed.read_bytes(), limit=1 << 28))
    checked = desk.ask("packet", "verify", opened)
    assert checked["ok"]
    assert checked["sha256"] == made["sha256"]


@pytest.mark.real
def test_age_itself_opens_an_encrypted_packet(desk: TypedDesk, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True)
    made = exported(desk, tmp_path / "p.zip", "--encrypt-to", public.stdout.strip())
    opened = tmp_path / "opened.zip"
    subprocess.run(["age", "-d", "-i", key, "-o", opened, made["file"]], check=True)
    assert desk.ask("packet", "verify", opened)["ok"]


@pytest.mark.parametrize("key", ["age1qqqq", "没有.txt"])
def test_a_key_that_is_none_stops_everything(desk: TypedDesk, tmp_path: Path, key: str) -> None:
    packet = tmp_path / "p.zip"
    command = ("packet", "export", NUMBER, "--for", "court", "--to", packet, "--encrypt-to", key)
    desk(*command, "--now", "2025-05-12T09:10").complaint()
    assert list(tmp_path.glob("p.zip*")) == []
    assert desk.ask("packet", "list", NUMBER) == []
