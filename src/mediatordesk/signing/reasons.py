"""Why a signature is broken or not trusted, in words (pyHanko, which costs 0.2 s to import)."""

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus

from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import certificate_facts

OUT_OF_TERM = {
    AdESIndeterminate.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
    AdESIndeterminate.NOT_YET_VALID,
}
REVOKED = {
    AdESIndeterminate.REVOKED_NO_POE,
    AdESIndeterminate.REVOKED_CA_NO_POE,
    AdESFailure.REVOKED,
}


def counts(status: TimestampSignatureStatus) -> bool:
    """Say whether a timestamp is unbroken and from an authority that is trusted."""
    return bool(status.intact and status.valid and status.trusted)


def breach(status: SignatureStatus, *, docmdp_ok: bool | None = True) -> str:
    """Say how the paper or the signature was changed."""
    if not status.intact:
        return _("what was signed has been changed")
    if not status.valid:
        return _("the signature does not belong to this certificate")
    if not docmdp_ok:
        return _("something was added or changed after it was signed")
    return _("the bytes of the signature itself were changed")


def distrust(status: SignatureStatus) -> str:
    """Say why a certificate, or that of its timestamp, is not trusted; empty if both are."""
    if not status.trusted:
        return _why_not(status)
    stamped = getattr(status, "timestamp_validity", None)
    if stamped is None or counts(stamped):
        return ""
    if not (stamped.intact and stamped.valid):
        return _("its timestamp is broken")
    return _("its timestamp comes from an authority that is not trusted here (未受信任)")


def _why_not(status: SignatureStatus) -> str:
    """Say why a certificate does not lead to an authority that is trusted."""
    why = status.trust_problem_indic
    if why == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return _("its certificate comes from an authority that is not trusted here (未受信任)")
    if why == AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
        return _("its certificate does not lead to an authority that is trusted here (未受信任)")
    if why in OUT_OF_TERM:
        facts = certificate_facts(status.signing_cert.dump())
        words = _("its certificate is only valid from {begins} to {ends}")
        return words.format(begins=facts.begins.date(), ends=facts.ends.date())
    if why in REVOKED:
        return _("its certificate was revoked")
    return _("its certificate was not valid ({why})").format(why=why)
