"""Commands of the centre on held work, the copy elsewhere and a new epoch, as they are typed."""

import json
from pathlib import Path

import pytest

from mediatordesk.cli.main import main


@pytest.fixture
def centre(tmp_path: Path) -> str:
    """Return the folder of a new centre."""
    folder = str(tmp_path / "centre")
    assert main(["centre", "new", folder, "--office-code", "450405"]) == 0
    return folder


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    """Type a command and return its answer as data."""
    capsys.readouterr()
    assert main(["centre", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_new_centre_holds_nothing_and_copies_its_register(
    centre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "away").mkdir()
    assert answered(capsys, "held", "--centre", centre) == []
    told = answered(capsys, "copy", "--centre", centre, str(tmp_path / "away"))
    assert told == {"new": 0, "proved": 0, "damaged": [], "waiting": []}
    assert (tmp_path / "away" / "register.age").read_bytes()
    assert answered(capsys, "new-epoch", "--centre", centre) == {"offices": 0}


def test_what_is_not_held_cannot_be_admitted(
    centre: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["centre", "held", "--centre", centre, "admit", "a<b"]) == 1
    assert "a<b" in "".join(capsys.readouterr())
