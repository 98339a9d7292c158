"""Intake: one case as it comes to the counter, read from a file into records and checked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.changes import CHINA
from mediatordesk.core.money import fen_of
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import Record, tidy
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.intake_models import (
    ConsentEntry,
    IntakeEntry,
    ObligationEntry,
    OralAgreementEntry,
    PartyEntry,
)
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.forms.findings import Finding
from mediatordesk.forms.intake.element_entries import entered_elements, told_of
from mediatordesk.forms.intake.intake_faults import faults_of_validation, missing_entries
from mediatordesk.forms.intake.party_numbers import checked_party
from mediatordesk.forms.packs.packs import Pack


@dataclass(frozen=True)
class Intake:
    """What an intake file says, as records that belong together, and what was noticed in it."""

    case: Case
    parties: tuple[Party, ...]
    elements: tuple[Element, ...] = ()
    consents: tuple[Consent, ...] = ()
    agreement: MediationAgreement | None = None
    clauses: tuple[Clause, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Return all records in the order in which they are saved."""
        agreement = (self.agreement,) if self.agreement else ()
        return (
            self.case,
            *self.parties,
            *self.elements,
            *self.consents,
            *agreement,
            *self.clauses,
            *self.obligations,
        )


def read_intake(pack: Pack, data: Mapping[str, Any], *, on: date) -> Intake:
    """Read an intake file for a pack, on the day of registration unless the file names one.

    WrongEntry names every entry that cannot be used, in Chinese; what is only odd (a sex that the
    identity number contradicts) is a finding.
    """
    entry = _validated(data)
    day = entry.registered_on or on
    faults = list(missing_entries(pack, entry))
    case = _case(pack, entry, day, faults)
    parties, findings = _parties(entry, case.id, faults)
    elements = _elements(pack, entry, case, parties, faults)
    consents = _consents(entry, case.id, parties, faults)
    agreed = _oral(entry.oral_agreement, case.id, parties, faults)
    if faults:
        raise WrongEntry(faults="；".join(faults))
    return Intake(case, parties, elements, consents, *agreed, findings)


def _validated(data: Mapping[str, Any]) -> IntakeEntry:
    """Return the entries of a file; WrongEntry where one has the wrong kind."""
    try:
        return IntakeEntry.model_validate_json(json.dumps(data))
    except ValidationError as error:
        faults = faults_of_validation(error)
    except (TypeError, ValueError) as error:
        faults = (str(error),)
    raise WrongEntry(faults="；".join(faults))


def _case(pack: Pack, entry: IntakeEntry, day: date, faults: list[str]) -> Case:
    """Return the case of an intake file."""
    code = entry.dispute_type or pack.data.default_type
    types = {one.code: one for one in pack.dispute_types(day)}
    if code not in types:
        faults.append(f"纠纷类型 {code}: " + _("this pack does not have it"))
    kind = types[code].title if code in types else ""
    return Case(
        pack=pack.name,
        title=tidy(entry.title) or _title(entry, kind),
        source=entry.source,
        channel=tidy(entry.channel),
        dispute_type=code,
        facts=tidy(entry.facts),
        requests=tuple(map(tidy, entry.requests)),
        amount_in_dispute=_fen(entry.amount_in_dispute),
        registered_on=day,
        accepted_on=entry.accepted_on,
        registrar=tidy(entry.registrar),
        committee=tidy(entry.committee),
        mediator=tidy(entry.mediator),
        recorder=tidy(entry.recorder),
        oral=entry.oral_agreement is not None,
    )


