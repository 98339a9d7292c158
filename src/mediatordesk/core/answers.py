"""Answers: what a question of a pack is answered with (docs/formats/pack.md)."""

from enum import StrEnum


class AnswerKind(StrEnum):
    """What an answer is. Amounts are typed in yuan and kept in fen; days are ISO days."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    MONTH = "month"
    AMOUNT = "amount"
    NUMBER = "number"
    RATE = "rate"
    """Percent as a decimal text ("16", "0.5"); empty means not known yet (待核定), never 0."""
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TABLE = "table"
    """Rows of answers."""
