"""Nothing that the program writes, says or shows of itself gives a case or a key away.

The journey of a case in processes of their own, with failures on the way; then every byte that
they wrote is looked through, but for what a person exported by name.
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock

from .journeys import scan_of, signature_of, steps_of
from .searched_files import Secret, Watched, found_in

pytestmark = pytest.mark.real
WORDS, NEW_WORDS, COLLEAGUES = (
    "正阳村 米粉 大桥 五 词 a<b",
    "龙圩 晒谷 江水 换过 了",
    "覃𬭎 另外 的 五个 词",
)
NOTE = "苏美玲私下说底线是三万六千五百元"
CONFIDENCE = "背对背：覃𬭎愿意再让五千元 a<b"
NOW = ("--now", "2025-03-10T15:20")


@dataclass
class Journey:
    """A desk that is worked at through the command line, in processes that are watched."""

    watched: Watched
    words: str = WORDS
    """The passphrase of the operator at this moment."""

    @property
    def folder(self) -> Path:
        """Return the desk's folder."""
        return self.watched.place / "desk 一"

    def typed(self, *words: object, passphrase: str = "") -> tuple[int, bytes]:
        """Type a command at the desk."""
        file = self.watched.user / "口令.txt"
        file.write_text((passphrase or self.words) + "\n", encoding="utf-8")
        opening = ("--desk", self.folder, "--passphrase-file", file, "--json")
        return self.watched.run("-m", "mediatordesk.cli", *words, *opening)

    def done(self, *words: object, passphrase: str = "") -> Any:
        """Type a command that must succeed."""
        code, out = self.typed(*words, passphrase=passphrase)
        assert code == 0, (words, self.watched.said[-1].decode())
        return json.loads(out)

    def refused(self, *words: object, passphrase: str = "") -> None:
        """Type a command that must fail, in three lines."""
        code, _out = self.typed(*words, passphrase=passphrase)
        assert code == 1, (words, self.watched.said[-1].decode())
        assert len(self.watched.said[-1].decode().splitlines()) == 3

    def handed_in(self, name: str, text: str) -> Path:
        """Return a file that a person hands in."""
        path = self.watched.user / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Play the journey of one case, with what goes wrong on the way."""
    watched = Watched(tmp_path_factory.mktemp("watched"))
    watched.user.mkdir()
    journey = Journey(watched)
    user = watched.user
    office = ("--office-code", "450405101", "--office-name", "正阳村人民调解委员会")
    officials = ("--operator", "黄文德", "--number-prefix", "正阳")
    journey.done("desk", "new", *office, *officials, "--recovery-sheet", user / "恢复单.pdf")
    intake = journey.handed_in("intake.json", json.dumps(steps_of("3")[0]["with"]))
    case = journey.done("case", "add", intake, "--now", "2025-03-10T15:00")["case"]
    journey.done("paper", "make", case, "D18", "--to", user / "文书", *NOW)
    picture, scan = signature_of(user), scan_of(user, "身份证")
    journey.done("sign", "add", case, "D18", "--who", "黄文德", "--image", picture, *NOW)
    journey.done("file", "add", case, scan, "--as", "identity")
    note = journey.handed_in("note.json", json.dumps({"text": NOTE}))
    journey.done("case", "do", case, "note", "--with", note)
    confidence(journey, case)
    people(journey)
    exchange(journey)
    failures(journey, case)
    return journey


def confidence(journey: Journey, case: str) -> None:
    """Write a caucus note, typed on standard input so that it is in no command line."""
    file = journey.watched.user / "口令.txt"
    opening = ("--desk", journey.folder, "--passphrase-file", file)
    words = ("case", "note", case, "--caucus", "--text", "-")
    code, _out = journey.watched.run(
        "-m", "mediatordesk.cli", *words, *opening, stdin=CONFIDENCE.encode()
    )
    assert code == 0, journey.watched.said[-1].decode()
    [shown] = [one for one in journey.done("case", "show", case)["notes"] if one["caucus"]]
    assert shown["text"] == CONFIDENCE


def people(journey: Journey) -> None:
    """Add a colleague, who looks for a case, change the own passphrase, let the colleague go."""
    theirs = journey.handed_in("同事.txt", COLLEAGUES)
    mine = journey.handed_in("新口令.txt", NEW_WORDS)
    journey.done("operator", "add", "覃𬭎同事", "--new-passphrase-file", theirs)
    looked = ("case", "list", "--find", "莫志强", "--clerk", "2号")
    journey.done(*looked, passphrase=COLLEAGUES)
    journey.done("operator", "passphrase", "--clerk", "1号", "--new-passphrase-file", mine)
    journey.words = NEW_WORDS
    journey.done("operator", "retire", "2号")


def exchange(journey: Journey) -> None:
    """Enrol at a centre, send everything to a stick, back up."""
    place, user = journey.watched.place, journey.watched.user
    stick = place / "U 盘"
    stick.mkdir()
    new = ("centre", "new", place / "centre", "--office-code", "450405")
    journey.done(*new, "--recovery-key", user / "county.key")
    journey.done("sync", "request", user / "request.mdb")
    grant = user / "grant.mdb"
    journey.done(
        "centre", "enrol", "--centre", place / "centre", user / "request.mdb", "--to", grant
    )
    journey.done("sync", "enrol", grant)
    journey.done("desk", "recovery-sheet", user / "县恢复单.pdf")
    journey.done("sync", "--mailbox", stick)
    journey.done("centre", "receive", "--centre", place / "centre", stick)
    (place / "backup").mkdir()
    journey.done("desk", "backup", place / "backup")


def failures(journey: Journey, case: str) -> None:
    """Guess wrong, hand in broken files, break a part of a file, and ask for what is not there."""
    user = journey.watched.user
    journey.refused("case", "list", passphrase="猜错的 口令 五 个 词")  # noqa: S106 - it is wrong
    journey.refused("case", "add", journey.handed_in("broken.json", '{"parties": [{"name": 苏美玲'))
    journey.refused("case", "show", "（2099）正阳人调字第9号")
    journey.refused("file", "add", case, user / "nothing.png", "--as", "identity")
    journey.handed_in("broken.docx", "PK\x03\x04 苏美玲")
    journey.refused("paper", "convert", user / "broken.docx", user / "broken.pdf")
    for part in (journey.folder / "blobs").rglob("*"):
        if part.is_file():
            part.write_bytes(part.read_bytes()[:-9])
    assert journey.typed("desk", "check")[0] == 1
    crash = (
        "import sys; from mediatordesk.cli.entry import main; from"
        " mediatordesk.actions.cases import intake; import mediatordesk.store.store as s;"
        "s.Store.commit = lambda self, operator, ops: (_ for _ in ()).throw(ZeroDivisionError());"
        "sys.exit(main())"
    )
    opening = ("--desk", journey.folder, "--passphrase-file", user / "口令.txt")
    words = ("case", "set", case, "facts", "-")
    code, _out = journey.watched.run("-c", crash, *words, *opening)
    assert code == 1
    assert b"ZeroDivisionError" in journey.watched.said[-1]


@pytest.fixture(scope="module")
def desk(journey: Journey) -> Desk:
    """Return the journey's desk, opened to learn its keys."""
    places = Places.installed().without_marks()
    return open_desk(journey.folder, NEW_WORDS, places=places, clock=Clock.computer())


