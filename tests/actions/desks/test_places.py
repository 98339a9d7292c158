"""Where tide marks lie on each system: in the account's own state, outside of every desk."""

from pathlib import Path

import pytest

from mediatordesk.actions.desks.places import Places, marks_folder

HOME = Path("/home/覃")


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {}, HOME / ".local/state"),
        ("linux", {"XDG_STATE_HOME": "/state"}, Path("/state")),
        ("linux", {"XDG_STATE_HOME": "relative"}, HOME / ".local/state"),  # the standard says so
        ("darwin", {}, HOME / ".local/state"),
        ("win32", {"LOCALAPPDATA": "/Local"}, Path("/Local")),
        ("win32", {}, HOME / "AppData/Local"),
    ],
)
def test_marks_lie_in_the_accounts_state(
    platform: str, environment: dict[str, str], folder: Path
) -> None:
    assert marks_folder(platform, environment, HOME) == folder / "mediatordesk" / "marks"


def test_no_test_writes_into_the_real_home() -> None:
    marks = Places.installed().marks
    assert marks is not None
    assert not marks.is_relative_to(Path.home())
    assert Places.installed().without_marks().marks is None
