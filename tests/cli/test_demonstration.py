"""demo: it clears nobody's folder but its own."""

from pathlib import Path

import pytest

from mediatordesk.cli.demo.showcase import MARK, NotOurFolder, clear

from .commands import typed


def test_the_demo_leaves_foreign_folders_and_files_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "my papers"
    foreign.mkdir()
    (foreign / "demo.json").write_text("mine")
    (foreign / "照片.png").write_bytes(b"x")
    for place in (foreign, foreign / "照片.png", foreign / "照片.png" / "under"):
        typed("demo", "--to", place, "--json").complaint()
    assert sorted(path.name for path in foreign.iterdir()) == ["demo.json", "照片.png"]
    assert (foreign / "demo.json").read_text() == "mine"


@pytest.mark.parametrize("left", [(), ("desk/desk.db",), ("index.html", "U盘/v1/x.mdb")])
def test_what_an_earlier_demo_left_is_cleared(tmp_path: Path, left: tuple[str, ...]) -> None:
    folder = tmp_path / "demo"
    clear(folder)
    for name in left:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    clear(folder)
    assert [path.name for path in folder.iterdir()] == [MARK]
    (folder / MARK).unlink()
    (folder / "x").touch()
    with pytest.raises(NotOurFolder):
        clear(folder)
