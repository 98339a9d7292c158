"""paper templates, template, adopt: a clerk's own form through the command line."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from .commands import TypedDesk
from .intakes import wages

NOW = ("--now", "2025-04-07T09:00")


@pytest.fixture
def form(desk: TypedDesk, tmp_path: Path) -> Path:
    """Return the standard form of the notice of acceptance, saved as Word in a folder with 空格."""
    path = tmp_path / "我的 forms" / "受理 通知书.docx"
    desk.ask("paper", "template", "D05", "--to", path)
    return path


def edited(path: Path, line: str) -> Path:
    """Add a line to a Word file, as a clerk does."""
    document = docx.Document(str(path))
    document.add_paragraph(line)
    document.save(str(path))
    return path


def own(desk: TypedDesk, code: str = "D05") -> dict[str, object] | None:
    [line] = [one for one in desk.ask("paper", "templates", *NOW) if one["paper"] == code]
    edition: dict[str, object] | None = line["edition"]
    return edition


def test_a_form_is_exported_edited_adopted_and_printed(
    desk: TypedDesk, form: Path, tmp_path: Path
) -> None:
    assert own(desk) is None
    edited(form, "正阳村专用 {{案件编号}}")
    adopted = desk.ask("paper", "adopt", form, "--as", "D05", *NOW)
    assert adopted["edition"]["number"] == 1
    assert own(desk) == adopted["edition"]
    case = desk.add(wages(), *NOW)
    desk.done(case, "accept")
    made = desk.ask("paper", "make", case, "D05", "--about", "苏美玲", "--to", tmp_path, *NOW)
    word = next(Path(name) for name in made["files"] if name.endswith(".docx"))
    assert "正阳村专用" in docx.Document(BytesIO(word.read_bytes())).paragraphs[-1].text
    assert desk.ask("desk", "check")["ok"]


def test_a_form_with_faults_is_not_adopted_and_every_fault_is_told(
    desk: TypedDesk, form: Path
) -> None:
    edited(form, "{{没有这个}}")
    edited(form, "{{也没有那个}}")
    before = desk.saved()
    said = desk("paper", "adopt", form, "--as", "D05", *NOW)
    assert said.code == 1
    assert not said.data["ok"]
    told = "".join(one["why"] for one in said.data["findings"])
    assert "没有这个" in told
    assert "也没有那个" in told
    assert desk.saved() == before
    assert own(desk) is None


def test_the_standard_form_comes_back_from_a_day_on(desk: TypedDesk, form: Path) -> None:
    desk.ask("paper", "adopt", edited(form, "甲"), "--as", "D05", *NOW)
    day = ("--from", "2025-05-01")
    assert desk.ask("paper", "adopt", "--withdraw", "--as", "D05", *day, *NOW)["edition"][
        "standard"
    ]
    assert own(desk) is not None
    [line] = [one for one in desk.ask("paper", "templates", *NOW) if one["coming"]]
    assert (line["paper"], line["coming"]["from"]) == ("D05", "2025-05-01")
    later = desk.ask("paper", "templates", "--now", "2025-05-01T00:00")
    assert all(one["edition"] is None for one in later)


def test_the_own_form_is_exported_and_on_request_the_standard_one(
    desk: TypedDesk, form: Path, tmp_path: Path
) -> None:
    shipped = form.read_bytes()
    desk.ask("paper", "adopt", edited(form, "甲"), "--as", "D05", *NOW)
    mine, standard = tmp_path / "mine.docx", tmp_path / "standard.docx"
    assert not desk.ask("paper", "template", "D05", "--to", mine, *NOW)["standard"]
    assert docx.Document(str(mine)).paragraphs[-1].text == "甲"
    assert desk.ask("paper", "template", "D05", "--to", standard, "--standard", *NOW)["standard"]
    assert standard.read_bytes() == shipped


def test_a_form_that_was_edited_is_not_overwritten_unless_told(desk: TypedDesk, form: Path) -> None:
    desk.ask("paper", "template", "D05", "--to", form)
    shipped = form.read_bytes()
    mine = edited(form, "甲").read_bytes()
    assert form.name in desk("paper", "template", "D05", "--to", form).complaint()[0]
    assert form.read_bytes() == mine
    desk.ask("paper", "template", "D05", "--to", form, "--force")
    assert form.read_bytes() == shipped


@pytest.mark.parametrize(
    "words",
    [
        ("adopt", "--as", "D05"),
        ("adopt", "x.docx", "--withdraw", "--as", "D05"),
        ("adopt", "x.docx"),
        ("template", "D05"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told(desk: TypedDesk, words: tuple[str, ...]) -> None:
    assert desk("paper", *words).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("adopt", "nowhere.docx", "--as", "D05"),
        ("adopt", "nowhere.docx", "--as", "D99"),
        ("adopt", "--withdraw", "--as", "D05"),
        ("adopt", "--withdraw", "--as", "D99"),
        ("template", "D99", "--to", "x.docx"),
        ("template", "D05", "--pack", "none", "--to", "x.docx"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_in_three_lines(
    desk: TypedDesk, words: tuple[str, ...]
) -> None:
    before = desk.saved()
    desk("paper", *words).complaint()
    assert desk.saved() == before
