"""A folder into which a scanner puts its files: which of them are new, and written to their end."""

from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.actions.signing.watched_folder import SETTLED, FolderUnreadable
from mediatordesk.core.disk_reasons import reason_of

ENDINGS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
DRAFTS = (".", "~")
"""How names of files begin that programs write for themselves."""

Facts = tuple[int, int]
"""Size in bytes, and when written in nanoseconds."""


@dataclass
class ScanFolder:
    """The scans that come into a folder after it began to be watched.

    What lay there before does not count, unless it is written anew. A file counts once it has
    looked the same twice in a row and holds something. Nothing in the folder is changed.
    """

    folder: Path
    known: dict[Path, Facts] = field(init=False)
    """Files that lay there before, or were given out, as they looked then."""
    seen: dict[Path, tuple[Facts, int]] = field(default_factory=dict, init=False)
    """How each new file looked last, and how often in a row it looked so."""

    def __post_init__(self) -> None:
        """Look at what lies there already. FolderUnreadable."""
        self.known = self._look()

    def poll(self) -> tuple[Path, ...]:
        """Return the scans that have come since the last time, by their names. It never waits."""
        new = {path: facts for path, facts in self._look().items() if self._is_new(path, facts)}
        self.seen = {path: (facts, self._times(path, facts)) for path, facts in new.items()}
        come = sorted(path for path, (_facts, times) in self.seen.items() if times >= SETTLED)
        self.known |= {path: new[path] for path in come}
        return tuple(come)

    def _is_new(self, path: Path, facts: Facts) -> bool:
        size, _written = facts
        return size > 0 and self.known.get(path) != facts

    def _times(self, path: Path, facts: Facts) -> int:
        last, times = self.seen.get(path, (None, 0))
        return times + 1 if last == facts else 1

    def _look(self) -> dict[Path, Facts]:
        """Return the scans of the folder as they are now; FolderUnreadable."""
        try:
            return {
                path: facts
                for path in self.folder.iterdir()
                if path.suffix.lower() in ENDINGS and not path.name.startswith(DRAFTS)
                for facts in _facts_of(path)
            }
        except OSError as error:
            raise FolderUnreadable(folder=self.folder, reason=reason_of(error)) from error


def _facts_of(path: Path) -> tuple[Facts, ...]:
    """Return how a file looks; nothing of what vanished meanwhile, or is no file."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return ()
    return ((facts.st_size, facts.st_mtime_ns),) if path.is_file() else ()
