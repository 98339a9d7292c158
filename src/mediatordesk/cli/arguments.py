"""What every command is given: the desk's folder, the passphrase, the clock, the language."""

import argparse
import getpass
import json
import re
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk, open_desk, open_desk_by_keyring, require_desk
from mediatordesk.actions.desks.operators import keyring_owner, operator_named
from mediatordesk.actions.desks.places import Places
from mediatordesk.cli.answers import Answer
from mediatordesk.core.clock import Clock
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""Characters that Windows or FAT allow in no name."""
LONGEST_STEM = 60
"""Characters; in UTF-8 they fit the 255 bytes of a name."""

Command = Callable[["Given"], Answer]


class UnreadableFile(DeskError):
    """A file that was named cannot be read, or not as what it should be."""

    happened = N_("The file {file} cannot be read: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check its name and content, and try again.")


class UnwritableFile(DeskError):
    """A file could not be written where it was asked for."""

    happened = N_("The file {file} could not be written: {reason}.")
    kept = N_("Everything in the desk is saved.")
    to_do = N_("Choose another place or make room there, and try again.")


class SameFile(DeskError):
    """A new file would take the place of the one that it is made from."""

    happened = N_("{file} is the very file that is read; it would be overwritten.")
    kept = N_("Nothing was changed.")
    to_do = N_("Give the new file another name.")


class FileIsThere(DeskError):
    """A file would be overwritten that somebody may have worked on."""

    happened = N_("There is already a file {file}, and its content is different.")
    kept = N_("It was not changed.")
    to_do = N_("Give another name, or add --force to overwrite it.")


class NotNamedPdf(DeskError):
    """A PDF is asked for under a name that does not end in .pdf."""

    happened = N_("The PDF cannot be called {file}: its name must end in .pdf.")
    kept = N_("Nothing was changed.")
    to_do = N_("Give a name that ends in .pdf.")


class WrongEnding(DeskError):
    """A file is asked for under a name that says it is something else. Fields: file, endings."""

    happened = N_("This cannot be written as {file}: the name must end in {endings}.")
    kept = N_("Nothing was changed, and no file was written.")
    to_do = N_("Give a name that ends so.")


class NobodyTypes(DeskError):
    """A passphrase is needed, none was given, and there is no keyboard to ask at."""

    happened = N_("The desk was not opened: no passphrase was given, and nobody can be asked.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name a file that holds it: --passphrase-file F")


class TypedDifferently(DeskError):
    """A new passphrase that was typed twice, and not the same."""

    happened = N_("The passphrase was typed differently the second time.")
    kept = N_("Nothing was changed.")
    to_do = N_("Try again, slowly, and mind the caps lock key.")


@dataclass(frozen=True)
class Given:
    """The arguments of one command, and what they open."""

    arguments: argparse.Namespace
    places: Places
    opened: list[Desk] = field(default_factory=list)
    """The desks that the command has opened; they are closed when it has answered."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.arguments, name)

    @property
    def clock(self) -> Clock:
        """Return the computer's clock, or the time given with --now."""
        return Clock.typed(self.arguments.now) if self.arguments.now else Clock.computer()

    @property
    def home(self) -> Path:
        """Return the desk's folder: --desk, or the one in the user's data folder."""
        given = self.arguments.desk
        return Path(given) if given else Path.home() / ".local" / "share" / "mediatordesk" / "desk"

    def desk(self) -> Desk:
        """Open the desk: without typing where that is set up, else with the passphrase.

        NoSuchOperator for a --clerk that is none.
        """
        require_desk(self.home)  # before anybody is asked for a passphrase
        clerk = self.clerk_id()
        without_typing = None if self.arguments.passphrase_file else keyring_owner(self.home)
        if without_typing is not None and clerk in (None, without_typing):
            desk = open_desk_by_keyring(self.home, places=self.places, clock=self.clock)
            if desk is not None:
                self.opened.append(desk)
                return desk
        return self.desk_and_passphrase()[0]

    def desk_and_passphrase(self) -> tuple[Desk, str]:
        """Open the desk with the passphrase, and return both."""
        require_desk(self.home)
        clerk, words = self.clerk_id(), self.passphrase()
        desk = open_desk(self.home, words, places=self.places, clock=self.clock, operator=clerk)
        self.opened.append(desk)
        return desk, words

    def close(self) -> None:
        """Close the desks that were opened, with their tide marks."""
        for desk in self.opened:
            desk.close()

    def clerk_id(self) -> UUID | None:
        """Return the operator that --clerk names; NoSuchOperator if there is none."""
        return operator_named(self.home, self.arguments.clerk) if self.arguments.clerk else None

    def new_passphrase(self) -> str:
        """Return a passphrase that is being chosen: typed, it is asked for twice.

        TypedDifferently, NobodyTypes.
        """
        return chosen_passphrase(self.arguments.passphrase_file)

    def passphrase(self) -> str:
        """Return the passphrase: the first line of --passphrase-file, or what is typed.

        NobodyTypes if it cannot be asked for.
        """
        if self.arguments.passphrase_file:
            return first_line(Path(self.arguments.passphrase_file))
        return asked(_("Passphrase: "))


def chosen_passphrase(file: str | None) -> str:
    """Return a passphrase that is being chosen, from a file or typed twice.

    TypedDifferently, NobodyTypes.
    """
    if file:
        return first_line(Path(file))
    first = asked(_("New passphrase: "))
    if asked(_("The same again: ")) != first:
        raise TypedDifferently
    return first


def first_line(file: Path) -> str:
    """Return the first line of a file of text."""
    return read_text(file).partition("\n")[0].rstrip("\r")


