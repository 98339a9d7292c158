"""A case is refused (不予受理): why is kept, so that the applicant can be told (D06)."""

from mediatordesk.actions.cases.entered_parts import Data, names_of
from mediatordesk.actions.cases.periods import met_periods
from mediatordesk.actions.cases.routing import answers_written
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import FieldMissing, UnknownField
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.records import changed

ENTRIES = ("reasons", "other", "routes")
"""The entries of the step; each is kept as the element non_acceptance_…"""


def refuse(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Refuse a registered case (domain.md 1.3, D06), with all reasons that apply.

    `reasons` are names of the pack's choices, `other` says what `other` means, `routes` which ways
    are open now. FieldMissing without a reason, WrongEntry for one that the pack does not know.
    """
    for name in data:
        if name not in ENTRIES:
            raise UnknownField(field=name, known=typed_names(ENTRIES))
    reasons = names_of(data, "reasons")
    if not reasons:
        raise FieldMissing(field="reasons")
    if "other" in reasons and not data.get("other"):
        raise FieldMissing(field="other")
    case = file.case.moved(CaseStatus.REJECTED)
    texts = {name: str(data[name]) for name in ("other", "routes") if data.get(name)}
    answers = {f"non_acceptance_{name}": text for name, text in texts.items()}
    kept = answers_written(desk, file, {**answers, "non_acceptance_reasons": list(reasons)})
    # The period for deciding whether to accept (T01) ends with any decision, and with it the
    # terms of a mediation that there will not be (T08).
    events, today = ("acceptance", "case_closed"), desk.clock.today()
    met = [op for event in events for op in met_periods(desk, file, event, today)]
    return desk.commit([changed(file.case, case), *kept, *met])
