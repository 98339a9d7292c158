"""The desk's folder is write-protected, or goes away while the desk is open."""

import functools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from tests.faults.desks import assert_whole, make_desk, opened, register
from tests.faults.rights import as_ordinary_user
from tests.faults.tracing import REFUSED, alone
from tests.faults.work_saves import read, save


@contextmanager
def protected(*paths: Path) -> Iterator[None]:
    """Protect files and folders from being written."""
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    yield
    for path, mode in modes.items():
        path.chmod(mode)


@pytest.mark.parametrize("what", ["the folder", "the file", "both"])
def test_a_write_protected_desk_is_read_says_so_and_works_when_it_is_not(
    what: str, tmp_path: Path
) -> None:
    make_desk(tmp_path)
    folder = tmp_path / "desk"
    paths = {"the folder": [folder], "the file": [folder / "desk.db"]}
    with protected(*paths.get(what, [folder, *folder.rglob("*")])):
        outcome = alone(functools.partial(as_ordinary_user, save), tmp_path)
        seen = alone(functools.partial(as_ordinary_user, read), tmp_path)
    assert (outcome.code, seen.code) == (0, 0)
    assert seen.told == ("for reading only",)
    [words] = outcome.told
    assert words.startswith(REFUSED)
    assert "damaged" not in words
    assert len(words.split(" / ")) == 3
    with opened(tmp_path) as desk:
        assert_whole(desk)
        assert len(desk.store.all(Case)) == 1
        register(desk, "又能写了")


def test_a_desk_whose_folder_goes_away_says_so_instead_of_saving_into_nothing(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    shutil.copytree(tmp_path / "desk", tmp_path / "stick")
    with opened(tmp_path) as desk:
        shutil.rmtree(tmp_path / "desk")
        with pytest.raises(DeskError) as refused:
            register(desk, "不会丢的案")
        assert len(refused.value.lines()) == 3
    (tmp_path / "stick").rename(tmp_path / "desk")
    with opened(tmp_path) as desk:
        assert_whole(desk)
        register(desk, "又能写了")


def test_a_desk_whose_folder_is_moved_while_it_is_open_loses_nothing_that_it_told(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    told = list[str]()
    with opened(tmp_path) as desk:
        (tmp_path / "desk").rename(tmp_path / "away")
        with suppress(DeskError):
            told.append(register(desk, "不会丢的案").facts)
    (tmp_path / "away").rename(tmp_path / "desk")
    with opened(tmp_path) as desk:
        assert_whole(desk)
        assert [one.facts for one in desk.store.all(Case)][1:] == told
