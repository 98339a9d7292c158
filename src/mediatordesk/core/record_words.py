"""The mediator's words for what records hold as identifiers: tables, fields, choices."""

from mediatordesk.core.cases import STATUS_WORDS, Source
from mediatordesk.core.ceremonies import CEREMONY_WORDS
from mediatordesk.core.changes import Value
from mediatordesk.core.handovers import OUTCOME_WORDS
from mediatordesk.core.papers import SignerRole, SigningWay
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
    ConsentKind.BIOMETRICS: N_("Keeping fingerprint and drawn signature agreed"),
}

_SIGNER = {
    SignerRole.PARTY: N_("party"),
    SignerRole.MEDIATOR: N_("mediator"),
    SignerRole.RECORDER: N_("recorder"),
    SignerRole.COMMITTEE_SEAL: N_("committee's seal"),
}

_WAY = {
    SigningWay.PICTURE: N_("by a picture"),
    SigningWay.DRAWN: N_("drawn at the desk"),
    SigningWay.ON_PAPER: N_("by hand on paper"),
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
    "screening_visit": N_("Screening round"),
    "court": N_("Court"),
    "release": N_("Director's release"),
    "subsidy": N_("Subsidy"),
    "office_setting": N_("Office setting"),
    "pack_edition": N_("Own pack of forms"),
    "ceremony_note": N_("Signing log"),
    "sealed_revision": N_("Addition to a sealed paper"),
    "signed_scan": N_("Signed original"),
    "handover": N_("Handing over"),
    "receiver_answer": N_("Receiver's answer"),
    "bound_file": N_("Bound file"),
}

_CHOICES = {
    **{status.value: word for status, word in STATUS_WORDS.items()},
    **{role.value: word for role, word in ROLE_WORDS.items()},
    **{kind.value: word for kind, word in _KIND.items()},
    **{source.value: word for source, word in _SOURCE.items()},
    **{kind.value: word for kind, word in _CONSENT.items()},
    **{role.value: word for role, word in _SIGNER.items()},
    **{way.value: word for way, word in _WAY.items()},
    **{step.value: word for step, word in CEREMONY_WORDS.items()},
    **{outcome.value: word for outcome, word in OUTCOME_WORDS.items()},
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
