"""Everything that a program writes and says, looked through for what must not stand in it."""

import base64
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAUSE = 0.1
TRANSIENT = 1 << 20
"""Bytes of a file that is looked at while the program runs."""


@dataclass(frozen=True)
class Secret:
    """Something that must not be found, in every form in which it could have been written."""

    name: str
    forms: tuple[bytes, ...]

    @classmethod
    def of_text(cls, name: str, text: str) -> "Secret":
        """Return the forms of words: encodings of China and of Windows, and JSON's escapes."""
        codes = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "unicode_escape")
        forms = {text.encode(code) for code in codes}
        forms |= {base64.b64encode(text.encode()).rstrip(b"="), text.encode().hex().encode()}
        return cls(name, tuple(forms))

    @classmethod
    def of_key(cls, name: str, key: bytes) -> "Secret":
        """Return the forms of a key: as it is, in hexadecimal, in either base64."""
        encoded = base64.b64encode(key).rstrip(b"=")[:-1]
        url = base64.urlsafe_b64encode(key).rstrip(b"=")[:-1]
        return cls(name, (key, key.hex().encode(), key.hex().upper().encode(), encoded, url))

    def is_in(self, data: bytes) -> bool:
        """Tell whether data holds it in any form."""
        return any(form in data for form in self.forms)


@dataclass
class Watched:
    """A place of its own for a program: all it is told to write lies in it, and it is watched.

    `user` holds what a person handed in or exported by name, and is not searched.
    """

    place: Path
    said: list[bytes] = field(default_factory=list)
    seen: dict[str, bytes] = field(default_factory=dict)

    @property
    def user(self) -> Path:
        """Return the folder of what a person handed in or asked for by name."""
        return self.place / "user"

    def environment(self) -> dict[str, str]:
        """Return an environment in which every usual place lies in the watched one."""
        home = {
            name: str(self.place / folder)
            for name, folder in (
                ("HOME", "home"),
                ("TMPDIR", "tmp"),
                ("XDG_CACHE_HOME", "home/.cache"),
                ("XDG_CONFIG_HOME", "home/.config"),
                ("XDG_DATA_HOME", "home/.local/share"),
                ("XDG_STATE_HOME", "home/.local/state"),
                ("XDG_RUNTIME_DIR", "run"),
            )
        }
        for folder in home.values():
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        return plain | home | {"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: object, stdin: bytes = b"", seconds: float = 120) -> tuple[int, bytes]:
        """Run a command of this Python, watch it, and return its exit code and what it said."""
        work = self.place / "cwd"
        work.mkdir(exist_ok=True)
        process = subprocess.Popen(
            [sys.executable, *map(str, words)],
            cwd=work,
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(process.pid, over))
        watcher.start()
        try:
            out, err = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
            out, err = process.communicate()
        finally:
            over.set()
            watcher.join()
        self.said.append(err)
        return process.returncode, out

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file that was written, but for the person's own, and what came and went."""
        for path in sorted(self.place.rglob("*")):
            if path.is_file() and not path.is_relative_to(self.user):
                yield str(path.relative_to(self.place)), path.read_bytes()
        yield from self.seen.items()

    def _watch(self, root: int, over: threading.Event) -> None:
        """Look at what can be seen of a process while it runs, and at files that come and go."""
        while not over.is_set():
            for process in family(root):
                for name in ("cmdline", "environ"):
                    self._keep(f"/proc/{process}/{name}", Path(f"/proc/{process}/{name}"))
            for path in (self.place / "tmp").rglob("*"):
                self._keep(f"passing {path.name}", path)
            time.sleep(PAUSE)

    def _keep(self, name: str, path: Path) -> None:
        """Keep what a file holds now, beside what it held before."""
        try:
            with path.open("rb") as file:
                data = file.read(TRANSIENT)
        except OSError:
            return
        if data not in self.seen.get(name, b""):
            self.seen[name] = self.seen.get(name, b"") + b"\n" + data


def family(root: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = dict(_parents())
    found = {root}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _parents() -> Iterator[tuple[int, int]]:
    """Yield each process with its parent (proc(5), stat)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _name, _, rest = path.read_text(errors="replace").rpartition(")")
        except OSError:
            continue
        yield int(path.parent.name), int(rest.split()[1])


def found_in(files: Mapping[str, bytes], secrets: list[Secret]) -> list[str]:
    """Return where which secret was found."""
    return [
        f"{secret.name} in {name}"
        for name, data in files.items()
        for secret in secrets
        if secret.is_in(data)
    ]
