"""What argparse says around the commands is said in the language of the desk."""

import argparse
import gettext
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from mediatordesk.cli.frame import FRAME, translate_frame
from mediatordesk.cli.main import _parser
from mediatordesk.core.texts import DOMAIN, speak

CHINESE = {
    "usage: ": "用法：",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
    "the following arguments are required: %s": "缺少：%s",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
}


@pytest.fixture
def _chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak from a catalogue of these words."""
    before = gettext.bindtextdomain(DOMAIN), gettext.textdomain()
    catalogue = Catalog(locale="zh_CN")
    for english, chinese in CHINESE.items():
        catalogue.add(english, chinese)
    compiled = tmp_path / "zh_CN" / "LC_MESSAGES" / f"{DOMAIN}.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    speak("zh_CN", str(tmp_path))
    translate_frame()
    yield
    gettext.bindtextdomain(DOMAIN, before[0])
    gettext.textdomain(before[1])


def test_every_word_of_the_frame_is_one_that_argparse_asks_for() -> None:
    source = inspect.getsource(argparse)
    asked = (word.replace("\n", "\\n") for word in FRAME)
    assert not [word for word in asked if f"_('{word}')" not in source]
    assert {*CHINESE} <= {*FRAME}


@pytest.mark.usefixtures("_chinese")
def test_help_and_wrong_usage_are_framed_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["case", "show", "--help"])
    helped = capsys.readouterr().out
    with pytest.raises(SystemExit):
        _parser().parse_args(["case", "show"])
    refused = capsys.readouterr().err
    assert helped.startswith("用法：mediatordesk case show")
    assert "选项" in helped
    assert "-h, --help" in helped
    assert "显示这份说明" in helped
    assert refused.splitlines()[-1] == "mediatordesk case show：缺少：case"


def test_in_english_it_is_as_argparse_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["case", "show"])
    assert "the following arguments are required: case" in capsys.readouterr().err
