"""An agreement takes effect: when all have signed whose signature the law waits for."""

from dataclasses import replace
from datetime import date

from mediatordesk.actions.cases.periods import begun_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import facts_about
from mediatordesk.actions.signing.places import places_on
from mediatordesk.core.agreements import EFFECTIVE_BY, MediationAgreement, effective_on
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Op
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.core.records import changed
from mediatordesk.forms import PaperKind, facts_of
from mediatordesk.forms.language import language


def taking_effect(desk: Desk, file: CaseFile, paper: Paper) -> list[Op]:
    """Return the operations that put an agreement into force once its paper is signed.

    The day is only ever computed: that of the last signature or seal that the law waits for. It
    stands from then on; what is signed later, such as the recorder's, does not move it.
    """
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    agreement = next((one for one in file.agreements if one.id == paper.about), None)
    if agreement is None or agreement.effective_on or kind.number != "agreement":
        return []
    day = _day_of_effect(desk, file, paper, agreement, kind)
    if day is None:
        return []
    after = replace(agreement, effective_on=day)
    agreements = tuple(after if one.id == after.id else one for one in file.agreements)
    begun = begun_periods(desk, replace(file, agreements=agreements))
    return [changed(agreement, after), *begun]


def roles_of_effect(desk: Desk, file: CaseFile, paper: Paper, kind: PaperKind) -> set[SignerRole]:
    """Return whose signatures put an agreement into force: by its track, if the pack says so."""
    if not kind.effects:
        return set(EFFECTIVE_BY)
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    facts = language.readable(pack.with_elements(facts_of(file, today)))
    scope = facts_about(kind, facts, paper.about)
    rule = next((one for one in kind.effects if language.holds(one.when, scope)), None)
    return set(rule.roles if rule else EFFECTIVE_BY)


def _day_of_effect(
    desk: Desk, file: CaseFile, paper: Paper, agreement: MediationAgreement, kind: PaperKind
) -> date | None:
    roles = roles_of_effect(desk, file, paper, kind)
    days = (
        place.signature.signed_on if place.signature else None
        for place in places_on(desk, file, paper)
        if place.role in roles and place.required
    )
    return effective_on(agreement.form, agreement.agreed_on, days)
