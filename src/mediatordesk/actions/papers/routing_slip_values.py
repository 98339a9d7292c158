"""The slip that goes with a case to one office (流转单): who passed on what to whom, until when."""

from uuid import UUID

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.routing import Hop, HopKind

SLIP = (
    *("编号", "转出单位", "转出人", "转出时间", "接收单位", "事由", "时限"),
    *("签收人", "签收时间", "回执号", "回复", "回复时间", "退回原因"),
)
RETURNED = "退回："
"""What a reply begins with by which the office sent the case back."""


def routing_slip_values(file: CaseFile, about: UUID | None) -> dict[str, object]:
    """Return the slip of the hop that a paper is about; all empty where it is about none."""
    slips = {hop.id: number for number, hop in enumerate(file.hops_of(HopKind.ROUTING), 1)}
    hop = next((one for one in file.hops if one.id == about and one.id in slips), None)
    return {"流转单": _slip(file, hop, slips[hop.id]) if hop else dict.fromkeys(SLIP)}


def _slip(file: CaseFile, hop: Hop, number: int) -> dict[str, object]:
    """Return one slip; what the receiving office writes by hand stays open until it is noted."""
    returned = hop.reply.startswith(RETURNED)
    return {
        "编号": f"{file.case.number or file.case.mark}-流{number}",
        "转出单位": hop.from_office,
        "转出人": file.elements.get("first_contact_owner") or file.case.registrar,
        "转出时间": hop.sent_on,
        "接收单位": hop.to_office,
        "事由": hop.matter or file.case.title,
        "时限": hop.due_on,
        "签收人": hop.receiver,
        "签收时间": hop.received_on,
        "回执号": hop.receipt_no,
        "回复": None if returned else hop.reply,
        "回复时间": hop.replied_on,
        "退回原因": hop.reply.removeprefix(RETURNED) if returned else None,
    }
