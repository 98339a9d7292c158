"""Make the first edition of the Word templates.

    .venv/bin/python packaging/templates/build.py forms

What a county has changed since in its own templates is overwritten: they belong to it, and this
is run only to make the edition that is shipped. The same source makes the same bytes.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import agreements
import court
import intake
import mediation
import notices
import premiums
import recovery
from sheets import Sheet

PAPERS: Mapping[str, Mapping[str, Callable[[], Sheet]]] = {
    "people": {
        "D04": intake.acceptance_form,
        "D05": intake.notice_of_acceptance,
        "D07": notices.rights_notice,
        "D11": notices.power_of_attorney,
        "D12": notices.service_address,
        "D15": mediation.session_record,
        "D17": agreements.written_agreement,
        "D18": agreements.oral_agreement,
        "D21": mediation.receipt,
        "D23": mediation.visit_record,
        "D24": court.application,
        "D25": court.undertaking,
        "D26": court.certificate,
        "D37": notices.consent_to_processing,
        "D41": intake.identity_sheet,
    },
    "social-insurance": {
        "D33": premiums.intake_form,
        "D33C": premiums.late_fee_sheet,
        "D42": premiums.receipt,
    },
}


def main() -> None:
    """Write every template into its pack's folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("forms", type=Path, help="the folder of the packs")
    forms = parser.parse_args().forms
    for pack, papers in PAPERS.items():
        folder = forms / pack / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for code, make in papers.items():
            make().save(folder / f"{code}.docx")
    recovery.recovery_sheet().save(forms.parent / "resources" / "papers" / "recovery.docx")


if __name__ == "__main__":
    main()
