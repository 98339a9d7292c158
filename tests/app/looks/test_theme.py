"""Colours can be read by everyone, in both themes."""

import pytest

from mediatordesk.app.looks.theme import (
    DARK,
    LARGEST,
    LIGHT,
    NORMAL,
    Look,
    Pair,
    Theme,
    Tone,
    contrast,
)

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@THEMES
def test_every_text_stands_out_from_what_it_stands_on(theme: Theme) -> None:
    weak = [pair for pair in theme.pairs() if contrast(pair.text, pair.ground) < 4.5]
    assert weak == []


@THEMES
def test_every_tone_is_among_the_pairs_that_are_checked(theme: Theme) -> None:
    assert {theme.tone(tone) for tone in Tone} <= set(theme.pairs())


def test_contrast_is_counted_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1F5FA8", "#1F5FA8") == 1


def test_a_grey_that_is_too_light_would_be_found() -> None:
    pair = Pair("#9AA5B1", "#FFFFFF", "card")
    assert contrast(pair.text, pair.ground) < 4.5


def test_spacing_grows_with_the_type() -> None:
    assert Look(LIGHT, NORMAL).unit == 7
    assert Look(LIGHT, LARGEST).unit == 9
    assert Look(DARK, LARGEST).title_points > LARGEST
