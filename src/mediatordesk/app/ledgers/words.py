"""What is said at the place of each ledger."""

from dataclasses import dataclass

from mediatordesk.core.texts import N_


@dataclass(frozen=True)
class LedgerWords:
    """The words of one place, in English; they are translated where they are shown."""

    title: str
    add: str
    take_out: str
    why: str
    """The question before a line is taken out."""
    nothing: str
    entered: str
    taken_out: str
    file: str
    """What a saved workbook is called, with {month}."""


ROUNDS = LedgerWords(
    N_("Screening log"),
    N_("Add a round"),
    N_("Entered by mistake …"),
    N_("This round is taken out of the log. Why?"),
    N_("No round was entered for this month."),
    N_("The round was entered."),
    N_("The round was taken out."),
    N_("Screening log {month}.xlsx"),
)
CLAIMS = LedgerWords(
    N_("Subsidies for cases"),
    N_("Claim for a case"),
    N_("Withdraw the claim …"),
    N_("This claim is withdrawn. Why?"),
    N_("Nothing was claimed in this month."),
    N_("The claim was entered."),
    N_("The claim was withdrawn."),
    N_("Subsidies {month}.xlsx"),
)
