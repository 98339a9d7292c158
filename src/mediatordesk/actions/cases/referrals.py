"""A case that another body entrusted or transferred to us (接受委托移送): taken over, answered."""

from dataclasses import replace

from mediatordesk.actions.cases.entered_parts import Data, required
from mediatordesk.actions.cases.letters import letter_number
from mediatordesk.actions.cases.routing import answers_written, element_typed
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Source
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.records import changed

TAKEN_OVER = (
    "referred_by",
    "referral_number",
    "referral_received_on",
    "referral_due",
    "referral_source",
)
"""What is noted of a letter that came: who, its number, when, until when, what kind of body."""
ANSWERED = ("reply_letter_no", "reply_materials")


def accept_referral(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note from whom a case came, by which letter, and until when an answer is due.

    FieldMissing without 委托单位 and 文号; the day it came is today where none is said.
    """
    _require_known(data, TAKEN_OVER)
    required(data, "referred_by")
    required(data, "referral_number")
    today = desk.clock.today().isoformat()
    case = replace(file.case, source=Source.REFERRED)
    answers = answers_written(desk, file, {"referral_received_on": today} | dict(data))
    return desk.commit([*([changed(file.case, case)] if case != file.case else []), *answers])


def answer_referral(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Give the letter of reply its number (D31R), once, and note what goes with it."""
    _require_known(data, ANSWERED)
    given = data.get("reply_letter_no") or file.elements.get("reply_letter_no")
    number, used = ("", []) if given else letter_number(desk, file.case.id, desk.clock.today())
    numbering = element_typed(desk, file, "reply_letter_no", number) if number else []
    return desk.commit([*used, *numbering, *answers_written(desk, file, data)])


def _require_known(data: Data, known: tuple[str, ...]) -> None:
    for name in data:
        if name not in known:
            raise UnknownField(field=name, known=typed_names(known))
