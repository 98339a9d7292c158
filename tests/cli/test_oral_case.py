"""Scenario 3 word for word at the command line, and the settings of an office that touch it."""

from pathlib import Path
from typing import Any

import pypdfium2

from .commands import TypedDesk
from .intakes import gutter, with_party

DAY, LATER = ("--now", "2025-03-10T15:00"), ("--now", "2025-03-21T10:00")


def stamped(desk: TypedDesk, case: str, picture: Path, when: tuple[str, str]) -> None:
    """Sign the register form as mediator, and put the seal on it."""
    for who in ("黄文德", "正阳村人民调解委员会"):
        desk.ask("sign", "add", case, "D18", "--who", who, "--image", picture, *when)


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def test_a_quarrel_agreed_on_the_spot_from_the_counter_to_the_archive(
    desk: TypedDesk, tmp_path: Path, signature: Path
) -> None:
    added = desk.ask("case", "add", desk.written(gutter()), *DAY)
    assert added["findings"] == []
    case = added["case"]
    assert added["number"] == "（2025）正阳人调字第1号"
    for stage in ("intake", "session", "sign"):
        asked = desk.ask("case", "check", case, "--for", stage, *DAY)
        assert (asked["blocked"], asked["findings"]) == (False, []), stage
    wanted = desk.ask("case", "check", case, "--for", "archive", *DAY)["findings"]
    assert [one["code"] for one in wanted if one["level"] == "B"] == ["D18"]
    [form] = desk.ask("paper", "make", case, "D18", "--to", tmp_path, *DAY)["files"][:1]
    printed = words_of(next(tmp_path.glob("*D18*.pdf")))
    for word in ("黎桂英", "莫志强", "黄文德", "2025年3月20日"):
        assert word in printed, form
    stamped(desk, case, signature, DAY)
    done: dict[str, Any] = {"obligation": 1, "performed_on": "2025-03-20", "proof": "现场查看"}
    desk.ask("case", "do", case, "perform", "--with", desk.written(done), *LATER)
    seen = {"reason": "口头协议履行情况", "findings": "雨水槽已装好。", "performed": True}
    desk.ask("case", "do", case, "visit", "--with", desk.written(seen), *LATER)
    desk.ask("paper", "make", case, "D23", *LATER)
    desk.ask("sign", "add", case, "D23", "--who", "黄文德", "--image", signature, *LATER)
    desk.ask("case", "do", case, "close", *LATER)
    checked = desk.ask("case", "check", case, "--for", "archive", *LATER)
    assert (checked["blocked"], checked["findings"]) == (False, [])
    shown = desk.ask("case", "show", case)
    assert shown["agreement"]["effective_on"] == "2025-03-10"
    assert shown["case"]["status"] == "closed"


def test_an_odd_seventeenth_digit_is_named(desk: TypedDesk) -> None:
    wrong = with_party(gutter(), 0, sex="女", id_number="450405199001010111")
    [odd] = desk.ask("case", "add", desk.written(wrong), *DAY)["findings"]
    assert (odd["code"], odd["level"]) == ("I01", "W")
    assert "第17位是 1" in odd["why"]
    assert "奇数" in odd["why"]


def test_an_office_may_want_deferred_promises_in_writing(desk: TypedDesk) -> None:
    case = desk.add(gutter(), *DAY)

    def told() -> list[str]:
        found = desk.ask("case", "check", case, "--for", "sign", *DAY)["findings"]
        return [one["code"] for one in found]

    assert told() == [], "the office leaves deferred performance out"
    rule = ("desk", "set", "setting", "force_written_if")
    reason = ("--reason", "村民会议2025年2月决议 a<b")
    desk.ask(*rule, "deferred_performance、complex", *reason)
    assert told() == ["O01"]
    desk.ask(*rule, "complex", *reason)
    assert told() == []
