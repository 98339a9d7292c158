"""Make the first edition of the Word templates.

    .venv/bin/python packaging/templates/build.py forms

What a county has changed since in its own templates is overwritten: they belong to it, and this
is run only to make the edition that is shipped. The same source makes the same bytes.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import agreements
import closing
import court
import covers
import evidence
import exits
import handing_over
import intake
import mediation
import notices
import premiums
import procedure
import recovery
import reports
import slips
from sheets import Sheet

PAPERS: Mapping[str, Mapping[str, Callable[[], Sheet]]] = {
    "court": {
        "D24": court.application,
        "D25": court.undertaking,
        "D26": court.certificate,
        "D35": exits.claim_opinion,
        "D38": exits.attestation,
        "D40": exits.composition,
        "D48": exits.mediation_first,
        "D49": court.review_table,
    },
    "people": {
        "D01": covers.cover,
        "D02": covers.index,
        "D03": procedure.application,
        "D06": procedure.notice_of_non_acceptance,
        "D08": procedure.notice_of_session,
        "D09": procedure.choice_of_mediators,
        "D09N": procedure.notice_of_panel,
        "D10": procedure.request_for_recusal,
        "D10D": procedure.decision_on_recusal,
        "D13": evidence.investigation,
        "D14": evidence.evidence_list,
        "D14P": evidence.evidence_sheets,
        "D16": procedure.consent_to_extension,
        "D22": procedure.reminder,
        "D04": intake.acceptance_form,
        "D05": intake.notice_of_acceptance,
        "D07": notices.rights_notice,
        "D11": notices.power_of_attorney,
        "D12": notices.service_address,
        "D15": mediation.session_record,
        "D17": agreements.written_agreement,
        "D18": agreements.oral_agreement,
        "D19": closing.undisputed_facts,
        "D20": closing.termination_notice,
        "D21": mediation.receipt,
        "D23": mediation.visit_record,
        "D27": closing.proof_of_service,
        "D28": closing.closing_report,
        "D29": closing.file_note,
        "D30": closing.back_cover,
        "D31": reports.referral_letter,
        "D31R": reports.reply_letter,
        "D32": reports.risk_report,
        "D34": reports.joint_minutes,
        "D37": notices.consent_to_processing,
        "D41": intake.identity_sheet,
        "D43": closing.confidentiality,
        "D44": reports.assessment,
        "D45": reports.clue_letter,
        "D45R": reports.clue_answer,
    },
    "social-insurance": {
        "D33": premiums.intake_form,
        "D33A": premiums.routing_slip,
        "D33C": premiums.late_fee_sheet,
        "D42": premiums.receipt,
    },
}

BESIDE: Mapping[str, Callable[[], Sheet]] = {
    "recovery": recovery.recovery_sheet,
    "check-sheet": handing_over.check_sheet,
    "ruling-facts": handing_over.ruling_facts,
    "signing-log": handing_over.signing_log,
    "slip": slips.slip,
}
"""Papers that are no case's own: they stand beside the packs, in `resources/papers`."""


def main() -> None:
    """Write every template into its pack's folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("forms", type=Path, help="the folder of the packs")
    parser.add_argument("--only", default="", help="these papers: D13,D14")
    given = parser.parse_args()
    only = given.only.split(",") if given.only else []
    for pack, papers in PAPERS.items():
        folder = given.forms / pack / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for code, make in papers.items():
            if not only or code in only:
                make().save(folder / f"{code}.docx")
    for name, make in BESIDE.items():
        if not only or name in only:
            make().save(given.forms.parent / "resources" / "papers" / f"{name}.docx")


if __name__ == "__main__":
    main()
