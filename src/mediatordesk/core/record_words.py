"""The mediator's words for what records hold as identifiers: tables, fields, choices."""

from mediatordesk.core.cases import STATUS_WORDS, Source
from mediatordesk.core.changes import Value
from mediatordesk.core.papers import SignerRole
from mediatordesk.core.parties import ROLE_WORDS, PartyKind, PartyRole
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import N_, _

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
    "office": N_("Office"),
    "operator": N_("Operator"),
    "period": N_("Deadline"),
    "template_edition": N_("Template"),
    "epoch": N_("Restored desk"),
    "desk_event": N_("Event at the desk"),
    "purge": N_("Erasure"),
    "party_join": N_("Same person"),
    "roster_member": N_("Member of a roster"),
}

_FIELD = {
    "about": N_("Concerns"),
    "accepted_on": N_("Accepted on"),
    "action": N_("What is to be done"),
    "added_on": N_("Added on"),
    "address": N_("Address"),
    "adopted_at": N_("Adopted at"),
    "agreed": N_("Agreement reached"),
    "agreed_on": N_("Agreed on"),
    "amount": N_("Amount"),
    "amount_in_dispute": N_("Amount in dispute"),
    "appointed_on": N_("Appointed on"),
    "appointed_until": N_("Appointed until"),
    "basis": N_("Article"),
    "birth_date": N_("Date of birth"),
    "caucus": N_("In confidence"),
    "cause": N_("Cause"),
    "channel": N_("Channel"),
    "closed_on": N_("Closed on"),
    "code": N_("Code"),
    "committee": N_("Committee"),
    "confirmation_wanted": N_("Judicial confirmation wanted"),
    "content": N_("Content"),
    "copies": N_("Copies"),
    "day0": N_("Counted from"),
    "director": N_("Director"),
    "dispute_type": N_("Kind of dispute"),
    "due_on": N_("Due on"),
    "education": N_("Education"),
    "effective_on": N_("In effect from"),
    "electronic_service": N_("Electronic service"),
    "ethnicity": N_("Ethnicity"),
    "evidence": N_("Evidence"),
    "facts": N_("What the dispute is about"),
    "findings": N_("Findings"),
    "form": N_("Form"),
    "from_office": N_("Passed on by"),
    "full_time": N_("Full time"),
    "given_at": N_("Given at"),
    "grade": N_("Grade"),
    "guests": N_("Guests"),
    "happened_at": N_("Happened at"),
    "held_at": N_("Held at"),
    "id_kind": N_("Kind of identity paper"),
    "id_number": N_("Identity number"),
    "joined_at": N_("Joined at"),
    "kind": N_("Kind"),
    "languages": N_("Languages"),
    "legal_representative": N_("Legal representative"),
    "locked": N_("Locked"),
    "made_on": N_("Made on"),
    "mark": N_("Mark before the number"),
    "matter": N_("Matter"),
    "mediator": N_("Mediator"),
    "met_on": N_("Done on"),
    "method": N_("Method"),
    "name": N_("Name"),
    "nationality": N_("Nationality"),
    "number": N_("Number"),
    "number_prefix": N_("Prefix of numbers"),
    "numbers_known": N_("All numbers known"),
    "occupation": N_("Occupation"),
    "oral": N_("Oral case"),
    "ordinal": N_("Serial number"),
    "organisation": N_("Organisation"),
    "outcome": N_("Outcome"),
    "pack": N_("Form pack"),
    "pages": N_("Pages"),
    "performance": N_("How it is performed"),
    "performed": N_("Performed"),
    "performed_on": N_("Performed on"),
    "phone": N_("Telephone"),
    "place": N_("Place"),
    "post": N_("Post"),
    "proof": N_("Proof"),
    "provisional": N_("Provisional"),
    "purged_at": N_("Erased at"),
    "reader": N_("Read out by"),
    "reason": N_("Reason"),
    "receipt_no": N_("Receipt number"),
    "received_on": N_("Received on"),
    "receiver": N_("Received by"),
    "recorder": N_("Recorder"),
    "registered_on": N_("Registered on"),
    "registrar": N_("Registrar"),
    "remark": N_("Remark"),
    "replied_on": N_("Replied on"),
    "reply": N_("Reply"),
    "representative_post": N_("Post of the representative"),
    "requests": N_("Requests"),
    "responsibility": N_("Responsibility"),
    "retired": N_("Retired"),
    "role": N_("Part in the dispute"),
    "rolled_from": N_("Rolled from"),
    "safe_on": N_("Safe day"),
    "sent_on": N_("Sent on"),
    "series": N_("Series of numbers"),
    "service_address": N_("Address for service"),
    "sex": N_("Sex"),
    "signed_on": N_("Signed on"),
    "size": N_("Size"),
    "source": N_("How it came"),
    "specialities": N_("Specialities"),
    "started_at": N_("Begun at"),
    "status": N_("Status"),
    "text": N_("Text"),
    "title": N_("Title"),
    "to_office": N_("Passed on to"),
    "valid_from": N_("In force from"),
    "version": N_("Version"),
    "visited_on": N_("Visited on"),
    "visitor": N_("Visitor"),
    "void_reason": N_("Reason for voiding"),
    "written_at": N_("Written at"),
    "year": N_("Year"),
}

_CHOICES = {
    **{status.value: word for status, word in STATUS_WORDS.items()},
    **{role.value: word for role, word in ROLE_WORDS.items()},
    **{kind.value: word for kind, word in _KIND.items()},
    **{source.value: word for source, word in _SOURCE.items()},
    **{kind.value: word for kind, word in _CONSENT.items()},
    **{role.value: word for role, word in _SIGNER.items()},
}
"""What cells hold as an identifier of a fixed choice, and its word."""


def role_word(role: PartyRole) -> str:
    """Return the word for a party's part in the dispute."""
    return _(ROLE_WORDS[role])


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
    """Return the word for a field; nothing for one that only the program needs."""
    return _(_FIELD.get(field, ""))


def shown_value(value: Value) -> str:
    """Return a cell's content for reading; bytes (names of records) say nothing to people."""
    if isinstance(value, str) and value in _CHOICES:
        return _(_CHOICES[value])
    match value:
        case bool():
            return _("yes") if value else _("no")
        case str() | int():
            return str(value)
    return ""
