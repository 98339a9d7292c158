"""The court's answer closes the loop: noted once, with all that follows from it by law."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.handover.exports import export_packet
from mediatordesk.actions.handover.handovers import RECEIPT, note_handed_over
from mediatordesk.actions.handover.received_answers import (
    ImpossibleDay,
    Noted,
    NotOurPacket,
    TooEarlyEnd,
    WrongNumber,
    note_answer,
)
from mediatordesk.core.entries import BadEntry, FieldMissing, UnknownField
from mediatordesk.core.errors import DeskError
from mediatordesk.core.handovers import AnswerOutcome
from mediatordesk.documents.incoming import MissingFile

from .played_desks import COURT, Played, case_of

SCHEMA = Path(__file__).parents[3] / "docs/formats/answer.schema.json"
NUMBER = "（2025）桂0405诉前调确12号"
NOW = datetime(2025, 6, 10, 9, 0)  # noqa: DTZ001 - China's, as --now is typed


@pytest.fixture(scope="module")
def handed(court_case: Played, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return a desk that has handed a packet to the court on 2025-05-12."""
    place = tmp_path_factory.mktemp("handed")
    desk = court_case.opened(place)
    made = export_packet(desk, case_of(desk), "court", receiver=COURT)
    note_handed_over(desk, case_of(desk), "court", made)
    desk.close()
    return Played(place / "desk", court_case.props)


@pytest.fixture
def desk(handed: Played, tmp_path: Path) -> Iterator[Desk]:
    desk = handed.opened(tmp_path, NOW)
    yield desk
    desk.close()


def answer(desk: Desk, **told: Any) -> dict[str, Any]:
    """Return an answer to the packet: the court confirms, unless told otherwise."""
    usual = {
        "packet": case_of(desk).handovers[0].sha256,
        "outcome": "confirmed",
        "number": NUMBER,
        "decided_on": "2025-05-20",
    }
    return {name: said for name, said in {**usual, **told}.items() if said is not None}


def note(desk: Desk, beside: Path | None = None, **told: Any) -> Noted:
    return note_answer(desk, case_of(desk), answer(desk, **told), beside=beside)


def periods(desk: Desk) -> dict[str, tuple[date, date | None]]:
    """Return the periods of the case: code → last day, and the day it was met."""
    return {one.code: (one.due_on, one.met_on) for one in case_of(desk).periods}


def test_a_confirmation_ends_what_ran_and_begins_objection_and_enforcement(desk: Desk) -> None:
    note(desk, received_on="2025-05-22")
    file, runs = case_of(desk), periods(desk)
    assert file.answers[0].outcome is AnswerOutcome.CONFIRMED
    assert file.answers[0].agreement_id == file.agreements[0].id
    assert file.elements["confirmation_result"] == "confirmed"
    assert file.elements["ruling_no"] == NUMBER
    assert runs["T11"][1] == runs[RECEIPT][1] == date(2025, 5, 22)
    assert runs["T13"] == (date(2025, 6, 6), None)
    assert runs["T14"][1] is None  # two years from the last instalment, 2025-06-20
    assert runs["T14"][0] >= date(2027, 6, 20)


def test_acceptance_begins_the_courts_own_period_and_the_ruling_ends_it(desk: Desk) -> None:
    note(desk, outcome="accepted", number=None, decided_on="2025-05-14", received_on="2025-05-14")
    runs = periods(desk)
    assert runs["T11"][1] == date(2025, 5, 14)
    assert runs["T12"] == (date(2025, 5, 29), None)
    note(desk, received_on="2025-05-21")
    assert periods(desk)["T12"][1] == date(2025, 5, 21)
    assert [one.outcome.value for one in case_of(desk).answers] == ["accepted", "confirmed"]


@pytest.mark.parametrize("outcome", ["rejected", "not_accepted"])
def test_after_a_refusal_nothing_can_be_enforced_or_objected_to(desk: Desk, outcome: str) -> None:
    note(desk, outcome=outcome, reason="内容不明确", received_on="2025-05-22")
    runs = periods(desk)
    assert runs["T11"][1] == date(2025, 5, 22)
    assert not runs.keys() & {"T13", "T14"}
    assert case_of(desk).elements["confirmation_result"] == outcome


def test_more_material_has_the_courts_own_last_day(desk: Desk) -> None:
    note(desk, outcome="more_material", number=None, due_on="2025-06-16", decided_on="2025-06-09")
    running = [one for one in case_of(desk).periods if one.met_on is None]
    assert date(2025, 6, 16) in {one.due_on for one in running}
    assert case_of(desk).answers[0].due_on == date(2025, 6, 16)


def test_the_same_answer_twice_changes_nothing(desk: Desk) -> None:
    note(desk)
    before = case_of(desk)
    assert note(desk, number=" (2025)桂0405诉前调确12号 ").change is None
    assert case_of(desk) == before


def test_the_ruling_itself_is_kept_from_beside_the_file(desk: Desk, tmp_path: Path) -> None:
    ruling = tmp_path / "裁定书 O'Brien.txt"
    ruling.write_text("民事裁定书", encoding="utf-8")
    note(desk, tmp_path, document=ruling.name)
    (one,) = case_of(desk).answers
    assert bytes_of(desk, one.case_id, one.document_sha256) == ruling.read_bytes()
    assert note(desk, tmp_path, document=ruling.name).change is None


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"packet": "0" * 64}, NotOurPacket),
        ({"packet": "桂"}, NotOurPacket),
        ({"number": "12号"}, WrongNumber),
        ({"number": "（2025）桂0405诉前调确0号"}, WrongNumber),
        ({"number": "（2026）桂0405诉前调确12号"}, WrongNumber),
        ({"number": "（2025）桂0405诉前调确12号<script>"}, WrongNumber),
        ({"number": None}, FieldMissing),
        ({"decided_on": "2025-05-11"}, ImpossibleDay),
        ({"decided_on": "2025-06-11"}, ImpossibleDay),
        ({"decided_on": "2025-02-30"}, BadEntry),
        ({"decided_on": 20250520}, BadEntry),
        ({"received_on": "2025-05-19"}, BadEntry),
        ({"outcome": "won"}, BadEntry),
        ({"outcome": "more_material", "number": None}, FieldMissing),
        ({"outcome": "more_material", "number": None, "due_on": "2025-05-19"}, TooEarlyEnd),
        ({"judge": "覃𬭎"}, UnknownField),
        ({"document": "../../etc/passwd"}, BadEntry),
        ({"document": "没有.pdf"}, MissingFile),
    ],
)
def test_what_cannot_be_an_answer_changes_nothing(
    desk: Desk, tmp_path: Path, told: dict[str, Any], refusal: type[DeskError]
) -> None:
    before = case_of(desk)
    with pytest.raises(refusal):
        note(desk, tmp_path, **told)
    assert case_of(desk) == before


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ({}, True),
        ({"outcome": "accepted", "number": None}, True),
        ({"outcome": "more_material", "number": None, "due_on": "2025-06-16"}, True),
        ({"outcome": "more_material", "number": None}, False),
        ({"number": None}, False),
        ({"packet": "0"}, False),
        ({"judge": "覃𬭎"}, False),
        ({"document": "../x.pdf"}, False),
    ],
)
def test_the_schema_says_the_same(told: dict[str, Any], fits: bool) -> None:
    usual = {"packet": "0a" * 32, "outcome": "confirmed", "number": NUMBER}
    wanted = {**usual, "decided_on": "2025-05-20", **told}
    answer = {name: said for name, said in wanted.items() if said is not None}
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(answer) is fits
