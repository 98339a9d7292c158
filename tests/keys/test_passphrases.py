"""What is a passphrase, and which ones are warned about."""

import pytest

from mediatordesk.keys.passphrases import NoPassphrase, is_weak, require_passphrase


@pytest.mark.parametrize("empty", ["", " ", "\t\n", "\u3000"])
def test_an_empty_passphrase_is_refused(empty: str) -> None:
    with pytest.raises(NoPassphrase) as caught:
        require_passphrase(empty)
    assert all(caught.value.lines())


@pytest.mark.parametrize(
    "weak",
    ["123456", "888888888888", "a", "password", "Ｐａｓｓｗｏｒｄ", "woaini1314", "人民调解",
     "abcdefghijklmnop", "20261123", "13800000000", "zhangsan", "aaaaaaaaaaaaaaaaaaaaaa"],
)  # fmt: skip
def test_what_is_tried_first_is_warned_about(weak: str) -> None:
    assert is_weak(weak)


@pytest.mark.parametrize(
    "good",
    ["correct horse battery staple", "五 个 不相干 的 词", "龙圩大桥晒谷场米粉", "x7Kp!m2vQe9t"],
)
def test_several_words_that_do_not_belong_together_are_not(good: str) -> None:
    assert not is_weak(good)
