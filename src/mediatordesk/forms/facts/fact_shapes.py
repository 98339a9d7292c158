"""Everything that the expressions of packs may name: the shape of the facts of a case."""

from collections.abc import Mapping

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case
from mediatordesk.core.courts import Court
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.periods import Period
from mediatordesk.core.releases import Release
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import ConsentKind, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.forms.language.shapes import Leaf, Shape, shape_of_record

EVENTS = {
    "application_received": Leaf.DAY,
    "acceptance": Leaf.DAY,
    "agreement_reached": Leaf.DAY,
    "agreement_effective": Leaf.DAY,
    "case_closed": Leaf.DAY,
    "infringement_known": Leaf.DAY,
    "hiring": Leaf.DAY,
    "judgment_performance_due": Leaf.DAY,
    "confirmation_applied": Leaf.DAY,
    "confirmation_accepted": Leaf.DAY,
    "ruling_received": Leaf.DAY,
    "ruling_known": Leaf.DAY,
    "material_asked": Leaf.DAY,
    "material_handed_in": Leaf.DAY,
    "petition_accepted": Leaf.DAY,
    "court_material_signed": Leaf.DAY,
    "risk_found": Leaf.DAY,
    "risk_reported": Leaf.DAY,
    "performance": Leaf.DAY,
    "case_archived": Leaf.DAY,
    "online_referral_received": Leaf.DAY,
    "online_referral_accepted": Leaf.DAY,
    "online_mediation_confirmed": Leaf.DAY,
    "first_routed": Leaf.DAY,
    "window_replied": Leaf.DAY,
    "premium_due": Leaf.DAY,
    "claims_verified": Leaf.DAY,
    "work_accident": Leaf.DAY,
}
"""The events that begin and end periods. Those a case file does not hold are entered by hand."""

ELSEWHERE: dict[str, Shape] = {
    "loan_cases": Leaf.NUMBER,
    "lender_cases": Leaf.NUMBER,
    "called": [Leaf.TEXT],
}
"""What the desk knows of the same persons in other cases on loans: how many of one of them, how
many of the lender, and what those cases are called."""

_PARTY_MORE: dict[str, Shape] = {
    "number": Leaf.NUMBER,
    "is_person": Leaf.YES_NO,
    "is_organisation": Leaf.YES_NO,
    "age": Leaf.NUMBER,
    "needs_guardian": Leaf.YES_NO,
    "signer": Leaf.TEXT,
    "consents": {kind.value: Leaf.YES_NO for kind in ConsentKind},
    "attachments": [Leaf.TEXT],
    "papers": [Leaf.TEXT],
}
_CLAUSE_MORE: dict[str, Shape] = {
    "agreement_position": Leaf.NUMBER,
    "number": Leaf.NUMBER,
    "from_field": Leaf.TEXT,
    "unregistered_amounts": [Leaf.TEXT],
    "capitals_that_differ": [Leaf.TEXT],
    "interest_rate": Leaf.NUMBER,
    "penalty_rate": Leaf.NUMBER,
    "penalty_amount": Leaf.NUMBER,
    "principal": Leaf.NUMBER,
}
_INTEREST: Shape = dict.fromkeys(("mediator", "party", "kind", "words"), Leaf.TEXT)
"""What joins a mediator of the case with a party: who, which kind, and in words."""
_OBLIGATION_MORE: dict[str, Shape] = {
    "obligor": Leaf.TEXT,
    "obligee": Leaf.TEXT,
    "is_performed": Leaf.YES_NO,
    "is_overdue": Leaf.YES_NO,
    "paid": Leaf.NUMBER,
}
_CLAUSE: Shape = shape_of_record(Clause) | _CLAUSE_MORE
_OBLIGATION: Shape = shape_of_record(Obligation) | _OBLIGATION_MORE
_AGREEMENT: Shape = shape_of_record(MediationAgreement) | {
    "clauses": [_CLAUSE],
    "obligations": [_OBLIGATION],
    "payments_total": Leaf.NUMBER,
    "performed_on": Leaf.DAY,
    "is_mixed": Leaf.YES_NO,
    "is_premium_only": Leaf.YES_NO,
    "is_payment_only": Leaf.YES_NO,
    "papers": [Leaf.TEXT],
    "signed_parties": [Leaf.TEXT],
    "unsigned_parties": [Leaf.TEXT],
    "unsealed_parties": [Leaf.TEXT],
    "has_mediator": Leaf.YES_NO,
    "has_seal": Leaf.YES_NO,
    "is_signed": Leaf.YES_NO,
    "visits": Leaf.NUMBER,
    "totals_that_differ": [Leaf.TEXT],
    "last_day_of_confirmation": Leaf.DAY,
    "courts": [Leaf.TEXT],
    "court_refused": Leaf.TEXT,
}

SHAPE: Mapping[str, Shape] = {
    "today": Leaf.DAY,
    "case": shape_of_record(Case),
    "office": shape_of_record(Office),
    "parties": [shape_of_record(Party) | _PARTY_MORE],
    "agreements": [_AGREEMENT],
    "clauses": [_CLAUSE],
    "obligations": [_OBLIGATION],
    "performances": [shape_of_record(Performance)],
    "sessions": [shape_of_record(SessionRecord)],
    "visits": [shape_of_record(FollowUpVisit)],
    "hops": [shape_of_record(Hop)],
    "papers": [shape_of_record(Paper)],
    "signatures": [shape_of_record(Signature)],
    "attachments": [shape_of_record(Attachment)],
    "notes": [shape_of_record(Note)],
    "periods": [shape_of_record(Period)],
    "releases": [shape_of_record(Release)],
    "subsidies": [shape_of_record(Subsidy)],
    "bound_files": [shape_of_record(BoundFile)],
    "courts": [shape_of_record(Court)],
    "elsewhere": ELSEWHERE,
    "screening": {"score": Leaf.NUMBER, "shared": [Leaf.TEXT]},
    "interests": [_INTEREST],
    "events": EVENTS,
}
"""Everything an expression may name beside the pack's own `elements` and `settings`."""
