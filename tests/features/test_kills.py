"""The power fails: at any moment the rows are what the log says."""

import os
import random
import subprocess
import sys
import time

from .journeys import ROOT, WAGES, Desk

NOTES = """
import json, sys
from pathlib import Path
from mediatordesk.cli.main import main

entries = Path(sys.argv[1])
for n in range(100_000):
    entries.write_text(json.dumps({"text": f"第{n}条"}), encoding="utf-8")
    main(["case", "do", *sys.argv[2:], "--with", str(entries)])
"""


def killed_while_it_writes(desk: Desk) -> None:
    """Write notes one after another in a process of its own, and kill it at a random moment."""
    opening = ["--desk", str(desk.folder), "--passphrase-file", str(desk.passphrase_file)]
    entries = str(desk.folder.parent / "note.json")
    writer = subprocess.Popen(
        [sys.executable, "-c", NOTES, entries, WAGES, "note", *opening],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
    )
    assert writer.stdout is not None
    writer.stdout.readline()  # the first one is saved
    time.sleep(random.SystemRandom().uniform(0, 1))
    writer.kill()
    writer.wait()


def test_a_desk_killed_while_it_saves_is_whole_and_keeps_what_was_saved(desk: Desk) -> None:
    seen = 0
    for _ in range(2):
        killed_while_it_writes(desk)
        checked = desk("desk", "check").data
        assert (checked["ok"], checked["findings"]) == (True, [])
        notes = [one["text"] for one in desk("case", "show", WAGES).data["notes"]]
        assert len(notes) > seen
        seen = len(notes)
    desk.do(WAGES, "note", {"text": "还能写"}, "2025-05-13T09:00")
    assert desk("case", "show", WAGES).data["notes"][-1]["text"] == "还能写"
