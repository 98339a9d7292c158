"""Scenario 3: a neighbours' quarrel, agreed on the spot."""

from typing import Any

from .journeys import GUTTER, Desk, Played, steps_of, words_of

CHOSEN = {"pack", "role", "kind", "dispute_type", "rights_notice", "personal_information"}
"""What a clerk picks from a list or ticks, once each: not typed."""
FROM_THE_OFFICE = {"committee", "mediator", "recorder", "registrar"}
"""What stands in the form already."""


def typed_fields(entered: Any, name: str = "") -> list[str]:
    """Return the fields that a clerk types into an intake file."""
    if name in CHOSEN | FROM_THE_OFFICE:
        return []
    if isinstance(entered, dict):
        return [field for key, one in entered.items() for field in typed_fields(one, key)]
    if isinstance(entered, list):
        return [field for one in entered for field in typed_fields(one, name)]
    return [name]


def test_at_most_twelve_fields_are_typed_and_two_ticks_set() -> None:
    intake = steps_of("3")[0]["with"]
    assert len(typed_fields(intake)) <= 12, typed_fields(intake)
    ticks = [intake["rights_notice"], intake["personal_information"]]
    assert all(tick["given_at"] and tick["reader"] for tick in ticks)


def test_what_the_office_knows_need_not_be_entered(desk: Desk) -> None:
    intake = steps_of("3")[0]["with"]
    short = {name: one for name, one in intake.items() if name not in FROM_THE_OFFICE}
    shown = desk("case", "show", desk.add(short, "2025-03-10T15:00")).data["case"]
    assert shown["committee"] == "正阳村人民调解委员会"
    assert shown["mediator"]


def test_only_the_oral_form_is_asked_for(desk: Desk) -> None:
    case = desk.add(steps_of("3")[0]["with"], "2025-03-10T15:00")
    now = ("--now", "2025-03-10T15:10")
    assert desk("case", "check", case, "--for", "sign", *now).data["findings"] == []
    asked = desk("case", "check", case, "--for", "archive", *now).data["findings"]
    named = {one["code"] for one in asked if one["level"] == "B"}
    assert "D18" in named
    assert not named & {"D03", "D04", "D15", "D07", "D37", "D41"}


def test_the_form_holds_the_agreement_and_replaces_the_others(demo: Played, seen: Desk) -> None:
    [form] = demo.papers("3", "D18")
    words = words_of(form)
    for word in ("黎桂英", "莫志强", "2025年3月20日", "黄文德"):
        assert word in words
    kinds = {one["kind"] for one in seen("case", "show", GUTTER).data["papers"]}
    assert kinds == {"D18", "D23"}


def test_it_took_effect_the_same_day_and_its_archive_is_clean(seen: Desk) -> None:
    shown = seen("case", "show", GUTTER).data
    assert shown["agreement"]["effective_on"] == "2025-03-10"
    assert shown["case"]["status"] == "archived"
    now = ("--now", "2025-03-21T10:30")
    checked = seen("case", "check", GUTTER, "--for", "archive", *now).data
    assert (checked["blocked"], checked["findings"]) == (False, [])


def test_it_cannot_go_to_the_court(seen: Desk) -> None:
    packet = seen.folder.parent / "oral.zip"
    export = ("packet", "export", GUTTER, "--for", "court", "--to", packet)
    assert "O02" in seen(*export, "--now", "2025-03-21T11:00").happened
    assert not packet.exists()
