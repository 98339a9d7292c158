"""A mailbox in a folder: a stick carried to the county, a network drive, a synchronised folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.keys.durable import write_durably
from mediatordesk.sync.bundle import MAX_BUNDLE, Bundle, is_complete
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.names import ROOT, in_order, is_name


@dataclass(frozen=True, slots=True)
class FolderMailbox:
    """Bundles as files. The folder itself must exist: a stick that is not in is not made up."""

    folder: Path

    @property
    def place(self) -> str:
        """Return the folder's path."""
        return str(self.folder)

    def put(self, bundle: Bundle) -> None:
        """Write a bundle under its name, unless it lies there whole; a torn copy is replaced."""
        self._require()
        if not self.has(bundle):
            write_durably(self._path(bundle.name), bundle.data)

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle lies there whole."""
        return self.get(bundle.name) is not None

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder; other files are not ours to judge."""
        self._require()
        try:
            return tuple(in_order(self._found(self.folder / under)))
        except OSError as error:
            raise MailboxAway(place=self.place) from error

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes; a wrong length or hash means that it is not there yet."""
        self._require()
        path = self._path(name)
        try:
            if not path.is_file() or path.stat().st_size > MAX_BUNDLE:
                return None
            data = path.read_bytes()
        except OSError as error:
            raise MailboxAway(place=self.place) from error
        return data if is_complete(Bundle(name, data)) else None

    def _found(self, folder: Path) -> Iterator[str]:
        """Yield the names of the files under a folder; links are not followed."""
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            name = path.relative_to(self.folder).as_posix()
            if path.is_symlink():
                continue
            if path.is_dir():
                yield from self._found(path)
            elif is_name(name):
                yield name

    def _path(self, name: str) -> Path:
        """Return the file of a name. A name that leads out of the mailbox is our own mistake."""
        if not is_name(name):
            raise ValueError(name)
        return self.folder / name

    def _require(self) -> None:
        """Say MailboxAway if the folder is not there."""
        if not self.folder.is_dir():
            raise MailboxAway(place=self.place)
