"""The Chinese catalogue says all that the source says: in Chinese, with the same fields."""

import gettext
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mediatordesk"
CHINESE = ROOT / "resources/translations/zh_CN/LC_MESSAGES/mediatordesk.po"
FIELD = re.compile(r"\{\w*(?::[^{}]*)?\}")
HAN = re.compile(r"[\u3400-\u9fff]")
NAMES = frozenset({"PDF", "Word", "WPS", "ZIP", "JSON", "SHA-256"})
"""What is written in Latin letters in Chinese too, and may stand alone."""
LABEL, LETTERS = 12, 30
"""Chinese characters that a label of the window has room for, and letters of an English one."""

Texts = dict[str, str]


def said_in(folder: Path) -> set[str]:
    """Return the messages that a part of the source has for people."""
    keywords = {"_": None, "N_": None}
    found = extract_from_dir(folder, keywords=keywords)
    return {message for _file, _line, message, *_more in found if isinstance(message, str)}


@pytest.fixture(scope="module")
def source() -> set[str]:
    return said_in(SOURCE)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CHINESE.open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.fixture(scope="module")
def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="module")
def texts(messages: list[Message]) -> Texts:
    return {str(message.id): str(message.string) for message in messages}


def test_every_message_of_the_source_has_its_chinese(source: set[str], texts: Texts) -> None:
    assert source
    assert not {message for message in source if not texts.get(message)}


def test_nothing_is_translated_that_the_source_no_longer_says(
    source: set[str], texts: Texts, catalogue: Catalog
) -> None:
    assert not texts.keys() - source
    assert not catalogue.obsolete


def test_no_translation_is_a_guess(catalogue: Catalog, messages: list[Message]) -> None:
    assert not catalogue.fuzzy, "without its header the catalogue is not compiled"
    assert not [message.id for message in messages if message.fuzzy]


def test_both_languages_have_the_same_fields(texts: Texts) -> None:
    def fields(text: str) -> Counter[str]:
        return Counter(FIELD.findall(text))

    assert not {
        english: chinese for english, chinese in texts.items() if fields(english) != fields(chinese)
    }


def test_no_translation_is_still_english(texts: Texts) -> None:
    def is_english(text: str) -> bool:
        words = re.findall(r"[A-Za-z][\w-]*", FIELD.sub(" ", text))
        return bool(set(words) - NAMES) and not HAN.search(text)

    assert not {chinese for chinese in texts.values() if is_english(chinese)}


def test_punctuation_is_chinese(texts: Texts) -> None:
    narrow = re.compile(r"[\u3400-\u9fff」）][,.;:?!]|[“”‘’]|\.\.\.|[ \u3000][，。；：、？！]")
    assert not {chinese for chinese in texts.values() if narrow.search(chinese)}


def test_a_sentence_ends_as_one(texts: Texts) -> None:
    assert not {
        chinese
        for english, chinese in texts.items()
        if english.rstrip().endswith(".") and not chinese.endswith("。")
    }


def test_quoted_names_stay_quoted(texts: Texts) -> None:
    assert not {
        chinese
        for english, chinese in texts.items()
        for name in re.findall(r"“(\{\w+\})”", english)
        if not re.search(rf"[「（]{re.escape(name)}[」）]", chinese)
    }


def test_labels_of_the_window_are_short(texts: Texts) -> None:
    said = said_in(SOURCE / "app")
    labels = {text for text in said if len(text) <= LETTERS and not text.endswith(".")}
    assert labels
    assert not {label for label in labels if len(HAN.findall(texts.get(label, ""))) > LABEL}


def test_the_file_changes_only_when_a_text_does() -> None:
    text = CHINESE.read_text(encoding="utf-8")
    assert not re.findall(r"^#:.*", text, re.MULTILINE), "places in the source"
    assert set(re.findall(r"Date: (.*)\\n", text)) == {"2026-11-22 00:00+0000"}, "dates"


def test_gettext_finds_every_text(tmp_path: Path, texts: Texts, catalogue: Catalog) -> None:
    compiled = tmp_path / "zh_CN" / "LC_MESSAGES" / "mediatordesk.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)
    chinese = gettext.translation("mediatordesk", tmp_path, ["zh_CN"])
    assert {english: chinese.gettext(english) for english in texts} == texts
