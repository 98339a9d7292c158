"""paper batch: one paper for each, all in one file to print, and nobody's failure is another's."""

import copy
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from .commands import TypedDesk
from .intakes import wages

NOW = ("--now", "2025-04-07T09:00")
HARD = ("覃𬭎", "Nguyễn Văn Đức", "O'Brien 与 Sons", "a<b", "李雪", "李雪")


def neighbours(names: tuple[str, ...] = HARD) -> dict[str, Any]:
    """Return the intake of a dispute with many applicants of one family."""
    intake = wages()
    first = intake["parties"][0]
    intake["parties"][:1] = [dict(copy.deepcopy(first), name=name) for name in names]
    return intake


@pytest.fixture
def many(desk: TypedDesk) -> str:
    """Return a case with six applicants, two of the same name, that was accepted."""
    case = desk.add(neighbours(), *NOW)
    desk.done(case, "accept")
    return case


def batch(desk: TypedDesk, case: str, to: Path, *more: object) -> Mapping[str, Any]:
    """Make the notice of acceptance for each party, two processes at work."""
    made: Mapping[str, Any] = desk.ask(
        "paper",
        "batch",
        case,
        "D05",
        "--each",
        "party",
        "--to",
        to,
        "--processes",
        "2",
        *more,
        *NOW,
    )
    return made


def pages(path: str) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_everybody_gets_a_paper_and_all_of_them_one_file_to_print(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    to = tmp_path / "通知 书"
    said = batch(desk, many, to)
    assert said["failed"] == []
    assert [one["name"] for one in said["made"]] == [
        *HARD[:5],
        "李雪（2）",
        "梧州市某塑料制品有限公司",
    ]
    files = [Path(name) for one in said["made"] for name in one["files"]]
    assert len({*files}) == 14
    assert all(file.parent == to and file.stat().st_size for file in files)
    assert pages(said["print"]) == sum(one["pages"] for one in said["made"])
    kept = desk.ask("case", "show", many)["papers"]
    assert len(kept) == 7
    assert {one["version"] for one in kept} == {1}


def test_two_people_of_one_name_get_a_notice_each_with_their_own_number(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    batch(desk, many, tmp_path / "a")
    about = [one["about"] for one in desk.ask("case", "show", many)["papers"]]
    assert len(about) == len({*about})


def test_copies_and_empty_backs_are_in_the_file_to_print(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    said = batch(desk, many, tmp_path / "a", "--copies", "2", "--two-sided")
    single = sum(one["pages"] + one["pages"] % 2 for one in said["made"])
    assert pages(said["print"]) == 2 * single
    whole, parts = Path(said["print"]), [Path(one["files"][1]) for one in said["made"]]
    # A second copy is the same page once more, not its fonts once more.
    assert whole.stat().st_size < 1.2 * sum(part.stat().st_size for part in parts)


def test_who_cannot_be_printed_is_named_and_the_others_get_their_paper(
    desk: TypedDesk, tmp_path: Path
) -> None:
    case = desk.add(neighbours(("覃𬭎", "\U00013000\U00013001", "李雪")), *NOW)
    desk.done(case, "accept")
    to = tmp_path / "a"
    said = desk("paper", "batch", case, "D05", "--each", "applicant", "--to", to, *NOW)
    assert said.code == 1
    assert [one["name"] for one in said.data["made"]] == ["覃𬭎", "李雪"]
    [failed] = said.data["failed"]
    assert failed["name"] == "\U00013000\U00013001"
    assert failed["why"]


def test_a_second_run_makes_only_what_has_changed(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    first = batch(desk, many, tmp_path / "a")
    log = desk.saved()[0]
    again = batch(desk, many, tmp_path / "b")
    assert all(one["earlier"] for one in again["made"])
    assert desk.saved()[0] == log
    for one, other in zip(first["made"], again["made"], strict=True):
        both = [Path(made["files"][1]).read_bytes() for made in (one, other)]
        assert both[0] == both[1]


def test_for_each_what_is_asked_when_the_paper_is_not_made_for_such(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    to = tmp_path / "a"
    for code, each in (
        ("D04", "party"),
        ("D05", "agreement"),
        ("D05", "nobody"),
        ("D05", "creditor"),
    ):
        desk("paper", "batch", many, code, "--each", each, "--to", to, *NOW).complaint()
    assert not to.exists()


def test_creditors_are_parties_of_their_own_kind(desk: TypedDesk, tmp_path: Path) -> None:
    intake = neighbours(("覃𬭎", "李雪"))
    for party in intake["parties"][:2]:
        party["role"] = "creditor"
    intake["parties"].append(dict(intake["parties"][0], name="黎桂英", role="applicant"))
    case = desk.add(intake, *NOW)
    desk.done(case, "accept")
    to = tmp_path / "a"
    said = desk.ask("paper", "batch", case, "D05", "--each", "creditor", "--to", to, *NOW)
    assert [one["name"] for one in said["made"]] == ["覃𬭎", "李雪"]
    with pikepdf.open(io.BytesIO(Path(said["print"]).read_bytes())) as printed:
        assert len(printed.pages) >= 2
