"""Clues of false mediation that were reported, and what came of them (线索移送、办理、反馈)."""

from dataclasses import dataclass

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.routing import refer
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.forms import Stage
from mediatordesk.forms.facts.screening import is_sign


@dataclass(frozen=True)
class ClueLine:
    """One line of the register of clues: a case, and the report that was made of it."""

    case: Case
    hop: Hop


def report_clue(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Report a clue to an authority by letter; unless it is said, of the signs that were found.

    Its receipt and its reply are noted like those of every hop (`receive`).
    """
    own = {"matter": signs_in_words(desk, file), "clue_kinds": ["false_mediation"]}
    return refer(desk, file, own | dict(data) | {"kind": HopKind.CLUE.value})


def signs_in_words(desk: Desk, file: CaseFile) -> str:
    """Return the signs of false mediation that are found now, as the letter names them."""
    signs = [one for one in check_case(desk, file, Stage.COURT) if is_sign(one)]
    return "；".join(f"{one.code} {one.why}" for one in signs)


def clue_register(desk: Desk) -> tuple[ClueLine, ...]:
    """Return every clue that the desk has reported, newest first."""
    hops = desk.store.where(Hop, "kind = ? AND void_reason = '' ORDER BY rowid", (HopKind.CLUE,))
    lines = (ClueLine(desk.store.get(Case, one.case_id), one) for one in hops)
    return tuple(sorted(lines, key=lambda one: one.hop.sent_on, reverse=True))
