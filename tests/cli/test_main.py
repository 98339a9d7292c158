"""The promise of every command: exit codes, three lines, one JSON document, two languages."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .commands import TypedDesk, typed

CHINESE = re.compile(r"[\u4e00-\u9fff]")
USAGES = (
    (),
    ("nothing",),
    ("case",),
    ("case", "add"),
    ("case", "list", "--status", "lost"),
    ("case", "list", "--due-before", "soon"),
    ("case", "check", "x", "--for", "fun"),
    ("case", "show", ""),
    ("case", "do", " ", "accept"),
    ("packet", "export", "x", "--for", "fun", "--to", "y.zip"),
    ("paper", "make", "x", "D17", "--as", "odt"),
    ("calculate", "deadline", "T10", "2025-02-30"),
    ("desk", "new", "--office-code", "450405101"),
    ("case", "list", "--now", "yesterday"),
    ("case", "list", "--now", "2025-05-01T09:00+00:00"),
    ("case", "list", "--lang", "fr"),
    ("statistics", "--from", "2025-01-01"),
)


@pytest.mark.parametrize("words", USAGES, ids=" ".join)
def test_wrong_usage_is_exit_code_two_and_no_stack_trace(words: tuple[str, ...]) -> None:
    said = typed(*words)
    assert (said.code, said.out) == (2, "")
    assert "usage: mediatordesk" in said.err
    assert "Traceback" not in said.err


def test_an_error_is_three_lines_in_chinese_unless_english_is_asked_for(tmp_path: Path) -> None:
    chinese = typed("case", "list", "--desk", tmp_path / "no desk").complaint()
    english = typed("case", "list", "--desk", tmp_path / "no desk", "--lang", "en").complaint()
    again = typed("case", "list", "--lang=en", "--desk", tmp_path / "no desk").complaint()
    assert all(CHINESE.search(line) for line in chinese)
    assert english == again
    assert not any(CHINESE.search(line) for line in english)
    assert english[0] == "There is no desk in the folder no desk."


def test_with_json_there_is_one_document_on_standard_output_and_nothing_else(
    desk: TypedDesk,
) -> None:
    said = desk("case", "list")
    assert (said.code, said.err) == (0, "")
    document, end = json.JSONDecoder().raw_decode(said.out)
    assert (document, said.out[end:].strip()) == ([], "")


def test_an_error_with_json_leaves_standard_output_empty(desk: TypedDesk) -> None:
    happened, *_rest = desk("case", "show", "（1999）正阳人调字第9号").complaint()
    assert "（1999）正阳人调字第9号" in happened


def test_in_a_script_nobody_is_asked_for_a_passphrase(desk: TypedDesk) -> None:
    command = [sys.executable, "-m", "mediatordesk.cli", "case", "list", "--desk", desk.folder]
    said = subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": "src"},
        check=False,
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "--passphrase-file" in said.stderr.splitlines()[-1]


def test_json_is_utf8_whatever_the_computer_writes_otherwise(desk: TypedDesk) -> None:
    command = [sys.executable, "-m", "mediatordesk.cli", "forms", "list", "--json"]
    made = subprocess.run(
        command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "gbk"}, check=True
    )
    assert {one["title"] for one in json.loads(made.stdout)} >= {"人民调解"}


@pytest.mark.parametrize("words", [("forms", "list"), ("--help",), ("forms", "list", "--json")])
def test_a_reader_that_goes_away_is_no_stack_trace(words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "mediatordesk.cli", *words]
    said = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert said.stderr == b""
    assert said.returncode in {0, 141}


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "adopt", "x.docx", "--as", "D05", "--from", "2025-13-01"),
        ("calculate", "deadline", "T10", "2025-02-30"),
        ("case", "list", "--now", "2025-13-01T09:00"),
    ],
    ids=" ".join,
)
def test_a_day_that_never_was_is_named_in_words(words: tuple[str, ...]) -> None:
    said = typed(*words)
    assert said.code == 2
    last = said.err.splitlines()[-1]
    assert re.search("2025-..-..", last)
    assert not re.search("invalid|isoformat|_moment", last)


def test_version_and_help_say_something_and_end_well() -> None:
    for flag in ("--version", "--help"):
        said = typed(flag)
        assert said.code == 0
        assert said.out
