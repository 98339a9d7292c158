"""The command that opens the desk's window."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given
from mediatordesk.core.texts import _


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command that opens the window."""
    one = commands.add_parser("window", parents=[shared], help=_("open the desk's window"))
    one.set_defaults(command=_open)


def _open(given: Given) -> Answer:
    command = window_command(given.home, given.arguments.passphrase_file)
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own program
    return Answer({"window": str(given.home)}, (), code)


def window_command(folder: Path, passphrase_file: str | None = None) -> list[str]:
    """Return the command that opens the window of a desk, in a process of its own."""
    command = [sys.executable, "-m", "mediatordesk.app", "--desk", str(folder)]
    return [*command, "--passphrase-file", passphrase_file] if passphrase_file else command
