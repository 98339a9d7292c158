"""What the window is told of a desk that can only be read."""

from pathlib import Path

import pytest

from mediatordesk.app.asked.case_questions import Question
from mediatordesk.app.opened.desk import OpenedDesk
from mediatordesk.store import OnlyReads
from tests.actions.kept_desks import Computer, accept
from tests.disks import REFUSALS, small_disk


@pytest.mark.real
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_window_on_a_disk_that_takes_nothing_says_so_shows_all_and_saves_nothing(
    tmp_path: Path, refusal: str
) -> None:
    computer = Computer(tmp_path / "home")
    with small_disk(tmp_path / "U盘 a&b") as disk:
        desk = computer.make(disk.path / "desk")
        case = accept(desk)
        desk.close()
        REFUSALS[refusal](disk)
        window = OpenedDesk(computer.open(desk.folder))
        assert window.beginning().notice.startswith("This desk is open for reading only")
        assert [line.id for line in window.found(Question(), 0).lines] == [case.id]
        assert window.case(case.id).file.case == case
        assert window.index_pending(100) == 0
        with pytest.raises(OnlyReads):
            window.save_text(case.id, "facts", "屋檐的雨水")
        window.close()
        disk.give_back()
        window = OpenedDesk(computer.open(desk.folder))
        assert window.beginning().notice == ""
        window.close()