def _title(entry: IntakeEntry, kind: str) -> str:
    """Return the case's name as it stands on the cover: 甲与乙邻里纠纷 (domain.md 1.3, D01)."""
    sides = (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    names = [[party.name for party in entry.parties if party.role is role] for role in sides]
    named = [tidy(side[0]) + ("等" if len(side) > 1 else "") for side in names if side]
    return "与".join(named) + kind


def _fen(amount: str | None) -> int | None:
    """Return an amount of the file in fen."""
    return None if amount is None else fen_of(amount)


def _parties(
    entry: IntakeEntry, case_id: UUID, faults: list[str]
) -> tuple[tuple[Party, ...], tuple[Finding, ...]]:
    """Return the parties with their numbers checked, and what is odd about them."""
    parties: list[Party] = []
    findings: list[Finding] = []
    for position, one in enumerate(entry.parties, 1):
        checked, odd, wrong = checked_party(_party(one, case_id, position))
        parties.append(checked)
        findings.extend(odd)
        faults.extend(wrong)
    return tuple(parties), tuple(findings)


def _party(entry: PartyEntry, case_id: UUID, position: int) -> Party:
    """Return a party as it was entered."""
    texts: dict[str, Any] = {
        name: tidy(value)
        for name, value in entry.model_dump(mode="json").items()
        if isinstance(value, str) and name not in {"role", "kind", "birth_date"}
    }
    return Party(
        case_id=case_id,
        position=position,
        role=entry.role,
        kind=entry.kind,
        birth_date=entry.birth_date,
        electronic_service=entry.electronic_service,
        **texts,
    )


def _elements(
    pack: Pack,
    entry: IntakeEntry,
    case: Case,
    parties: Iterable[Party],
    faults: list[str],
) -> tuple[Element, ...]:
    """Return the pack's fields as they are kept; what cannot be used is a fault."""
    everybody = tuple(parties)
    told = told_of(case, everybody)
    owners: list[tuple[Party | None, dict[str, Any]]] = [(None, entry.elements)]
    owners += [(party, one.elements) for party, one in zip(everybody, entry.parties, strict=True)]
    found: list[Element] = []
    for party, entries in owners:
        contents, wrong = entered_elements(pack, entries, case, told, party)
        faults.extend(f"{party.name} {one}" if party else one for one in wrong)
        owner = party.id if party else None
        found += [Element.of(case.id, name, text, owner) for name, text in contents.items()]
    return tuple(found)


def _consents(
    entry: IntakeEntry, case_id: UUID, parties: tuple[Party, ...], faults: list[str]
) -> tuple[Consent, ...]:
    """Return the consents: a tick counts for all parties unless it names one."""
    ticks = [
        (ConsentKind.RIGHTS_NOTICE, entry.rights_notice),
        (ConsentKind.PERSONAL_INFORMATION, entry.personal_information),
    ]
    for kind, more in entry.consents.items():
        if kind in set(ConsentKind):
            ticks += [(ConsentKind(kind), one) for one in more]
        else:
            faults.append(f"consents.{kind}: " + _("there is no such consent"))
    return tuple(
        _consent(case_id, party, kind, tick)
        for kind, tick in ticks
        if tick
        for party in parties
        if tick.party in {"", party.name}
        and not (kind is ConsentKind.PERSONAL_INFORMATION and party.is_organisation)
    )


def _consent(case_id: UUID, party: Party, kind: ConsentKind, tick: ConsentEntry) -> Consent:
    """Return one party's consent; a time without a zone is China's."""
    given_at = tick.given_at
    if given_at.tzinfo is None:
        given_at = given_at.replace(tzinfo=CHINA)
    return Consent(
        case_id=case_id,
        party_id=party.id,
        kind=kind,
        given_at=given_at,
        reader=tidy(tick.reader),
        remark=tidy(tick.remark),
    )


def _oral(
    entry: OralAgreementEntry | None,
    case_id: UUID,
    parties: tuple[Party, ...],
    faults: list[str],
) -> tuple[MediationAgreement | None, tuple[Clause, ...], tuple[Obligation, ...]]:
    """Return an agreement reached on the spot; it takes effect that day (人民调解法 30)."""
    if entry is None:
        return None, (), ()
    agreement = MediationAgreement(
        case_id=case_id,
        form=AgreementForm.ORAL,
        performance=tidy(entry.performance),
        agreed_on=entry.agreed_on,
        effective_on=entry.agreed_on,
    )
    clauses = tuple(
        Clause(
            case_id=case_id,
            agreement_id=agreement.id,
            position=position,
            text=tidy(one.text),
            kind=one.kind,
        )
        for position, one in enumerate(entry.clauses, 1)
    )
    named = {party.name: party.id for party in parties}
    obligations = tuple(
        _obligation(one, agreement, position, named, faults)
        for position, one in enumerate(entry.obligations, 1)
    )
    return agreement, clauses, obligations


def _obligation(
    entry: ObligationEntry,
    agreement: MediationAgreement,
    position: int,
    named: Mapping[str, UUID],
    faults: list[str],
) -> Obligation:
    """Return what one party owes another; a name that is no party's is a fault."""
    faults += [
        f"履行义务{position}「{name}」: " + _("no party has this name")
        for name in (entry.obligor, entry.obligee)
        if tidy(name) not in named
    ]
    unnamed = UUID(int=0)
    return Obligation(
        case_id=agreement.case_id,
        agreement_id=agreement.id,
        position=position,
        obligor_id=named.get(tidy(entry.obligor), unnamed),
        obligee_id=named.get(tidy(entry.obligee), unnamed),
        action=tidy(entry.action),
        amount=_fen(entry.amount),
        due_on=entry.due_on,
        method=tidy(entry.method),
    )