def asked(question: str) -> str:
    """Ask for a passphrase; NobodyTypes in a script that has no keyboard and pipes none in."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(question)
        except EOFError as error:
            raise NobodyTypes from error
        except getpass.GetPassWarning:  # before it asks aloud, in English
            return _piped_passphrase()


def _piped_passphrase() -> str:
    """Return a line of standard input where there is no keyboard; NobodyTypes if there is none."""
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise NobodyTypes
    return line.rstrip("\r\n")


def common(*, nested: bool = False) -> argparse.ArgumentParser:
    """Return the flags that every command has; `nested` ones do not undo those given before."""
    default = argparse.SUPPRESS if nested else None
    parser = argparse.ArgumentParser(add_help=False, argument_default=default)
    parser.add_argument("--desk", metavar="DIR", help=_("the desk's folder"))
    parser.add_argument("--json", action="store_true", help=_("one JSON document as answer"))
    language = argparse.SUPPRESS if nested else "zh_CN"
    parser.add_argument(
        "--lang",
        choices=("zh_CN", "zh", "en"),
        default=language,
        help=_("the language of what is said"),
    )
    parser.add_argument(
        "--passphrase-file", metavar="F", help=_("its first line is the passphrase")
    )
    parser.add_argument("--clerk", metavar="LABEL", help=_("who opens the desk: a label or an id"))
    parser.add_argument(
        "--now",
        type=moment,
        metavar="2025-05-01T09:00",
        help=_("when it happened, if it is entered later"),
    )
    return parser


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; UnreadableFile if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(file=path.name or path, reason=reason_of(error)) from error


def read_text(path: Path) -> str:
    """Return a file's text (UTF-8); UnreadableFile if it is none."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(file=path.name, reason=_("it is not UTF-8 text")) from error


def read_json(name: str) -> dict[str, Any]:
    """Return the JSON object of a file, or of standard input for `-`; UnreadableFile if none."""
    text = _typed_in() if name == "-" else read_text(Path(name))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(file=name, reason=_("it is not JSON")) from error
    if not isinstance(data, dict):
        raise UnreadableFile(file=name, reason=_("it is not a JSON object"))
    return data


def write_file(path: Path, data: bytes, *, private: bool = False) -> Path:
    """Write a file whole or not at all; UnwritableFile if it cannot be.

    A `private` one can be read by who wrote it only, where the disk knows such rights.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(0o600 if private else 0o666)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise UnwritableFile(file=path.name, reason=reason_of(error)) from error
    return path


def require_no_file(path: Path, *, force: bool) -> None:
    """Raise FileIsThere if a file is in the way, unless it may be overwritten (`force`)."""
    if path.is_file() and not force:
        raise FileIsThere(file=path.name)


def write_new_file(path: Path, data: bytes, *, force: bool) -> Path:
    """Write a file where none is, or the same one, or with `force` any.

    FileIsThere, UnreadableFile, UnwritableFile.
    """
    if path.is_file() and not force and read_bytes(path) != data:
        raise FileIsThere(file=path.name)
    return write_file(path, data)


def require_ending(path: Path, *endings: str) -> str:
    """Return how a file's name ends, in small letters; WrongEnding if it may not end so."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise WrongEnding(file=path.name, endings="、".join(endings))
    return ending


def require_other_file(new: Path, read: Path) -> None:
    """Raise SameFile if both are one file, by whatever path or link."""
    with suppress(OSError):  # one of them is not there
        if new.samefile(read):
            raise SameFile(file=new.name)


def file_stem(*parts: str) -> str:
    """Return a file's name without its ending, such as every system and every stick can have it."""
    name = "_".join(part for part in parts if part)
    return FORBIDDEN_IN_NAMES.sub("_", name).rstrip(". ")[:LONGEST_STEM]


def kinds_of_files(text: str) -> tuple[str, ...]:
    """Read the kinds of files that are wanted of a paper: docx, pdf or both."""
    kinds = tuple(text.split(","))
    if not {*kinds} <= {"docx", "pdf"}:
        raise argparse.ArgumentTypeError(_("a paper is written as docx, pdf or docx,pdf"))
    return kinds


def day(text: str) -> date:
    """Read a day as scripts write it: 2025-06-01."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        words = _("{text} is no day of the calendar; write it as 2025-06-01")
        raise argparse.ArgumentTypeError(words.format(text=text)) from error


def filled(text: str) -> str:
    """Return an argument that may not be empty, such as a case: an unset variable names none."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("it is empty"))
    return text


def place_code(text: str) -> str:
    """Return the code of a county, town or village: 6, 9 or 12 digits (GB/T 2260, GB/T 10114)."""
    if not (text.isascii() and text.isdecimal() and len(text) in (6, 9, 12)):
        words = _("{text} is not a code of 6, 9 or 12 digits")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return text


def positive(text: str) -> int:
    """Read a whole number above zero."""
    if not text.isdecimal() or not int(text):
        words = _("{text} is not a whole number above 0")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return int(text)


def _typed_in() -> str:
    """Return what comes on standard input; UnreadableFile if it is not UTF-8."""
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UnreadableFile(file="-", reason=_("it is not UTF-8 text")) from error


def moment(text: str) -> datetime:
    """Read a time; China's is always meant, so one with another zone is refused."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        words = _("{text} is no time of the calendar; write it as 2025-06-01T09:00")
        raise argparse.ArgumentTypeError(words.format(text=text)) from error
    if moment.tzinfo is not None:
        raise argparse.ArgumentTypeError(_("give the time of China without a zone"))
    return moment
