"""case add, list, show, set, do, check and file add: what scripts may count on."""

import io
import json
from typing import Any

import pytest

from .commands import HARD_NAMES, TypedDesk, typed
from .intakes import gutter, premiums, wages, with_party

AGREED: dict[str, Any] = {
    "agreed_on": "2025-04-29",
    "clauses": [
        {
            "kind": "payment",
            "text": "公司不迟于2025年5月20日（含当日）支付20,000.00元（人民币贰万元整）",
        }
    ],
    "obligations": [
        {
            "obligor": "梧州市某塑料制品有限公司",
            "obligee": "苏美玲",
            "amount": "20000.00",
            "due_on": "2025-05-20",
        }
    ],
}


def test_a_case_is_found_by_its_id_its_number_and_its_mark(desk: TypedDesk) -> None:
    added = desk.ask("case", "add", desk.written(wages()), "--now", "2025-04-07T09:00")
    assert added.keys() >= {"case", "number", "findings"}
    mark = added["number"]
    assert mark == "临-A-0001"
    desk.done(added["case"], "accept")
    shown = desk.ask("case", "show", mark)
    for name in (added["case"], shown["case"]["number"]):
        assert desk.ask("case", "show", name) == shown


def test_case_show_gives_everything_that_scripts_were_promised(desk: TypedDesk) -> None:
    shown = desk.ask("case", "show", desk.add(wages()))
    promised = {"case", "parties", "papers", "deadlines", "agreement", "obligations", "history"}
    assert shown.keys() >= promised
    assert shown["case"]["amount_in_dispute"] == "36500.00"
    assert [one["name"] for one in shown["parties"]] == ["苏美玲", "梧州市某塑料制品有限公司"]


