"""paper batch: one paper for each, all in one file to print, and nobody's failure is another's."""

import copy
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.signing import make_test_certificate

from .commands import TypedDesk
from .intakes import gutter, wages

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


@pytest.mark.parametrize(
    "wrong",
    [
        ("--copies", "0"),
        ("--copies", "-1"),
        ("--copies", "100000"),
        ("--copies", "zwei"),
        ("--processes", "0"),
        ("--processes", "17"),
    ],
)
def test_numbers_out_of_bounds_are_wrong_usage(desk: TypedDesk, wrong: tuple[str, str]) -> None:
    said = desk("paper", "batch", "x", "D05", "--each", "party", "--to", "x", *wrong)
    assert said.code == 2
    assert "99" in said.err or "16" in said.err
    assert "invalid" not in said.err


def test_a_paper_made_once_and_a_role_that_nobody_has_are_told_apart(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    def refused(code: str, each: str) -> str:
        said = desk("paper", "batch", many, code, "--each", each, "--to", tmp_path / "a", *NOW)
        return " ".join(said.complaint())

    assert "paper make" in refused("D04", "party")
    nobody = refused("D05", "creditor")
    assert "creditor（债权人）" in nobody
    assert "applicant（申请人）" in nobody
    assert "third_party" not in nobody
    assert "third_party（第三人）" in refused("D05", "nobody")


def test_a_file_that_cannot_be_written_is_named_and_its_paper_is_saved(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    first = batch(desk, many, tmp_path / "a")
    log, to = desk.saved()[0], tmp_path / "b"
    taken = to / Path(first["made"][1]["files"][1]).name
    taken.mkdir(parents=True)
    said = desk("paper", "batch", many, "D05", "--each", "party", "--to", to, *NOW)
    assert said.code == 1
    [failed] = said.data["failed"]
    assert (failed["name"], failed["saved"]) == (HARD[1], True)
    assert taken.name in failed["why"]
    assert len(said.data["made"]) == 7
    assert pages(said.data["print"]) == pages(first["print"])
    taken.rmdir()
    assert all(len(one["files"]) == 2 for one in batch(desk, many, to)["made"])
    assert desk.saved()[0] == log


def test_the_answer_tells_what_is_saved_when_the_file_to_print_cannot_be_written(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    to = tmp_path / "a"
    Path(batch(desk, many, to)["print"]).unlink()
    (to / "000_D05_全部.pdf").mkdir()
    said = desk("paper", "batch", many, "D05", "--each", "party", "--to", to, *NOW)
    assert said.code == 1
    assert len(said.data["made"]) == 7
    assert "print" not in said.data
    assert "000_D05_全部.pdf" in said.data["not_printed"]


def test_a_folder_that_cannot_be_stops_a_batch_before_anything_is_made(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    log = desk.saved()[0]
    to = tmp_path / "file" / "under"
    desk("paper", "batch", many, "D05", "--each", "party", "--to", to, *NOW).complaint()
    assert desk.saved()[0] == log


def test_a_file_to_print_that_lacks_somebody_is_not_called_all(
    desk: TypedDesk, tmp_path: Path
) -> None:
    case = desk.add(neighbours(("覃𬭎", "\U00013000\U00013001", "李雪")), *NOW)
    desk.done(case, "accept")
    to = tmp_path / "a"
    to.mkdir()
    (to / "000_D05_全部.pdf").write_bytes(b"of yesterday")
    said = desk("paper", "batch", case, "D05", "--each", "applicant", "--to", to, *NOW)
    assert said.data["print_lacks"] == ["\U00013000\U00013001"]
    assert [Path(said.data["print"]).name] == [one.name for one in to.glob("000_*")]
    assert "全部" not in said.data["print"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes hear Ctrl-C, also where the tests run in the background and are deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def begun(interruptible: None, desk: TypedDesk, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Begin a batch of 721 as a process of its own, and wait for its first paper."""
    case = desk.add(neighbours(tuple(f"覃𬭎{number}" for number in range(720))), *NOW)
    desk.done(case, "accept")
    to = tmp_path / "a"
    to.mkdir()
    (to / "000_D05_全部.pdf").write_bytes(b"of yesterday")
    words = ["paper", "batch", case, "D05", "--each", "party", "--to", str(to), "--processes", "2"]
    opened = ["--desk", str(desk.folder), "--passphrase-file", str(desk.passphrase_file), *NOW]
    with subprocess.Popen(
        [sys.executable, "-m", "mediatordesk.cli", *words, *opened],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("1/721 ")
        yield process


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("terminal", [True, False], ids=["Ctrl-C", "SIGTERM"])
def test_a_batch_that_is_cancelled_says_how_far_it_came_and_leaves_no_file_to_print(
    begun: subprocess.Popen[str], tmp_path: Path, terminal: bool
) -> None:
    if terminal:
        os.killpg(begun.pid, signal.SIGINT)  # a terminal interrupts the whole group
    else:
        begun.terminate()
    out, err = begun.communicate(timeout=120)
    assert begun.returncode == 1
    assert "Traceback" not in err
    made = len(list((tmp_path / "a").glob("*.pdf")))
    assert 1 <= made < 721
    how_far, what_next = out.splitlines()
    assert "721" in how_far
    assert what_next
    assert not list((tmp_path / "a").glob("000_*"))


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_the_children_of_a_killed_batch_end_and_say_nothing(
    begun: subprocess.Popen[str],
) -> None:
    begun.kill()
    # The children hold the other end of this pipe: it is at its end when they are.
    _out, err = begun.communicate(timeout=120)
    assert "Traceback" not in err


@pytest.mark.filterwarnings("error::UserWarning")
def test_a_signed_and_sealed_agreement_is_printed_as_it_was_signed(
    desk: TypedDesk, signature: Path, tmp_path: Path
) -> None:
    at = ("--now", "2025-03-10T15:20")
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18", *at)
    made = make_test_certificate(
        "正阳村人民调解委员会", "正阳村人民调解委员会", now=datetime(2025, 1, 1, tzinfo=CHINA)
    )
    certificate, words, sealed = (tmp_path / name for name in ("a.p12", "a.txt", "签封.pdf"))
    certificate.write_bytes(made.data)
    words.write_text(made.passphrase + "\n", encoding="utf-8")
    for who in ("黄文德", "committee_seal"):
        desk.ask("sign", "add", case, "D18", "--who", who, "--image", signature, *at)
    by_file = ("--certificate", certificate, "--certificate-passphrase-file", words)
    desk.ask("sign", "seal", case, "D18", *by_file, "--to", sealed, *at)
    each = ("--each", "agreement", "--to", tmp_path / "a", "--copies", "3")
    said = desk.ask("paper", "batch", case, "D18", *each, *at)
    [one] = said["made"]
    assert one["earlier"]
    assert Path(one["files"][1]).read_bytes() == sealed.read_bytes()
    assert pages(said["print"]) == 3 * one["pages"]
    with pikepdf.open(said["print"]) as printed:
        assert "/AcroForm" not in printed.Root
        assert not [page for page in printed.pages if len(page.get("/Annots", []))]


def test_a_paper_made_again_from_the_very_same_is_the_one_there_is(
    desk: TypedDesk, many: str, tmp_path: Path
) -> None:
    made = [desk.ask("paper", "make", many, "D04", "--to", tmp_path / name, *NOW) for name in "ab"]
    assert made[0]["paper"] == made[1]["paper"]
    one, other = ([Path(name).read_bytes() for name in each["files"]] for each in made)
    assert one == other
    desk.ask("case", "set", many, "facts", "又改了。", *NOW)
    desk.ask("paper", "make", many, "D04", *NOW)
    papers = desk.ask("case", "show", many)["papers"]
    assert max(one["version"] for one in papers if one["kind"] == "D04") == 2
