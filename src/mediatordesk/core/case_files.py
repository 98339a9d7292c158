"""A case with everything that belongs to it, as one value: what papers, checks and pages read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.releases import Release
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Consent, ConsentKind, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.subsidies import Subsidy


@dataclass(frozen=True)
class CaseFile:
    """The file of a case (卷宗): its records in their order, voided ones left out."""

    office: Office
    case: Case
    parties: tuple[Party, ...] = ()
    consents: tuple[Consent, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()
    agreements: tuple[MediationAgreement, ...] = ()
    clauses: tuple[Clause, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    performances: tuple[Performance, ...] = ()
    visits: tuple[FollowUpVisit, ...] = ()
    hops: tuple[Hop, ...] = ()
    papers: tuple[Paper, ...] = ()
    signatures: tuple[Signature, ...] = ()
    ceremony: tuple[CeremonyNote, ...] = ()
    sealed_revisions: tuple[SealedRevision, ...] = ()
    signed_scans: tuple[SignedScan, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Note, ...] = ()
    periods: tuple[Period, ...] = ()
    releases: tuple[Release, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    handovers: tuple[Handover, ...] = ()
    answers: tuple[ReceiverAnswer, ...] = ()
    bound_files: tuple[BoundFile, ...] = ()
    elements: Mapping[str, str] = field(default_factory=dict)
    party_elements: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)
    """What a pack or a roster says of each party beside its own fields, by the party's id."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the office has set itself, by name (see `OfficeSetting`)."""

    def with_role(self, role: PartyRole) -> tuple[Party, ...]:
        """Return the parties of one role."""
        return tuple(party for party in self.parties if party.role is role)

    def told_of(self, party_id: UUID, name: str) -> str:
        """Return what a pack's field says of a party as it is kept, "" where it says nothing."""
        return self.party_elements.get(party_id, {}).get(name, "")

    def hops_of(self, kind: HopKind) -> tuple[Hop, ...]:
        """Return where the case was handed on in one way, in order."""
        return tuple(hop for hop in self.hops if hop.kind is kind)

    def party(self, party_id: UUID) -> Party:
        """Return a party of this case; KeyError if it is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def agreement(self, agreement_id: UUID) -> MediationAgreement:
        """Return an agreement of this case; KeyError if it is none."""
        for agreement in self.agreements:
            if agreement.id == agreement_id:
                return agreement
        raise KeyError(agreement_id)

    def clauses_of(self, agreement_id: UUID) -> tuple[Clause, ...]:
        """Return the clauses of an agreement in their order."""
        return tuple(one for one in self.clauses if one.agreement_id == agreement_id)

    def obligations_of(self, agreement_id: UUID) -> tuple[Obligation, ...]:
        """Return what is owed under an agreement, in order."""
        return tuple(one for one in self.obligations if one.agreement_id == agreement_id)

    def performances_of(self, obligation_id: UUID) -> tuple[Performance, ...]:
        """Return what was paid or done for an obligation."""
        return tuple(one for one in self.performances if one.obligation_id == obligation_id)

    def signatures_on(self, paper_id: UUID) -> tuple[Signature, ...]:
        """Return the signatures on a paper."""
        return tuple(one for one in self.signatures if one.paper_id == paper_id)

    def consent(self, party_id: UUID, kind: ConsentKind) -> Consent | None:
        """Return the newest consent of a kind that a party gave, if it has not refused since."""
        given = [one for one in self.consents if (one.party_id, one.kind) == (party_id, kind)]
        return given[-1] if given and not given[-1].refused else None

    def ceremony_of(self, paper_id: UUID) -> tuple[CeremonyNote, ...]:
        """Return what was noted around the signing of a paper, in order."""
        return tuple(one for one in self.ceremony if one.paper_id == paper_id)

    def sealed_sha256(self, paper: Paper) -> str:
        """Return the hash of a sealed paper with all that was added at its end; "" if unsealed."""
        grown = [one.sha256 for one in self.sealed_revisions if one.paper_id == paper.id]
        return grown[-1] if grown and paper.sealed_sha256 else paper.sealed_sha256

    def scan_of(self, paper_id: UUID) -> SignedScan | None:
        """Return the newest scan of a paper that was signed by hand, if it was."""
        filed = [one for one in self.signed_scans if one.paper_id == paper_id]
        return filed[-1] if filed else None

    def newest_paper(self, kind: str, about: UUID | None = None) -> Paper | None:
        """Return the newest version of a paper of a kind, for a party or agreement if given."""
        made = [one for one in self.papers if one.kind == kind and about in {None, one.about}]
        return made[-1] if made else None
