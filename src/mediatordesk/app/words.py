"""The mediator's words for what records hold as identifiers."""

from mediatordesk.app.theme import Tone
from mediatordesk.core.cases import CaseStatus, Source
from mediatordesk.core.changes import Value
from mediatordesk.core.papers import SignerRole
from mediatordesk.core.parties import PartyKind, PartyRole
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import N_, _

_STATUS = {
    CaseStatus.REGISTERED: (N_("registered"), Tone.ACCENT),
    CaseStatus.ACCEPTED: (N_("accepted"), Tone.ACCENT),
    CaseStatus.REJECTED: (N_("not accepted"), Tone.PLAIN),
    CaseStatus.IN_SESSION: (N_("in mediation"), Tone.ACCENT),
    CaseStatus.AGREED: (N_("agreed"), Tone.GREEN),
    CaseStatus.FAILED: (N_("no agreement"), Tone.PLAIN),
    CaseStatus.PERFORMED: (N_("performed"), Tone.GREEN),
    CaseStatus.CLOSED: (N_("closed"), Tone.PLAIN),
    CaseStatus.ARCHIVED: (N_("archived"), Tone.PLAIN),
}

_ROLE = {
    PartyRole.APPLICANT: N_("applicant"),
    PartyRole.RESPONDENT: N_("respondent"),
    PartyRole.THIRD_PARTY: N_("third party"),
}

_KIND = {PartyKind.PERSON: N_("natural person"), PartyKind.ORGANISATION: N_("organisation")}

_SOURCE = {
    Source.APPLICATION: N_("on application"),
    Source.INITIATIVE: N_("on the committee's initiative"),
    Source.REFERRED: N_("referred"),
}

_CONSENT = {
    ConsentKind.RIGHTS_NOTICE: N_("Rights and duties told"),
    ConsentKind.PERSONAL_INFORMATION: N_("Personal information agreed"),
    ConsentKind.ELECTRONIC_SERVICE: N_("Electronic service agreed"),
    ConsentKind.CONTINUE_MEDIATION: N_("Agreed to go on with mediation"),
    ConsentKind.INVITED_GUESTS: N_("Agreed that guests take part"),
}

_SIGNER = {
    SignerRole.PARTY: N_("party"),
    SignerRole.MEDIATOR: N_("mediator"),
    SignerRole.RECORDER: N_("recorder"),
    SignerRole.COMMITTEE_SEAL: N_("committee's seal"),
}

_TABLE = {
    "case": N_("Case"),
    "party": N_("Party"),
    "consent": N_("Consent"),
    "session_record": N_("Mediation record"),
    "mediation_agreement": N_("Agreement"),
    "clause": N_("Clause"),
    "obligation": N_("Obligation"),
    "performance": N_("Performance"),
    "follow_up_visit": N_("Follow-up visit"),
    "hop": N_("Routing"),
    "paper": N_("Paper"),
    "signature": N_("Signature"),
    "attachment": N_("Material"),
    "note": N_("Note"),
    "element": N_("Form field"),
    "number_use": N_("Number"),
    "blob": N_("File"),
}

_FIELD = {
    "title": N_("Title"),
    "facts": N_("What the dispute is about"),
    "number": N_("Number"),
    "status": N_("Status"),
    "name": N_("Name"),
    "sex": N_("Sex"),
    "birth_date": N_("Date of birth"),
    "ethnicity": N_("Ethnicity"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "occupation": N_("Occupation"),
    "id_number": N_("Identity number"),
    "service_address": N_("Address for service"),
    "legal_representative": N_("Legal representative"),
    "requests": N_("Requests"),
    "amount": N_("Amount"),
    "amount_in_dispute": N_("Amount in dispute"),
    "text": N_("Text"),
    "accepted_on": N_("Accepted on"),
    "agreed_on": N_("Agreed on"),
    "effective_on": N_("In effect from"),
    "closed_on": N_("Closed on"),
    "due_on": N_("Due on"),
    "performed_on": N_("Performed on"),
    "locked": N_("Locked"),
    "void_reason": N_("Reason for voiding"),
}


def status_word(status: CaseStatus) -> tuple[str, Tone]:
    """Return the word for where a case stands, and its tone."""
    word, tone = _STATUS[status]
    return _(word), tone


def role_word(role: PartyRole) -> str:
    """Return the word for a party's part in the dispute."""
    return _(_ROLE[role])


def kind_word(kind: PartyKind) -> str:
    """Return the word for a person or an organisation."""
    return _(_KIND[kind])


def source_word(source: Source) -> str:
    """Return the word for how a case came."""
    return _(_SOURCE[source])


def consent_word(kind: ConsentKind) -> str:
    """Return the word for what a party was told or agreed to."""
    return _(_CONSENT[kind])


def signer_word(role: SignerRole) -> str:
    """Return the word for the quality in which somebody signs."""
    return _(_SIGNER[role])


def table_word(table: str) -> str:
    """Return the word for a kind of record; one that this version does not know as it is."""
    return _(_TABLE.get(table, table))


def field_word(field: str) -> str:
    """Return the word for a field; one that has none here as it is."""
    return _(_FIELD.get(field, field))


def shown_value(value: Value) -> str:
    """Return a cell's content for reading; bytes (names of records) say nothing to people."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case str() | int():
            return str(value)
    return ""
