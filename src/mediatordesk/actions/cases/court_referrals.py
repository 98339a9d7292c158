"""A court referred a dispute: before filing (委派) or after it (委托), by letter or online."""

from dataclasses import replace

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.periods import begun_periods, met_periods
from mediatordesk.actions.cases.routing import answers_written
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Source
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.records import changed
from mediatordesk.forms.intake.element_entries import entered_element

FIELDS = {
    "kind": "referral_kind",
    "court": "referring_court",
    "procedure": "referral_procedure",
    "letter_no": "referral_letter_no",
    "case_no": "court_case_no",
    "material_signed": "court_material_signed",
    "online_received": "online_referral_received",
    "online_accepted": "online_referral_accepted",
    "online_confirmed": "online_mediation_confirmed",
}
"""What a referral says, and the element that keeps it."""


def note_court_referral(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note that a court referred the dispute, and begin and end the periods of that.

    Taken again, it adds what has happened since: the platform's confirmation, the other side's.
    """
    if unknown := data.keys() - FIELDS.keys():
        raise UnknownField(field=min(unknown), known=typed_names(tuple(FIELDS)))
    pack, case = desk.packs.pack(file.case.pack), replace(file.case, source=Source.REFERRED)
    told = {
        FIELDS[name]: entered_element(pack, FIELDS[name], str(text), case)
        for name, text in data.items()
    }
    after = replace(file, case=case, elements={**file.elements, **told})
    moved = [changed(file.case, case)] if case != file.case else []
    written = answers_written(desk, file, {FIELDS[name]: str(one) for name, one in data.items()})
    today = desk.clock.today()
    met = {op.row: op for event in told for op in met_periods(desk, file, event, today)}
    return desk.commit([*moved, *written, *met.values(), *begun_periods(desk, after)])
