"""Desks on which a scenario has been played up to the packet: a court's case with hard names."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk, new_desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.cli.demo.player import Player, read_scenario
from mediatordesk.cli.demo.props import Props
from mediatordesk.cli.demo.shelf import Shelf
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import list_cases, read_case_file

PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of desks that live for one test
PLACES = Places.installed().without_marks()
CLERK = "苏美玲"
FIRM = "梧州市某塑料制品有限公司"
HARD_CLERK = "Nguyễn Thị O'Brien 𬭎"
HARD_FIRM = "梧州市 a<b & Sons 有限公司"
COURT = "长洲区人民法院"
HANDED_OVER = datetime(2025, 5, 12, 9, 10)  # noqa: DTZ001 - China's, as --now is typed


@dataclass(frozen=True)
class Played:
    """A desk's folder after a scenario; every test opens a copy of it."""

    folder: Path
    props: Props

    def opened(self, place: Path, at: datetime = HANDED_OVER) -> Desk:
        """Return the desk of a copy, at an hour of the scenario."""
        copy = place / "desk"
        shutil.copytree(self.folder, copy)
        return open_desk(copy, PASSPHRASE, places=PLACES, clock=Clock.typed(at))


def played(
    folder: Path,
    scenario: str,
    *,
    without: tuple[str, ...] = (),
    words: Mapping[str, str] | None = None,
) -> Played:
    """Play a scenario without its last steps on packets, with other words in it.

    `without` are steps to leave out, such as `seal D17`.
    """
    path = next(PLACES.scenarios.glob(f"{scenario}-*.json"))
    told = json.dumps(read_scenario(path), ensure_ascii=False)
    for old, new in (words or {}).items():
        told = told.replace(old, json.dumps(new, ensure_ascii=False)[1:-1])
    steps = [one for one in json.loads(told)["steps"] if not _left_out(one, without)]
    office = Office(
        code="450405101999",
        name="正阳村人民调解委员会",
        number_prefix="正阳",
        phone="0774-3800001",
        director="李秀兰",
    )
    begin = datetime(2024, 6, 3, 8, 30, tzinfo=CHINA)
    made = new_desk(
        folder / "desk",
        office,
        Operator(name="黄文德"),
        PASSPHRASE,
        places=PLACES,
        clock=Clock.typed(begin.replace(tzinfo=None)),
        cost=Cost(8, 1),
    )
    props = Props.make(PLACES.fonts, office.name, begin)
    player = Player(made.desk, props, Shelf(folder / "shelf", "", ""))
    for _line in player.play({"steps": steps}):
        pass
    made.desk.close()
    return Played(folder / "desk", props)


def case_of(desk: Desk) -> CaseFile:
    """Return the desk's one case as it stands."""
    (line,) = list_cases(desk.store)
    return read_case_file(desk.store, line.id)


def _left_out(step: dict[str, Any], without: tuple[str, ...]) -> bool:
    if step["step"] in {"packet", "refused", "answer", "receipt"}:
        return True
    about = step.get("about", "")
    told = (step["step"], step.get("paper", ""), about if isinstance(about, str) else "")
    return " ".join(filter(None, told)) in without
