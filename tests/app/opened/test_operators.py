"""The operators of a real desk behind the window's questions: the label and the recovery sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from mediatordesk.actions.backups.recovery import SheetInsideDesk, unlock_with_sheet
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.opened.operators import OpenedOperators
from mediatordesk.keys.durable import NotWritten
from tests.actions.kept_desks import Computer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an open desk."""
    made = Computer(tmp_path / "home").make(tmp_path / "desk")
    yield made
    made.close()


def test_the_label_that_is_shown_before_the_desk_is_open_is_changed(desk: Desk) -> None:
    operators = OpenedOperators(desk)
    operators.change_label(" 窗口 a<b ")
    assert [one.label for one in operators.operators().lines] == ["窗口 a<b"]


def test_a_new_recovery_sheet_opens_the_desk_and_is_for_its_owner_only(
    desk: Desk, tmp_path: Path
) -> None:
    sheet = tmp_path / "恢复单 O'Brien.pdf"
    operators = OpenedOperators(desk)
    assert "printed before" in operators.operators().new_sheet
    operators.save_sheet(sheet)
    assert sheet.stat().st_mode & 0o077 == 0
    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    bare = "".join(text.split())
    [words] = re.findall(r"AGE-SECRET-KEY-1[0-9A-Z]{58}", bare)
    desk.close()
    clock, places = desk.clock, desk.places
    again = unlock_with_sheet(desk.folder, words, "新的 口令 五个 词", places=places, clock=clock)
    again.close()


def test_a_sheet_is_not_laid_beside_what_it_opens(desk: Desk, tmp_path: Path) -> None:
    operators = OpenedOperators(desk)
    with pytest.raises(SheetInsideDesk):
        operators.save_sheet(desk.folder / "恢复单.pdf")
    (tmp_path / "a file").touch()
    with pytest.raises(NotWritten):
        operators.save_sheet(tmp_path / "a file" / "恢复单.pdf")
