"""How a desk becomes known to a centre, and what it knows of it from then on."""

from dataclasses import dataclass, replace

from mediatordesk.actions.desks.desk import DEVICE, Desk
from mediatordesk.actions.desks.operators import settle_keys
from mediatordesk.actions.desks.slot_records import RECOVERY
from mediatordesk.actions.sending.second_copies import (
    OWN_KEYS,
    keys_to_ask_for,
    leave_shared_name,
    own_keys,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.records import changed
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import Device, VerifyKey
from mediatordesk.store.own_office import OFFICE, joined_office
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.membership.enrolment import (
    BadGrant,
    Grant,
    pack_request,
    read_grant,
    replacing,
    with_code,
)
from mediatordesk.sync.membership.slip_refusals import refusal
from mediatordesk.sync.membership.slips import Slip, centre_letters

GRANT = "grant"
INVITED = "enrolment/centre"
"""The letters of the centre whose slip was used last; only its answer is taken."""
NEW_KEYS = "enrolment/device"
"""The keys that are to be the device's once the centre knows them."""
ON_LINE = "https://"


class NotEnrolled(DeskError):
    """The desk does not know any centre yet."""

    happened = N_("Nothing was sent: this desk does not belong to a centre yet.")
    kept = N_("All work is saved here, and goes to the centre when the desk is enrolled.")
    to_do = N_("Send the enrolment request to the centre, and take in its answer.")


class OtherCentre(DeskError):
    """An answer comes from another centre than the slip names."""

    happened = N_("The answer was not taken: it comes from another centre than the slip names.")
    kept = N_("The desk works on as before, with everything in it.")
    to_do = N_("Compare the first sixteen letters of the slip, and call the centre.")


class OlderAnswer(DeskError):
    """An answer of the centre that is older than the one that was taken in."""

    happened = N_("The answer was not taken: this desk has a newer one of the same centre.")
    kept = N_("The desk works on as before, with everything in it.")
    to_do = N_("There is nothing to do; if something does not work, ask for a new slip.")


class HasOwnCases(DeskError):
    """A desk with cases of its own is invited into another office. Field: office."""

    happened = N_("This desk cannot join {office}: it holds cases and numbers of its own office.")
    kept = N_("Nothing was changed; its cases stay here, under their numbers.")
    to_do = N_("Make a new desk for that office, or ask the centre for a slip that enrols "
               "this desk as an office of its own.")  # fmt: skip


class NoAddress(DeskError):
    """A slip names no address that could be asked on the line."""

    happened = N_("The slip names no address of the centre on the net.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_(
        "Write a request to a stick and take it to the centre: sync request FILE --slip TEXT"
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """The centre has the request and has not answered yet: ask again with the same slip."""


def read_slip(text: str) -> Slip:
    """Read a slip as it was typed, pasted or scanned. BadSlip."""
    return Slip.read(text)


def enrolment_request(desk: Desk, slip: Slip | None = None) -> bytes:
    """Return the file by which this desk asks a centre to be enrolled.

    With a slip it proves that the centre has invited it, and only that centre's answer is taken.
    A copy of a desk that goes on elsewhere asks for keys of its own.
    """
    request = _request_of(desk, keys_to_ask_for(desk.store, desk.device))
    if slip is None:
        return request
    desk.store.remember(INVITED, slip.centre.encode())
    return with_code(request, slip)


def request_online(desk: Desk, slip: Slip) -> Grant | Waiting:
    """Ask the centre of a slip on the line, at one of its addresses after the other.

    NoAddress, MailboxAway, SlipRefused; and as `take_grant` once the answer is there.
    """
    answer = ask_online(slip, enrolment_request(desk, slip))
    return Waiting() if answer is None else take_grant(desk, answer)


def ask_online(slip: Slip, request: bytes) -> bytes | None:
    """Give a request to the centre of a slip; return its answer, None if it is to come.

    It needs no desk, so it can wait in any thread. NoAddress, MailboxAway, SlipRefused.
    """
    from mediatordesk.sync.mailbox.https import (  # noqa: PLC0415  late: httpx takes 0.2 s
        EnrolmentRefused,
        enrol_at,
    )

    away: MailboxAway | None = None
    for address in slip.addresses:
        if not address.startswith(ON_LINE):
            continue
        try:
            return enrol_at(address, request)
        except EnrolmentRefused as error:
            raise refusal(error.reason) from error
        except MailboxAway as error:
            away = error
    raise away or NoAddress()


def new_keys_request(desk: Desk) -> bytes:
    """Return the file by which this desk asks its centre to take new keys of it. NotEnrolled.

    The keys until now sign it too, and stay in use until the centre's answer is taken in. Asked
    again, it is the same file.
    """
    line_of(desk)
    kept = desk.store.recall(NEW_KEYS)
    device = Device.from_bytes(kept) if kept else Device.new()
    if not kept:
        desk.store.remember(NEW_KEYS, device.to_bytes())
    return replacing(_request_of(desk, device), desk.device)


def take_grant(desk: Desk, data: bytes, slip: Slip | None = None) -> Grant:
    """Take in the centre's answer. BadGrant, OtherCentre, OlderAnswer, HasOwnCases.

    It must be of the centre that the slip names: this one, or the one that was shown last.

    From then on the county's officers recover a forgotten desk, if the centre has such officers;
    a recovery sheet that was printed before opens nothing any more. A desk without cases that is
    let into another office joins it. The second copy of a desk has keys of its own from then on,
    and goes on under a name of its own; what it wrote before stays as it is.
    """
    known = grant_of(desk)
    grant, device = _read(desk, data, known.centre if known else None)
    invited = slip.centre if slip else (desk.store.recall(INVITED) or b"").decode()
    if invited and centre_letters(grant.centre) != invited:
        raise OtherCentre
    if known is not None and grant.at < known.at:
        raise OlderAnswer
    _join_office(desk, grant)
    values: dict[str, bytes] = {GRANT: data, INVITED: b""}
    if device != desk.device:
        values |= {DEVICE: device.to_bytes(), NEW_KEYS: b""}
    if device == own_keys(desk.store):
        memory, shared = Memory(desk.store), desk.store.own_replicas()
        values |= {OWN_KEYS: b"", **memory.with_former(shared, desk.device)}
    desk.store.remember_all(values)
    leave_shared_name(line_of(desk), desk.tides, desk.operator.id)
    _believe_roster(desk, grant)
    _let_county_recover(desk, grant)
    return grant


def grant_of(desk: Desk) -> Grant | None:
    """Return the centre's answer that was taken in, if there was one."""
    data = desk.store.recall(GRANT)
    return None if data is None else read_grant(data, desk.device)


def line_of(desk: Desk) -> Line:
    """Return the desk's connection to its centre; NotEnrolled if it has none."""
    grant = grant_of(desk)
    if grant is None:
        raise NotEnrolled
    return Line(desk.store, desk.folder, desk.blobs, desk.device, grant, desk.clock)


def _request_of(desk: Desk, device: Device) -> bytes:
    """Return a request of a device for the desk's office, or the one that it has joined."""
    office = desk.office
    return pack_request(device, joined_office(desk.store) or office.id, office.code, office.name)


def _read(desk: Desk, data: bytes, centre: VerifyKey | None) -> tuple[Grant, Device]:
    """Read an answer to the device, or to the new keys that it has asked for. BadGrant."""
    kept, own = desk.store.recall(NEW_KEYS), own_keys(desk.store)
    asked = [one for one in (Device.from_bytes(kept) if kept else None, own) if one is not None]
    for device in (desk.device, *asked):
        try:
            return read_grant(data, device, centre), device
        except BadGrant:
            continue
    raise BadGrant


def _join_office(desk: Desk, grant: Grant) -> None:
    """Let a desk without cases belong to the office of its grant. HasOwnCases.

    Its own office is voided, and says what is known of the other until that one's record comes.
    """
    own = desk.office
    if grant.office in (own.id, joined_office(desk.store)):
        return
    if any(desk.store.where(kind, "1 = 1 LIMIT 1", ()) for kind in (Case, NumberUse)):
        raise HasOwnCases(office=grant.office_name or grant.office.hex[:8])
    named = replace(
        own, code=grant.office_code or own.code, name=grant.office_name or own.name,
        void_reason=str(grant.office),
    )  # fmt: skip
    desk.commit([changed(own, named)])
    desk.store.remember(OFFICE, grant.office.bytes)


def _believe_roster(desk: Desk, grant: Grant) -> None:
    """Keep the roster that came with a grant, unless a newer one is known."""
    memory, told = Memory(desk.store), grant.office_roster
    known = memory.roster()
    if told is not None and (known is None or told.version > known.version):
        memory.keep_roster(told)


def _let_county_recover(desk: Desk, grant: Grant) -> None:
    """Let the county's officers recover the desk, if the centre has such."""
    if grant.recovery is None:
        return
    desk.store.remember(RECOVERY, grant.recovery.text.encode())
    settle_keys(desk)
    office = replace(desk.office, recovery_recipient=grant.recovery.text)
    if office != desk.office:
        desk.commit([changed(desk.office, office)])
