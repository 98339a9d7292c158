"""What is said of a paper with characters that cannot be printed."""

from mediatordesk.actions.papers.unprintable import UnknownScript, unprintable


def characters_named(chars: str) -> str:
    return str(unprintable("调解协议书", chars).fields["characters"])


def test_rare_characters_ask_for_a_font() -> None:
    error = unprintable("调解协议书", "\U00020000\U000323af")
    assert not isinstance(error, UnknownScript)
    assert error.fields["characters"] == "\U00020000（U+20000） \U000323af（U+323AF）"


def test_a_script_that_is_not_printed_is_named_before_its_letters() -> None:
    assert isinstance(unprintable("调解协议书", "ئ"), UnknownScript)
    uyghur, tibetan = characters_named("ئཀۇ").split("；")
    assert uyghur.endswith(" ئ（U+0626） ۇ（U+06C7）")
    assert tibetan.endswith(" ཀ（U+0F40）")
    assert len(tibetan.split(" ")[0]) >= 2


def test_rare_characters_beside_a_script_are_named_too() -> None:
    assert "（U+20000）" in characters_named("ئ\U00020000")


def test_the_shortest_value_with_the_character_and_its_field_are_named() -> None:
    values = {"当事人姓名": "李雪、བོད", "申请人": [{"姓名": "李雪"}, {"姓名": "བོད"}], "份数": 3}
    characters = str(unprintable("受理通知书", "བོད", values).fields["characters"])
    assert "བོད" in characters
    assert "申请人.姓名" in characters
    assert "李雪" not in characters


def test_of_a_long_value_only_what_stands_around_the_character_is_shown() -> None:
    values = {"事实": "排水沟改道。" * 50 + "\U00020000" + "经过" * 50}
    characters = str(unprintable("受理通知书", "\U00020000", values).fields["characters"])
    assert "改道。\U00020000经过" in characters
    assert len(characters) < 80
