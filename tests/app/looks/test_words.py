"""Where a case stands has a word and a colour."""

from mediatordesk.app.looks import words
from mediatordesk.core.cases import CaseStatus


def test_every_status_has_a_word() -> None:
    assert all(words.status_word(one)[0] for one in CaseStatus)
