"""The director's word on words that no approved wording covers: check, release, sign, show."""

from pathlib import Path

import pytest

from .commands import TypedDesk, typed
from .intakes import premiums

NOW = ("--now", "2024-06-12T11:00")
WORDS = "双方同意社保事宜按税务机关的核定处理，O'Brien & Sons 协助 a<b"
OTHER = "双方同意社保事宜另行商量"
WHY = "已与税务机关逐项核对"
COMPANY = "梧州市某塑料制品有限公司"


def clause(text: str) -> dict[str, object]:
    """Return the entries of an agreement of one clause."""
    owed = {"obligor": COMPANY, "obligee": "覃𬭎", "action": "申请办理补缴", "due_on": "2024-06-28"}
    clauses = [{"kind": "action", "text": text}]
    return {"agreed_on": "2024-06-12", "clauses": clauses, "obligations": [owed]}


@pytest.fixture
def case(desk: TypedDesk) -> str:
    """Return a premium case with an agreement in words that nobody approved."""
    made = desk.add(premiums(), "--now", "2024-06-03T09:00")
    for step, entries in (("accept", {}), ("agree", clause(WORDS))):
        desk.ask("case", "do", made, step, "--with", desk.written(entries), *NOW)
    return made


def said(desk: TypedDesk, *words: object) -> str:
    """Return what a command says to people."""
    answer = typed(*words, "--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    assert answer.code == 0, answer.err
    return answer.out


def release(desk: TypedDesk, case: str) -> object:
    """Note the director's word."""
    return desk.ask("case", "release", case, "--reason", WHY, "--director", "黄文德", *NOW)


def test_check_says_which_clause_waits_for_the_director(desk: TypedDesk, case: str) -> None:
    told = desk.ask("case", "check", case, "--for", "sign", *NOW)
    assert told["blocked"]
    assert told["awaits_director"] == ["SW12"]
    waiting = [one for one in told["findings"] if one["needs_director"]]
    [agreed] = desk.ask("case", "show", case)["clauses"]
    for one in waiting:
        assert (one["level"], one["released"], one["release"]) == ("W", False, None)
        assert one["clause"] == {"id": agreed["id"], "number": 1, "field": ""}
        assert one["quote"] in WORDS
    assert not [one for one in told["findings"] if one["level"] != "W"]


def test_check_says_to_people_that_the_director_is_needed(desk: TypedDesk, case: str) -> None:
    lines = said(desk, "case", "check", case, "--for", "sign", *NOW).splitlines()
    waits = [one for one in lines if "SW12" in one]
    assert waits
    assert all("1" in one and ("负责人" in one or "director" in one) for one in waits)
    assert "case release" in lines[-1]


def test_nobody_signs_until_the_director_has_read_the_words_and_again_once_they_changed(
    desk: TypedDesk, case: str, signature: Path
) -> None:
    sign = ("sign", "add", case, "D17", "--who", "覃𬭎", "--image", signature, *NOW)
    desk.ask("paper", "make", case, "D17", *NOW)
    happened, _kept, to_do = desk(*sign).complaint()
    assert WORDS in happened
    assert "case release" in to_do
    assert desk.ask("case", "show", case)["signatures"] == []
    release(desk, case)
    desk.do(case, "reword", {"clause": 1, "text": OTHER, "kind": "action"})
    desk.ask("paper", "make", case, "D17", *NOW)
    assert OTHER in desk(*sign).complaint()[0]
    release(desk, case)
    desk.ask(*sign)
    [signed] = desk.ask("case", "show", case)["signatures"]
    assert signed["name"] == "覃𬭎"


def test_a_release_is_told_with_its_words_in_the_answer_the_case_and_the_log(
    desk: TypedDesk, case: str
) -> None:
    answer = desk.ask("case", "release", case, "--reason", WHY, "--director", "黄文德", *NOW)
    [let_go] = answer["released"]
    assert (let_go["codes"], let_go["words"]) == (["SW12"], WORDS)
    shown = desk.ask("case", "show", case)
    [kept] = shown["releases"]
    assert (kept["director"], kept["reason"], kept["words"]) == ("黄文德", WHY, WORDS)
    wrote = [one for entry in shown["history"] for one in entry["wrote"]]
    [logged] = [one["fields"] for one in wrote if one["table"] == "release"]
    assert (logged["words"], logged["director"], logged["reason"]) == (WORDS, "黄文德", WHY)
    assert f"「{WORDS}」  {WHY}" in said(desk, "case", "show", case)
    told = desk.ask("case", "check", case, "--for", "sign", *NOW)
    assert (told["blocked"], told["awaits_director"]) == (False, [])
    released = [one["release"] for one in told["findings"] if one["released"]]
    assert released
    assert all((one["director"], one["reason"]) == ("黄文德", WHY) for one in released)
    assert WHY in said(desk, "case", "check", case, "--for", "sign", *NOW)


def test_nothing_is_released_twice(desk: TypedDesk, case: str) -> None:
    release(desk, case)
    again = desk("case", "release", case, "--reason", WHY, "--director", "黄文德", *NOW)
    assert len(again.complaint()) == 3


def test_a_word_without_a_director_is_refused(desk: TypedDesk, case: str) -> None:
    refused = desk("case", "release", case, "--reason", WHY, *NOW)
    assert "director" in refused.complaint()[0]


def test_one_finding_is_released_by_its_code_and_no_other(desk: TypedDesk, case: str) -> None:
    words = "O'Brien & Sons 确认双方解除婚姻关系 a<b"
    entries = clause(words) | {"confirmation_wanted": True}
    desk.ask("case", "do", case, "agree", "--with", desk.written(entries), *NOW)
    told = desk.ask("case", "check", case, "--for", "court", *NOW)
    found = [one for one in told["findings"] if one["code"] == "C355" and one["releasable"]]
    assert [one["level"] for one in found] == ["B"]
    word = ("--reason", "引述离婚判决", "--director", "覃𬭎", *NOW)
    released = desk.ask("case", "release", case, "--code", "C355", *word)["released"]
    assert [(one["codes"], one["words"]) for one in released] == [(["C355"], words)]
    after = desk.ask("case", "check", case, "--for", "court", *NOW)
    [single] = [one for one in after["findings"] if one["code"] == "C355" and one["release"]]
    assert single["release"]["director"] == "覃𬭎"
    assert after["awaits_director"] == ["SW12"], "what was not named still waits"


def test_what_has_to_be_corrected_is_not_released(desk: TypedDesk, case: str) -> None:
    refused = desk("case", "release", case, "--code", "C33", "--reason", WHY, *NOW)
    assert "C33" in refused.complaint()[0]


def test_the_check_before_the_court_tells_files_and_time(desk: TypedDesk, case: str) -> None:
    told = desk.ask("case", "check", case, "--for", "notary", *NOW)
    [before] = told["preflight"]
    assert (before["way"], before["ready"]) == ("notary", False)
    files = {one["code"]: one for one in before["files"]}
    assert files["J02"]["missing"]
    assert {"code", "due_on", "safe_on", "days"} <= before["periods"][0].keys()
    lines = said(desk, "case", "check", case, "--for", "notary", *NOW)
    assert "赋强公证需要" in lines or "files for 赋强公证" in lines
