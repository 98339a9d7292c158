"""Fetch the Word files that others wrote, to try the document engine on: `make corpus`.

They stand in the source distributions that packaging/corpus.toml pins by hash, and are put into
build/corpus. What is there already is not fetched again.
"""

import argparse
import hashlib
import io
import os
import sys
import tarfile
import tomllib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

PINNED = Path(__file__).with_name("corpus.toml")
FOLDER = Path(__file__).parents[1] / "build" / "corpus"


class WrongArchive(Exception):
    """Another archive than the pinned one; its files are not used."""


class NotFetched(Exception):
    """No index that could be reached has the archive."""


@dataclass(frozen=True)
class Source:
    """A source distribution: its name and version, its hash, how many Word files it holds."""

    package: str
    version: str
    sha256: str
    files: int

    def folder(self, root: Path) -> Path:
        """Return where its Word files are kept; the name changes with the pinned hash."""
        return root / f"{self.package}-{self.version}-{self.sha256[:8]}"

    def is_fetched(self, root: Path) -> bool:
        """Say whether all its Word files are there."""
        return len(list(self.folder(root).glob("*.docx"))) == self.files

    def fetch(self, root: Path) -> None:
        """Write its Word files into `root`; WrongArchive for another than the pinned archive."""
        archive = download(self)
        if hashlib.sha256(archive).hexdigest() != self.sha256:
            raise WrongArchive(f"{self.package} {self.version}")
        self.folder(root).mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            for member in packed:
                held = packed.extractfile(member) if member.name.endswith(".docx") else None
                if held is not None:
                    # One flat folder: a path in an archive is never a path of ours.
                    name = "__".join(Path(member.name).parts[1:])
                    (self.folder(root) / name).write_bytes(held.read())


def sources() -> tuple[Source, ...]:
    """Return what is pinned."""
    pinned = tomllib.loads(PINNED.read_text(encoding="utf-8"))
    return tuple(Source(**one) for one in pinned["source"])


def download(source: Source) -> bytes:
    """Return the archive of a source distribution from the index that pip is set up to use.

    `pip download` would build the package to learn its name; nothing here is to be run. So pip's
    own finder and session are asked, which know the index, the proxy and the certificates.
    """
    command = import_module("pip._internal.commands").create_command("download")
    options, _rest = command.parse_args(["--retries=1", "--no-binary=:all:", source.package])
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)  # noqa: SLF001  no public way
        links = [
            found.link
            for found in finder.find_all_candidates(source.package)
            if str(found.version) == source.version
        ]
        if not links:
            raise NotFetched(f"{source.package} {source.version} is not on the index")
        answer = session.get(links[0].url_without_fragment)
        answer.raise_for_status()
        return bytes(answer.content)


def main() -> int:
    """Fetch what is missing; return EX_TEMPFAIL where no index is reached, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    root: Path = parser.parse_args().folder
    for source in sources():
        if source.is_fetched(root):
            continue
        try:
            source.fetch(root)
        except (OSError, NotFetched) as error:
            print(f"corpus: {error}", file=sys.stderr)
            return os.EX_TEMPFAIL
    return 0


if __name__ == "__main__":
    sys.exit(main())
