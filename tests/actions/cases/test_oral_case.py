"""An oral agreement asks for at most twelve typed fields: counted at the real intake."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.app.opened.elements import OpenedElements
from mediatordesk.core.errors import DeskError
from mediatordesk.store import read_case_file
from tests.actions.scenario_files import gutter
from tests.actions.template_desks import PLACES, laptop

PICKED = {"pack", "role", "kind", "dispute_type", "rights_notice", "personal_information"}
"""Chosen from a list or ticked; the rest of the first screen is typed, or known of the office."""
KNOWN = {"committee", "mediator", "recorder", "registrar"}
Spot = tuple[str | int, ...]


def intake() -> dict[str, Any]:
    """Return scenario 3's intake without what the office knows already."""
    [path] = PLACES.scenarios.glob("3-*.json")
    entered = json.loads(path.read_text(encoding="utf-8"))["steps"][0]["with"]
    return {name: one for name, one in entered.items() if name not in KNOWN}


def typed(entered: Any, spot: Spot = ()) -> Iterator[Spot]:
    """Yield where each thing stands that somebody types."""
    if isinstance(entered, dict):
        for name, one in entered.items():
            if name not in PICKED:
                yield from typed(one, (*spot, name))
    elif isinstance(entered, list):
        for n, one in enumerate(entered):
            yield from typed(one, (*spot, n))
    else:
        yield spot


def without(entered: dict[str, Any], spot: Spot) -> dict[str, Any]:
    """Return an intake in which one thing was not typed."""
    less = copy.deepcopy(entered)
    place: Any = less
    for name in spot[:-1]:
        place = place[name]
    del place[spot[-1]]
    return less


def _taken(desk: Desk, entered: dict[str, Any]) -> bool:
    """Tell whether the intake takes it, and nothing stops the agreement."""
    try:
        case = add_case(desk, entered).case
    except DeskError:
        return False
    file = read_case_file(desk.store, case.id)
    return not any(one.blocks for one in check_case(desk, file, "sign"))


def test_twelve_fields_are_enough_and_the_page_of_elements_asks_no_more(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", gutter())
    assert len(tuple(typed(intake()))) <= 12
    added = add_case(desk, intake())
    assert added.findings == ()
    file = read_case_file(desk.store, added.case.id)
    for stage in ("intake", "session", "sign"):
        assert check_case(desk, file, stage) == (), stage
    asked = OpenedElements(desk).elements(added.case.id)
    assert asked, "the pack has fields"
    assert [one.ask.label for one in asked if one.missing] == []
    assert make_paper(desk, file, "D18", about=file.agreements[0].id).pdf.startswith(b"%PDF")
    desk.store.close()


def test_what_is_typed_is_needed(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", gutter())
    idle = [spot for spot in typed(intake()) if _taken(desk, without(intake(), spot))]
    # The day of agreement is today's unless another is typed; a number may be unknown.
    assert len(idle) <= 3, idle
    assert not any("name" in spot or "text" in spot for spot in idle)
    desk.store.close()
