"""Commands typed in this process, as a script would, and what came of them."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediatordesk.cli.main import main
from mediatordesk.core.clock import Clock
from mediatordesk.keys.slots import open_with_passphrase
from mediatordesk.store import Store

PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of desks that live for one test
HARD_NAMES = ("O'Brien & Sons", "a<b", "覃𬭎", "Nguyễn Văn Đức", '"甲"；DROP TABLE party', "乙\t丙")
OFFICE = ("--office-code", "450405101", "--office-name", "正阳村人民调解委员会")
OFFICIALS = ("--operator", "黄文德", "--number-prefix", "正阳")


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the one JSON document on standard output."""
        return json.loads(self.out)

    def complaint(self) -> tuple[str, str, str]:
        """Return what happened, what is safe and what to do: exactly three lines, nothing else."""
        assert self.code == 1, self
        assert self.out == ""
        happened, kept, to_do = self.err.splitlines()
        assert all(line.strip() for line in (happened, kept, to_do))
        return happened, kept, to_do


def typed(*words: object, stdin: str = "") -> Said:
    """Type a command; wrong usage is an exit code too, anything else is a bug and flies."""
    out, err, before = io.StringIO(), io.StringIO(), os.environ.get("LANGUAGE")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(word) for word in words])
    except SystemExit as usage:
        code = int(usage.code or 0)
    finally:
        os.environ.pop("LANGUAGE", None)
        if before is not None:
            os.environ["LANGUAGE"] = before
    return Said(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class TypedDesk:
    """A desk in a folder, spoken to through the command line only."""

    folder: Path
    passphrase_file: Path

    def __call__(self, *words: object) -> Said:
        """Type a command at this desk."""
        return typed(
            *words, "--desk", self.folder, "--passphrase-file", self.passphrase_file, "--json"
        )

    def ask(self, *words: object) -> Any:
        """Type a command that must succeed and return its JSON."""
        said = self(*words)
        assert said.code == 0, said.err
        return said.data

    def add(self, intake: dict[str, Any], *words: object) -> str:
        """Register a case from an intake file and return its id."""
        added = self.ask("case", "add", self.written(intake), *words)
        return str(added["case"])

    def do(self, case: str, action: str, entries: dict[str, Any] | None = None) -> Said:
        """Take a step of a case."""
        more = () if entries is None else ("--with", self.written(entries))
        return self("case", "do", case, action, *more)

    def done(self, case: str, action: str, entries: dict[str, Any] | None = None) -> Any:
        """Take a step that must succeed."""
        said = self.do(case, action, entries)
        assert said.code == 0, said.err
        return said.data

    def written(self, data: Any) -> Path:
        """Write JSON into a file beside the desk and return its path."""
        path = self.folder.parent / "录入 file.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    def saved(self) -> tuple[int, list[str]]:
        """Return how long the log is, and every file in the desk's folder and beside it."""
        key = open_with_passphrase(self.folder, PASSPHRASE).key
        store = Store.open(self.folder, key, clock=Clock.computer())
        try:
            return store.head().seq, self._files()
        finally:
            store.close()

    def _files(self) -> list[str]:
        around = self.folder.parent.rglob("*")
        return sorted(
            str(path.relative_to(self.folder.parent))
            for path in around
            if path.is_file() and not path.name.startswith("desk.db-")
        )
