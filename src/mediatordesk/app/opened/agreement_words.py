"""What an agreement is called on the screen."""

from mediatordesk.core.agreements import AgreementForm, MediationAgreement
from mediatordesk.core.texts import _


def agreement_name(agreement: MediationAgreement) -> str:
    """Return the form of an agreement and its number, if it has one."""
    oral = agreement.form is AgreementForm.ORAL
    form = _("oral agreement") if oral else _("written agreement")
    return " ".join(filter(None, (form, agreement.number)))
