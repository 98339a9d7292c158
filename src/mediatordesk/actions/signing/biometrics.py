"""Fingerprint and drawn strokes: kept only of somebody who was asked apart, and agreed.

The picture of a signature is the signature itself: without it nothing is signed, so it needs no
consent of its own (个人信息保护法 13 I (2)). A fingerprint, and strokes with their times, tell a
person apart by the body and the hand: sensitive information (28), which needs a consent of its
own (29) after telling why and what follows (30). Nobody has to give it: who is asked and says no
signs on the printed paper, or draws, and only the picture is kept. For a party that cannot act
alone the guardian signs, presses and agrees (31). An organisation's seal is nobody's body.

The mediator and the recorder are not asked here, for the consent of a case is a party's: of them
only the picture is kept.
"""

from mediatordesk.actions.signing.places import Place
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import N_


class NotAsked(DeskError):
    """Nobody has asked yet whether fingerprint and strokes may be kept. Fields: name."""

    happened = N_(
        "{name} has not been asked yet whether a fingerprint or the strokes of a drawn signature "
        "may be kept."
    )
    kept = N_("Nobody has signed with it, and no fingerprint and no strokes were kept.")
    to_do = N_(
        "Ask first, and note the answer (step “consent”, kind biometrics; “refused” if it is no). "
        "Or print the paper, let it be signed by hand and scan it: nobody has to be asked for that."
    )


class PrintRefused(DeskError):
    """A fingerprint of somebody who does not want it to be kept. Fields: name."""

    happened = N_("{name} does not agree that a fingerprint is kept.")
    kept = N_("Nobody has signed with it, and the fingerprint was not kept.")
    to_do = N_("Sign without it, or on the printed paper; that is worth the same.")


class NoPrintHere(DeskError):
    """A fingerprint of somebody who signs in an office. Fields: name."""

    happened = N_("No fingerprint of {name} is kept: only parties press one.")
    kept = N_("Nobody has signed with it, and the fingerprint was not kept.")
    to_do = N_("Sign without it.")


def require_print_wanted(file: CaseFile, place: Place) -> None:
    """Raise NotAsked, PrintRefused or NoPrintHere if the print for a place may not be kept.

    What an organisation puts there is its seal.
    """
    if place.is_organisation:
        return
    if place.party_id is None:
        raise NoPrintHere(name=place.called)
    if not agrees(file, place):
        raise (NotAsked if agrees(file, place) is None else PrintRefused)(name=place.name)


def strokes_wanted(file: CaseFile, place: Place) -> bool:
    """Tell whether the strokes drawn in a place are kept; NotAsked if a party was not asked."""
    if place.party_id is None:
        return False
    answer = agrees(file, place)
    if answer is None:
        raise NotAsked(name=place.name)
    return answer


def agrees(file: CaseFile, place: Place) -> bool | None:
    """Return what a place's party, or its guardian, said; None while nobody has asked."""
    asked = [
        one
        for one in file.consents
        if (one.party_id, one.kind) == (place.party_id, ConsentKind.BIOMETRICS)
    ]
    return not asked[-1].refused if asked else None
