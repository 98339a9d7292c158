"""The promise of every command: exit codes, three lines, one JSON document, two languages."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.cli.main import _parser

from .commands import PASSPHRASE, TypedDesk, typed

CHINESE = re.compile(r"[\u4e00-\u9fff]")
USAGES = (
    (),
    ("nothing",),
    ("case",),
    ("case", "add"),
    ("case", "list", "--status", "lost"),
    ("case", "list", "--due-before", "soon"),
    ("case", "show", ""),
    ("case", "do", " ", "accept"),
    ("paper", "make", "x", "D17", "--as", "odt"),
    ("calculate", "deadline", "T10", "2025-02-30"),
    ("desk", "new", "--office-code", "450405101"),
    ("desk", "new", "--office-code", "abc", "--office-name", "甲", "--operator", "乙"),
    ("desk", "new", "--office-code", "450405101", "--office-name", " ", "--operator", "乙"),
    ("desk", "new", "--office-code", "450405101", "--office-name", "甲", "--operator", ""),
    ("case", "list", "--now", "yesterday"),
    ("case", "list", "--now", "2025-05-01T09:00+00:00"),
    ("case", "list", "--lang", "fr"),
    ("statistics", "--from", "2025-01-01"),
)


@pytest.mark.parametrize("words", USAGES, ids=" ".join)
def test_wrong_usage_is_exit_code_two_and_no_stack_trace(words: tuple[str, ...]) -> None:
    said = typed(*words)
    assert (said.code, said.out) == (2, "")
    assert "mediatordesk" in said.err
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


def test_a_passphrase_can_be_piped_in_and_nothing_is_said_in_english(desk: TypedDesk) -> None:
    command = [sys.executable, "-m", "mediatordesk.cli", "case", "list", "--desk", desk.folder]
    for words, code in ((f"{PASSPHRASE}\n", 0), ("", 1)):
        said = subprocess.run(
            [str(word) for word in command],
            input=words,
            capture_output=True,
            text=True,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": "src"},
            check=False,
        )
        assert said.returncode == code
        assert "Warning" not in said.stderr
        assert len(said.stderr.splitlines()) == 3 * code


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_an_answer_to_a_full_disk_is_three_lines(more: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "mediatordesk.cli", "forms", "list", *more]
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 3
    assert b"Error" not in said.stderr


@pytest.mark.skipif(os.name != "posix", reason="no shell that closes standard output")
def test_an_answer_to_a_closed_output_is_three_lines() -> None:
    command = ["sh", "-c", '"$0" -m mediatordesk.cli forms list --json >&-', sys.executable]
    said = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 3
    assert b"Error" not in said.stderr


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


def test_every_command_and_every_flag_says_what_it_is_for() -> None:
    silent = [" ".join(words) for words in without_help(_parser(), ())]
    assert silent == []


def without_help(
    parser: argparse.ArgumentParser, words: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield the commands and arguments that no help tells of."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            if not action.help:
                yield (*words, *(action.option_strings or [action.dest]))
            continue
        told = {one.dest for one in action._choices_actions if one.help}
        for name, command in action.choices.items():
            if name not in told:
                yield (*words, name)
            yield from without_help(command, (*words, name))