def test_a_case_is_checked_for_every_stage_of_its_pack_and_for_no_other(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    for stage in ("intake", "performance", "police", "abroad"):
        assert "findings" in desk.ask("case", "check", case, "--for", stage), stage
    said = desk("case", "check", case, "--for", "唱歌", "--lang", "en").complaint()
    assert "唱歌" in said[0]
    assert "sign 签署" in said[0]
    assert "court " in said[0]


def test_case_list_finds_by_name_number_status_and_due_day(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.add(gutter(), "--now", "2025-03-10T15:00")
    lines = desk.ask("case", "list")
    assert all(one.keys() >= {"case", "number", "title", "status", "next_due"} for one in lines)
    assert len(lines) == 2
    found = ("--find", "苏美玲"), ("--find", "劳动争议"), ("--status", "registered")
    for words in (*found, ("--find", "苏美玲", "--due-before", "2025-04-30")):
        assert [one["case"] for one in desk.ask("case", "list", *words)] == [case], words
    for words in (("--find", "%"), ("--find", "_"), ("--due-before", "2025-01-01")):
        assert desk.ask("case", "list", *words) == [], words


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_come_back_as_they_were_typed_from_every_text_field(
    desk: TypedDesk, name: str
) -> None:
    texts = ("channel", "facts", "registrar", "committee", "mediator", "recorder")
    party = ("name", "ethnicity", "occupation", "phone", "address", "service_address")
    intake = wages(title=name, requests=[name], **dict.fromkeys(texts, name))
    case = desk.add(with_party(intake, 0, **dict.fromkeys(party, name)))
    shown = desk.ask("case", "show", case)
    kept = name.replace("\t", " ")
    assert {shown["case"][field].replace("\t", " ") for field in (*texts, "title")} == {kept}
    assert {shown["parties"][0][field].replace("\t", " ") for field in party} == {kept}
    assert [one["case"] for one in desk.ask("case", "list", "--find", name)] == [case]


def test_case_add_reads_standard_input(desk: TypedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(wages())))
    assert desk.ask("case", "add", "-")["case"]


def test_one_field_is_set_and_the_answer_is_the_change(desk: TypedDesk) -> None:
    case = desk.add(premiums())
    for field, text in (
        ("title", "覃𬭎 & a<b"),
        ("satisfaction", "satisfied"),
        ("people_count", "3"),
    ):
        answer = desk.ask("case", "set", case, field, text)
        assert [one["table"] for one in answer["change"]["operations"]]
    shown = desk.ask("case", "show", case)
    assert shown["case"]["title"] == "覃𬭎 & a<b"
    assert shown["elements"]["people_count"] == "3"
    desk.ask("case", "set", case, "amount_in_dispute", "2,000.5")
    assert desk.ask("case", "show", case)["case"]["amount_in_dispute"] == "2000.50"


def test_what_is_entered_under_a_typed_time_carries_a_remark_and_the_rest_does_not(
    desk: TypedDesk,
) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.ask("case", "set", case, "channel", "窗口")
    earlier, now = desk.ask("case", "show", case)["history"]
    assert (earlier["entered_later"], earlier["remark"]) == (True, "补录")
    assert (now["entered_later"], now["remark"]) == (False, "")
    assert now["operator"] == "黄文德"


def test_the_effective_day_cannot_be_entered_only_counted(desk: TypedDesk) -> None:
    case = desk.add(wages(), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    before = desk.saved()
    for entries in (AGREED | {"effective_on": "2025-01-01"}, AGREED | {"position": 7}):
        desk.do(case, "agree", entries).complaint()
    desk("case", "set", case, "effective_on", "2025-01-01").complaint()
    assert desk.saved() == before
    desk.done(case, "agree", AGREED)
    assert desk.ask("case", "show", case)["agreement"]["effective_on"] is None


@pytest.fixture(scope="module")
def registered(still: TypedDesk) -> str:
    """Return a case that was only registered."""
    return still.add(wages())


@pytest.fixture(scope="module")
def agreed(still: TypedDesk) -> str:
    """Return a case with an agreement of one payment."""
    case = still.add(wages())
    still.done(case, "accept")
    still.done(case, "agree", AGREED)
    return case


STEPS_THAT_CANNOT_BE: tuple[tuple[str, Any], ...] = (
    ("perform", {"obligation": 1}),
    ("visit", {}),
    ("visit", {"agreement": 2}),
    ("reword", {"clause": 1, "text": "x"}),
    ("reword", {"agreement": "one"}),
    ("accept", {"status": "closed"}),
    ("accept", {"accepted_on": "2020-01-01"}),
    ("accept", {"nonsense": "x"}),
    ("agree", {"clauses": 5}),
    ("agree", {"clauses": ["x"]}),
    ("agree", {"clauses": [{"kind": "payment"}]}),
    ("agree", {"clauses": [{"text": "x", "kind": "gift"}]}),
    ("agree", {"obligations": [{}]}),
    ("agree", {"obligations": [{"obligor": "苏美玲"}]}),
    ("agree", {"obligations": [{"obligor": "苏美玲", "obligee": "nobody"}]}),
    ("agree", {"agreed_on": "tomorrow"}),
    ("agree", {"copies": "many"}),
    ("consent", {"parties": 5, "kind": "rights_notice"}),
    ("consent", {"parties": ["nobody"], "kind": "rights_notice"}),
    ("consent", {"kind": "nothing"}),
    ("consent", {}),
    ("refer", {}),
    ("receive", {}),
    ("receive", {"to_office": "nowhere"}),
    ("session", {"agreed": "yes"}),
    ("session", {"held_at": "2025-01-01"}),
    ("archive", {}),
    ("dance", {}),
)


@pytest.mark.parametrize(("action", "entries"), STEPS_THAT_CANNOT_BE)
def test_a_step_with_wrong_entries_says_so_in_three_lines_and_saves_nothing(
    still: TypedDesk, registered: str, action: str, entries: Any
) -> None:
    before = still.saved()
    still.do(registered, action, entries).complaint()
    assert still.saved() == before


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"obligation": 0},
        {"obligation": 2},
        {"obligation": "x"},
        {"obligation": None},
        {"obligation": 1, "agreement": 0},
        {"obligation": 1, "agreement": 2},
        {"obligation": 1, "amount": "a lot"},
        {"obligation": 1, "performed_on": "5月20日"},
    ],
)
def test_a_performance_names_an_obligation_that_is_there(
    still: TypedDesk, agreed: str, entries: dict[str, Any]
) -> None:
    before = still.saved()
    still.do(agreed, "perform", entries).complaint()
    assert still.saved() == before


