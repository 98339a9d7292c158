"""The played demo, and commands typed at copies of its desk."""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2

from mediatordesk.cli.demo.showcase import PASSPHRASE
from mediatordesk.cli.main import main
from mediatordesk.keys.slot_file import Cost, read_slots
from mediatordesk.keys.slots import change_passphrase
from mediatordesk.signing import handwriting, picture, scanned_paper

ROOT = Path(__file__).parents[2]
CHEAP = "cheap passphrase of a copy"
PREMIUMS, GUTTER, WAGES = (
    "（2024）正阳人调字第1号",
    "（2025）正阳人调字第1号",
    "（2025）正阳人调字第2号",
)
COURT = "长洲区人民法院"


def demo_command(folder: Path) -> list[str]:
    """Return the command that plays the demo."""
    return [sys.executable, "-m", "mediatordesk.cli", "demo", "--to", str(folder), "--json"]


@dataclass(frozen=True)
class Played:
    """A demo that was killed a few times and then ran to its end, and what it said."""

    folder: Path
    killed_after: tuple[float, ...]
    answer: dict[str, Any]
    said: str

    @property
    def desk(self) -> Path:
        """Return the folder of the demo's desk."""
        return self.folder / "desk"

    def papers(self, scenario: str, code: str) -> list[Path]:
        """Return the PDFs of a paper of a scenario, in the order in which they were made."""
        [folder] = self.folder.glob(f"{scenario}-*")
        return sorted(folder.glob(f"文书/*_{code}_*.pdf"))

    @property
    def packet(self) -> Path:
        """Return the packet for the court."""
        [path] = self.folder.glob("8-*/送交/*.zip")
        return path


def played(folder: Path, kills: int) -> Played:
    """Start the demo, kill it at random moments, and start it again until it ends by itself."""
    moments = tuple(random.SystemRandom().uniform(0.3, 5) for _ in range(kills))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    for moment in moments:
        process = subprocess.Popen(
            demo_command(folder),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        process.kill()
        process.wait()
    done = subprocess.run(
        demo_command(folder), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (moments, done.stderr)
    return Played(folder, moments, json.loads(done.stdout), done.stderr)


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @cached_property
    def data(self) -> Any:
        """Return the one JSON document on standard output."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    def done(self) -> Any:
        """Return the answer of a command that must succeed."""
        return self.data

    @property
    def happened(self) -> str:
        """Return the first of exactly three lines."""
        assert (self.code, self.out) == (1, ""), self
        happened, _kept, _to_do = self.err.splitlines()
        return happened


def typed(*words: object) -> Said:
    """Type a command in this process, in Chinese, and leave the process's language as it was."""
    out, err, before = io.StringIO(), io.StringIO(), os.environ.get("LANGUAGE", "en")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(word) for word in words])
    finally:
        os.environ["LANGUAGE"] = before
    return Said(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Desk:
    """A copy of the demo's desk that may be worked on."""

    folder: Path
    passphrase_file: Path

    @classmethod
    def copied(cls, played: Played, place: Path) -> "Desk":
        """Copy the desk, and let a passphrase open it that is quick to check."""
        folder, words = place / "desk", place / "passphrase.txt"
        shutil.copytree(played.desk, folder)
        [operator] = read_slots(folder).operators()
        change_passphrase(folder, operator, PASSPHRASE, CHEAP, Cost(8, 1))
        words.write_text(CHEAP + "\n")
        return cls(folder, words)

    def __call__(self, *words: object) -> Said:
        """Type a command at this desk."""
        opening = ("--desk", self.folder, "--passphrase-file", self.passphrase_file)
        return typed(*words, *opening, "--json")

    def do(self, case: str, action: str, entries: dict[str, Any], now: str) -> Any:
        """Take a step at an hour."""
        file = self.folder.parent / "step.json"
        file.write_text(json.dumps(entries), encoding="utf-8")
        return self("case", "do", case, action, "--with", file, "--now", now).data

    def add(self, intake: dict[str, Any], now: str) -> str:
        """Register a case at an hour and return its id."""
        file = self.folder.parent / "intake.json"
        file.write_text(json.dumps(intake), encoding="utf-8")
        return str(self("case", "add", file, "--now", now).data["case"])


def signature_of(folder: Path) -> Path:
    """Return the picture of a signature."""
    path = folder / "signature.png"
    if not path.exists():
        fonts = ROOT / "resources" / "fonts"
        path.write_bytes(picture(handwriting("覃𬭎", fonts / "LXGWWenKai-Regular.ttf")))
    return path


def scan_of(folder: Path, title: str) -> Path:
    """Return the picture of a scanned paper."""
    path = folder / f"{title}.png"
    fonts = ROOT / "resources" / "fonts"
    path.write_bytes(scanned_paper((title,), fonts / "NotoSansSC-Regular.ttf"))
    return path


def steps_of(scenario: str) -> list[dict[str, Any]]:
    """Return the steps of a scenario as they are shipped."""
    [path] = (ROOT / "resources" / "scenarios").glob(f"{scenario}-*.json")
    steps: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["steps"]
    return steps


def words_of(pdf: Path | bytes) -> str:
    """Return the text of a PDF without blanks, as a reader finds it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())
