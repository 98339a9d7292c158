"""The reply of the window to the payer (反馈): what came of it, said in one step."""

from dataclasses import replace

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.periods import met_periods
from mediatordesk.actions.cases.routing import answers_written
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.texts import N_
from mediatordesk.forms import Stage, blocked, run_checks
from mediatordesk.forms.intake.element_entries import entered_element

SECTION = "反馈"
"""The section of a pack's fields that a reply may fill in."""
DAY = "replied_on"
OUTSIDE = "outside_number"
"""The number of the outside channel, which may come as late as the reply."""


class ReplyIncomplete(DeskError):
    """Something that the reply must say is missing."""

    happened = N_("The reply cannot be given yet: {why}.")
    kept = N_("Nothing was saved.")
    to_do = N_("Enter what is missing, and reply again.")


def reply_to_payer(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note the window's reply: it ends the period of the first contact and that of the reply.

    The day is today unless it is told. ReplyIncomplete names what the reply lacks, such as the
    number of the outside channel through which the case came.
    """
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    known = [one.name for one in pack.fields() if one.section == SECTION or one.name == OUTSIDE]
    for name in data:
        if name not in known:
            raise UnknownField(field=name, known=typed_names(known))
    told = {DAY: today.isoformat()} | {name: str(text) for name, text in data.items()}
    kept = {name: entered_element(pack, name, text, file.case) for name, text in told.items()}
    after = replace(file, elements={**file.elements, **kept})
    findings = run_checks(pack, facts_on_desk(desk, after), stage=Stage.REPLY, on=today)
    if blocked(findings):
        raise ReplyIncomplete(why="；".join(one.why for one in findings if one.blocks))
    met = met_periods(desk, file, "window_replied", today)
    return desk.commit([*answers_written(desk, file, told), *met])
