"""Every step is named in words."""

from mediatordesk.actions.cases.step_words import STEP_WORDS
from mediatordesk.actions.cases.steps import own_steps


def test_every_step_of_the_desk_has_words_and_nothing_else_has() -> None:
    assert list(STEP_WORDS) == list(own_steps())