def passphrases() -> list[Secret]:
    return [
        Secret.of_text(f"passphrase {number}", words)
        for number, words in enumerate((WORDS, NEW_WORDS, COLLEAGUES), start=1)
    ]


def keys(desk: Desk) -> list[Secret]:
    """Return every key of a desk and of its operator."""
    assert desk.identity is not None
    texts = {"identity": desk.identity.text, "device's identity": desk.device.identity.text}
    return [
        Secret.of_key("database key", desk.key),
        Secret.of_key("device's signing key", desk.device.signing.raw),
        *(Secret.of_text(name, text) for name, text in texts.items()),
        *(Secret.of_text(f"{name}, small", text.lower()) for name, text in texts.items()),
        Secret.of_text("any age identity", "AGE-SECRET-KEY-1"),
    ]


def personal() -> list[Secret]:
    """Return what the case says of people: names, telephones, identity numbers, notes."""
    intake = steps_of("3")[0]["with"]
    words = [NOTE, CONFIDENCE, "覃𬭎同事", "黄文德"]
    for party in intake["parties"]:
        words += [str(party.get(name, "")) for name in ("name", "phone", "id_number", "address")]
    return [Secret.of_text(word, word) for word in words if len(word) >= 3]


def test_no_file_that_was_written_holds_a_key_a_passphrase_or_a_persons_data(
    journey: Journey, desk: Desk
) -> None:
    files = {
        name: data
        for name, data in journey.watched.files()
        # The centre's own keys, on its machine; and what was typed stands in a command line.
        if not name.startswith(("centre/centre.key", "/proc/"))
    }
    assert any(name.endswith("desk.db") for name in files)
    assert any(name.startswith("U 盘") for name in files)
    assert any(name.startswith("backup") for name in files)
    assert found_in(files, [*passphrases(), *keys(desk), *personal()]) == []


def test_no_command_line_and_no_environment_holds_a_key_or_a_passphrase(
    journey: Journey, desk: Desk
) -> None:
    seen = {name: data for name, data in journey.watched.seen.items() if name.startswith("/proc")}
    assert any(b"mediatordesk" in data for data in seen.values())
    assert found_in(seen, [*passphrases(), *keys(desk)]) == []


def test_no_failure_says_a_key_a_passphrase_or_what_a_case_holds(
    journey: Journey, desk: Desk
) -> None:
    said = {str(number): data for number, data in enumerate(journey.watched.said) if data}
    assert len(said) >= 6
    assert found_in(said, [*passphrases(), *keys(desk), *personal()]) == []


def test_the_search_would_have_found_them(journey: Journey, desk: Desk) -> None:
    """What is looked for is really there, one layer below: else the tests above say nothing."""
    name = desk.store.rows("SELECT name FROM party WHERE name != '' LIMIT 1")[0][0]
    assert Secret.of_text("", name).is_in(f"…{name}…".encode("gb18030"))
    assert Secret.of_key("", desk.key).is_in(b"x" + desk.key.hex().encode())
    exported = {path.name: path.read_bytes() for path in journey.watched.user.rglob("*.json")}
    assert found_in(exported, personal())
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(journey.folder / "desk.db").execute("SELECT * FROM party")


def test_files_of_the_desk_can_be_read_by_their_owner_only(journey: Journey) -> None:
    mode = (journey.folder / "keys.json").stat().st_mode & 0o777
    assert mode == 0o600
    named = [path.name for path in journey.folder.rglob("*") if re.search("[一-龥]", path.name)]
    assert named == []
