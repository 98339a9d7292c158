"""Intake files: the scenarios' own, and small ones."""

import copy
import json
from typing import Any

from mediatordesk.actions.desks.places import Places


def of_scenario(name: str) -> dict[str, Any]:
    """Return the intake file of a scenario, as it is entered at the counter."""
    [path] = Places.installed().scenarios.glob(f"{name}-*.json")
    scenario = json.loads(path.read_text(encoding="utf-8"))
    entered: dict[str, Any] = copy.deepcopy(scenario["steps"][0]["with"])
    return entered


def wages(**changes: Any) -> dict[str, Any]:
    """Return scenario 8's intake, with other entries where given."""
    return of_scenario("8") | changes


def gutter() -> dict[str, Any]:
    """Return scenario 3's intake: an oral agreement on the spot."""
    return of_scenario("3")


def premiums() -> dict[str, Any]:
    """Return scenario 1's intake: social-insurance premiums."""
    return of_scenario("1")


def with_party(intake: dict[str, Any], number: int, **changes: Any) -> dict[str, Any]:
    """Return an intake in which one party, counted from 0, is changed."""
    changed = copy.deepcopy(intake)
    changed["parties"][number] |= changes
    return changed
