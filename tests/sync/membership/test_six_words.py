"""Six words for the telephone: each sounds like no other one, and they never change."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from mediatordesk.actions.desks.places import Places
from mediatordesk.keys.identities import Device, Identity, SigningKey
from mediatordesk.sync.membership.six_words import WordList

LIST = WordList.read(Places.installed().codes)
SOUTHERN = (
    ("^zh", "z"),
    ("^ch", "c"),
    ("^sh", "s"),
    ("^[nr]", "l"),
    ("^hu(?=.)", "f"),
    ("ng$", "n"),
)
"""What is one sound to many speakers in the south."""
RECIPIENT = Identity(
    "AGE-SECRET-KEY-14Y5UL67F8H57U6FVSZGL0M38877Q5AYUSWQ72X0W0HZ05WD06M3QEU6UC3"
).recipient


def heard(word: str) -> str:
    """Return a word as it may be heard: without tones, in a southern accent."""
    sounds = lazy_pinyin(word)
    for spoken, same in SOUTHERN:
        sounds = [re.sub(spoken, same, sound) for sound in sounds]
    return "".join(sounds)


def test_there_are_2048_words_of_two_characters() -> None:
    assert len(LIST.words) == len({*LIST.words}) == 2048
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}", word) for word in LIST.words)


def test_no_two_words_sound_alike() -> None:
    assert len({"".join(lazy_pinyin(word)) for word in LIST.words}) == 2048
    assert len({heard(word) for word in LIST.words}) == 2048


def test_the_list_is_the_one_that_every_version_has() -> None:
    text = "".join(f"{word}\n" for word in LIST.words)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "1306eb5cafaa38b5b4175e4ef788b5f1e745bd515d5448d95e8148d31e9008af"


def test_the_words_of_a_device_never_change() -> None:
    key = SigningKey(bytes(range(32))).verify_key
    assert LIST.words_of(key, RECIPIENT) == ("学生", "边区", "论题", "公子", "偏向", "银两")


@given(st.binary(min_size=32, max_size=32))
def test_every_key_has_six_words_of_the_list(seed: bytes) -> None:
    words = LIST.words_of(SigningKey(seed).verify_key, RECIPIENT)
    assert len(words) == 6
    assert {*words} <= {*LIST.words}


def test_another_reading_key_has_other_words() -> None:
    key, other = Device.new().signing.verify_key, Device.new().identity.recipient
    assert LIST.words_of(key, RECIPIENT) != LIST.words_of(key, other)
