"""What was said in confidence leaves the desk in no packet and on no paper."""

import zipfile
from pathlib import Path

import pytest

from .journeys import COURT, WAGES, Desk, words_of

EXPORT = ("packet", "export", WAGES, "--for", "court", "--receiver", COURT)
SAID = "底线三万六千五百元 a<b"


def test_a_caucus_note_is_in_no_packet_and_on_no_paper(desk: Desk, tmp_path: Path) -> None:
    desk("case", "note", WAGES, "--text", SAID, "--caucus").done()
    desk("case", "note", WAGES, "--text", "一般记事").done()
    assert SAID in [one["text"] for one in desk("case", "show", WAGES).data["notes"]]
    packet = tmp_path / "卷宗.zip"
    desk(*EXPORT, "--to", packet, "--now", "2025-05-12T09:00").done()
    with zipfile.ZipFile(packet) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert len(parts) > 8
    pages = [words_of(data) for name, data in parts.items() if name.endswith(".pdf")]
    assert pages
    for text in pages:
        assert "底线三万" not in text
    for data in parts.values():
        assert "底线三万".encode() not in data


@pytest.mark.parametrize("row", ["sealed_text", "readers"])
def test_the_history_shows_nothing_of_it(desk: Desk, row: str) -> None:
    desk("case", "note", WAGES, "--text", SAID, "--caucus").done()
    shown = desk("case", "show", WAGES)
    wrote = [
        fields
        for change in shown.data["history"]
        for one in change["wrote"]
        if one["table"] == "note" and row in (fields := one["fields"])
    ]
    assert wrote
    assert all(SAID not in str(fields) for fields in wrote)
    assert shown.out.count(SAID.replace("<", "\\u003c")) + shown.out.count(SAID) == 1
