"""What a file from elsewhere may take: seconds, memory, and nothing of the desk."""

import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mediatordesk.core.texts import _
from mediatordesk.documents import Template
from mediatordesk.documents.confined import (
    BrokeOff,
    ChildMistake,
    Confined,
    NeededTooMuch,
    TookTooLong,
)
from mediatordesk.documents.errors import MisplacedCondition, NotAWordFile
from tests.documents import children
from tests.documents.papers import agreement, blank, line, to_bytes


def test_the_answer_of_the_child_is_the_answer() -> None:
    data = agreement()
    assert Confined().run(children.fields_of_template, data) == Template.read(data).fields


def test_what_is_wrong_with_a_file_is_said_as_if_it_were_read_here() -> None:
    word = blank()
    line(word, "法定代表人{{若 代表}}：{{代表}}")
    with pytest.raises(MisplacedCondition) as refused:
        Confined().run(children.fields_of_template, to_bytes(word))
    assert refused.value.fields["text"] == "{{若 代表}}"
    assert all(refused.value.lines())
    with pytest.raises(NotAWordFile):
        Confined().run(children.fields_of_template, b"")


def test_many_items_share_one_child_and_are_answered_in_their_order() -> None:
    answers = list(Confined().each(children.who_adds, range(2, 30)))
    assert [number for _pid, number in answers] == list(range(2, 30))
    assert len({pid for pid, _number in answers}) == 1


def test_what_one_of_many_does_wrong_is_raised_when_its_turn_comes() -> None:
    answers = Confined().each(children.who_adds, [2, 0, 3])
    assert next(answers)[1] == 2
    with pytest.raises(ChildMistake, match="ZeroDivisionError"):
        next(answers)
    with pytest.raises(StopIteration):
        next(answers)


def test_the_one_of_many_that_takes_too_long_is_ended() -> None:
    answers = Confined(seconds=8).each(children.work_for, [0.1, 60])
    assert next(answers) == 0.1
    with pytest.raises(TookTooLong):
        next(answers)


@pytest.mark.soak
def test_time_is_counted_for_each_item_anew() -> None:
    assert list(Confined(seconds=8).each(children.work_for, [2] * 5)) == [2] * 5


@pytest.mark.parametrize("endless", [children.run_for_ever, children.sleep_for_ever])
def test_an_endless_loop_is_ended(endless: Callable[[], None]) -> None:
    started = time.monotonic()
    with pytest.raises(TookTooLong) as refused:
        Confined(seconds=1.5).run(endless)
    assert time.monotonic() - started < 40
    assert refused.value.fields == {"seconds": 1.5}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows would need a job object for memory")
def test_what_takes_all_memory_is_ended() -> None:
    with pytest.raises(NeededTooMuch) as refused:
        Confined(megabytes=400).run(children.take_memory)
    assert refused.value.fields == {"megabytes": 400}


def test_an_end_without_a_word_is_named() -> None:
    with pytest.raises(BrokeOff) as refused:
        Confined().run(children.end_without_a_word)
    assert refused.value.fields == {"code": 7}


def test_our_own_mistake_comes_with_the_words_of_the_child() -> None:
    with pytest.raises(ChildMistake, match="ZeroDivisionError"):
        Confined().run(children.divide, 0)


def test_the_child_has_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSPHRASE", "覃𬭎")
    assert "DESK_PASSPHRASE" not in Confined().run(children.environment)


def test_the_child_speaks_the_language_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert Confined().run(children.environment)["LANGUAGE"] == "zh_CN"
    assert Confined().run(children.said_in_this_language, "papers") == _("papers")


def test_the_child_reaches_nobody_and_starts_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(ChildMistake, match="PermissionError"):
            Confined().run(children.connect_to, server.getsockname()[1])
        with pytest.raises(TimeoutError):
            server.accept()
    with pytest.raises(ChildMistake, match="PermissionError"):
        Confined().run(children.start_program)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for written files")
def test_the_child_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(ChildMistake, match="OSError"):
        Confined().run(children.write_file, path)
    assert not path.exists() or path.read_bytes() == b""
