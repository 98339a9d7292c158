import copy
import json
from typing import Any

import pytest

from tests.packets.bad_packets import TOP, opened
from tests.packets.case_schema import SCHEMA, documented, misfits


@pytest.fixture
def told(packet: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(opened(packet)[TOP + "data/case.json"])
    return content


def test_what_a_packet_tells_is_as_documented(told: dict[str, Any]) -> None:
    assert misfits(told) == []


def test_a_case_without_an_agreement_is_told_too(told: dict[str, Any]) -> None:
    assert misfits(told | {"case": told["case"] | {"agreement": None, "last_day": []}}) == []


WRONG: dict[str, Any] = {
    "amount": 20000.0,
    "due_on": "2025年5月20日",
    "role": "plaintiff",
    "state": "paid",
    "sha256": "AB" * 32,
    "made_at": "2025-05-06",
    "format": "mediatordesk-packet/2",
}


@pytest.mark.parametrize("key", WRONG)
def test_what_is_written_otherwise_is_found(told: dict[str, Any], key: str) -> None:
    assert misfits(with_every(told, key, WRONG[key]))


def with_every(content: Any, key: str, value: object) -> Any:
    """Return the content with this value wherever the key stands."""
    if isinstance(content, list):
        return [with_every(one, key, value) for one in content]
    if not isinstance(content, dict):
        return content
    return {
        name: value if name == key else with_every(one, key, value) for name, one in content.items()
    }


def test_a_key_that_is_not_documented_is_found_by_us_and_passed_by_readers(
    told: dict[str, Any],
) -> None:
    more = copy.deepcopy(told)
    more["case"]["minutes"] = "不该移交"
    assert misfits(more)
    assert misfits(more, strictly=False) == []


def test_the_table_for_people_names_every_key() -> None:
    table = SCHEMA.with_name("packet.md").read_text(encoding="utf-8")
    parts = [documented(), *documented()["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}
    assert {key for key in keys if f"`{key}`" not in table} == set()
