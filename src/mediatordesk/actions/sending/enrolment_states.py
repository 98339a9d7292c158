"""What a desk can say of its enrolment: who it is, to whom, and what it may do."""

from dataclasses import dataclass, replace

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import NEW_KEYS, grant_of
from mediatordesk.actions.sending.second_copies import is_second_copy, own_keys
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.membership.six_words import WordList
from mediatordesk.sync.membership.slips import centre_letters


@dataclass(frozen=True, slots=True)
class EnrolmentState:
    """What a desk can say of its enrolment. `words` are to be compared by telephone.

    `letter` stands in its provisional marks; the registrar alone gives legal numbers. `devices`
    are those of the office that are not revoked.
    """

    enrolled: bool
    words: tuple[str, ...]
    device: str
    centre_name: str = ""
    centre: str = ""
    office_name: str = ""
    letter: str = "A"
    registrar: bool = True
    revoked: bool = False
    devices: int = 0
    new_keys_wait: bool = False
    second_copy: bool = False
    """It is a copy of a desk that goes on elsewhere, and is to ask for keys of its own."""


def six_words(desk: Desk) -> tuple[str, ...]:
    """Return the six words of this desk's device, to be compared by telephone.

    Those of the keys that it has asked for, if it is a copy and has asked for its own.
    """
    words, device = WordList.read(desk.places.codes), own_keys(desk.store) or desk.device
    return words.words_of(device.signing.verify_key, device.identity.recipient)


def enrolment_state(desk: Desk) -> EnrolmentState:
    """Return what this desk can say of its enrolment."""
    grant, device = grant_of(desk), desk.device
    fingerprint, words = device.signing.verify_key.fingerprint, six_words(desk)
    if grant is None:
        return EnrolmentState(enrolled=False, words=words, device=fingerprint)
    told = EnrolmentState(
        enrolled=True, words=words, device=fingerprint, centre_name=grant.centre_name,
        centre=centre_letters(grant.centre), office_name=desk.office.name,
        new_keys_wait=bool(desk.store.recall(NEW_KEYS)),
        second_copy=is_second_copy(desk.store),
    )  # fmt: skip
    roster = Memory(desk.store).roster()
    mine = roster.device(device.id) if roster else None
    if roster is None or mine is None:
        return told
    return replace(
        told,
        letter=roster.letter_of(device.id),
        registrar=roster.is_registrar(device.id),
        revoked=bool(mine.revoked),
        devices=len({roster.letter_of(one.key.device_id) for one in roster.active}),
    )
