"""The command that plays the main job on the scenarios."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given
from mediatordesk.cli.demo.showcase import run_demo
from mediatordesk.cli.windows import window_command
from mediatordesk.core.texts import _


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the demo."""
    one = commands.add_parser("demo", parents=[shared], help=_("the main job, start to end"))
    one.add_argument("--to", type=Path, default=Path("demo"), help=_("a new folder"))
    one.add_argument("--no-window", action="store_true", help=_("do not open the window"))
    one.set_defaults(command=_demo)


def _demo(given: Given) -> Answer:
    shown = run_demo(given.to.resolve(), given.places.without_marks(), _say)
    command = window_command(shown.folder / "desk", str(shown.folder / "passphrase.txt"))
    if has_screen() and not given.json and not given.no_window:
        subprocess.run(command, check=False)  # noqa: S603 - our own program
    else:
        _say(_("To open the window on these cases: {command}").format(command=" ".join(command)))
    data = {
        "papers": shown.papers,
        "packets": shown.packets,
        "bundles": shown.bundles,
        "seconds": shown.seconds,
        "folder": str(shown.folder),
    }
    return Answer(data)


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - progress for people
