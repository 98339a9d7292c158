"""Who gives a consent: the party itself, or for a party that cannot act alone the guardian."""

from dataclasses import replace
from datetime import date

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party, age_on
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.core.signers import signer_of
from mediatordesk.core.texts import N_, _

OF_PERSONAL_DATA = (ConsentKind.PERSONAL_INFORMATION, ConsentKind.BIOMETRICS)
CHILD = 14
"""Years; of younger people all personal information is sensitive, and their parents or guardian
agree (个人信息保护法 28, 31)."""


class GuardianAgrees(DeskError):
    """A child cannot agree to this itself, and no guardian is registered. Fields: name, age."""

    happened = N_(
        "{name} is younger than {age}: only a parent or guardian can agree to this, and none is "
        "registered."
    )
    kept = N_("No consent was noted.")
    to_do = N_("Register the guardian of the party, ask the guardian, and note it then.")


def given_for(file: CaseFile, party: Party, consent: Consent, day: date) -> Consent:
    """Return a consent to the use of personal data as given by who can give it.

    It names the guardian where one stands for the party. GuardianAgrees for a child under 14
    without one; anybody can say no for it.
    """
    if consent.kind not in OF_PERSONAL_DATA or consent.refused:
        return consent
    signer = signer_of(file, party, day)
    if signer.is_guardian and signer.name:
        by = _("agreed by the guardian {name}").format(name=signer.name)
        return replace(consent, remark=f"{consent.remark}（{by}）" if consent.remark else by)
    if party.birth_date is not None and age_on(party.birth_date, day) < CHILD:
        raise GuardianAgrees(name=party.name, age=CHILD)
    return consent