def test_case_check_gives_code_level_reason_and_law(desk: TypedDesk) -> None:
    case = desk.add(wages())
    desk.done(case, "accept")
    vague = AGREED | {"clauses": [{"kind": "other", "text": "公司尽快付清"}]}
    desk.done(case, "agree", vague)
    checked = desk.ask("case", "check", case, "--for", "sign")
    assert checked["blocked"]
    [finding] = checked["findings"]
    assert finding.keys() >= {"code", "level", "why", "basis"}
    assert (finding["code"], finding["level"], finding["quote"]) == ("A01", "B", "尽快")
    assert "人民调解法" in finding["basis"]


def test_without_json_people_read_lines(desk: TypedDesk) -> None:
    case = desk.add(wages())
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    for words in (("case", "list"), ("case", "show", case), ("case", "check", case)):
        said = typed(*words, *opening)
        assert (said.code, said.err) == (0, "")
        assert said.out.strip()
        assert "{" not in said.out


def test_what_was_registered_is_named_by_its_number(desk: TypedDesk) -> None:
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    for number in ("临-A-0001", "临-A-0002"):
        said = typed("case", "add", desk.written(wages()), *opening)
        assert number in said.out.splitlines()[0]


def test_a_case_is_shown_to_people_as_a_page(desk: TypedDesk) -> None:
    case = desk.add(wages(mediator="韦 a<b"), "--now", "2025-04-07T09:00")
    desk.done(case, "accept")
    desk.ask("case", "note", case, "--text", "已通知O'Brien & Sons")
    desk.ask("paper", "make", case, "D04")
    shown = desk.ask("case", "show", case)
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    page = typed("case", "show", case, *opening).out
    lines = page.splitlines()
    assert shown["case"]["number"] in lines[0]
    assert shown["case"]["title"] in lines[0]
    assert "已受理" in lines[1]
    assert "韦 a<b" in lines[1]
    for party in shown["parties"]:
        [line] = [line for line in lines if party["id"] in line]
        assert party["name"] in line
        assert "申请人" in line or "被申请人" in line
    waiting = [one for one in shown["deadlines"] if one["met_on"] is None]
    assert waiting
    for one in (*waiting, *shown["papers"]):
        assert one["title"] in page
    assert "D04" in page
    assert "已通知O'Brien & Sons" in page
    assert "黄文德" in lines[-1]


def test_a_case_without_a_number_is_shown_by_its_mark(desk: TypedDesk) -> None:
    case = desk.add(wages())
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file)
    first = typed("case", "show", case, *opening).out.splitlines()[0]
    assert first.startswith("临-A-0001")


def test_an_empty_note_is_refused_in_the_language_of_the_desk(desk: TypedDesk) -> None:
    case = desk.add(wages())
    for words in (("--text", ""), ("--text", " ", "--caucus")):
        assert "text" not in desk("case", "note", case, *words).complaint()[0]


def test_a_long_part_of_the_page_says_what_it_leaves_out_and_all_shows_it(desk: TypedDesk) -> None:
    intake = wages()
    people = [intake["parties"][1] | {"name": f"O'Brien & Sons {n}号"} for n in range(1, 24)]
    case = desk.add(intake | {"parties": [intake["parties"][0], *people]})
    names = {one["name"] for one in desk.ask("case", "show", case)["parties"]}
    opening = ("--desk", desk.folder, "--passphrase-file", desk.passphrase_file, "--lang", "en")
    short = typed("case", "show", case, *opening).out
    whole = typed("case", "show", case, "--all", *opening).out
    assert len(names) == 24
    assert sum(name in line.split("  ") for name in names for line in short.splitlines()) == 20
    assert "… and 4 more, which are shown with --all" in short
    assert all(name in whole for name in names)
    assert "--all" not in whole


def test_a_wrong_step_is_told_all_steps_with_their_words(desk: TypedDesk) -> None:
    case = desk.add(wages())
    happened = desk("case", "do", case, "fly", "--lang", "en").complaint()[0]
    for step in ("accept take the case on", "archive archive the file", "panel 调解组"):
        assert step in happened
