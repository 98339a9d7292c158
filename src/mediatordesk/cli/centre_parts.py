"""What a centre that serves consists of: a front at an open door, and workers behind it."""

from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket

from mediatordesk.centre.front.folder import DEFAULT, FrontKeys, set_up
from mediatordesk.centre.front.serving import run_front
from mediatordesk.centre.front.working import Share, run_worker, tell_devices
from mediatordesk.centre.inbox import Centre
from mediatordesk.cli.arguments import Given
from mediatordesk.cli.processes import Part
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

ANY = ("0.0.0.0", "::")  # noqa: S104 - what a person may ask for, not what is done by itself


class CannotListen(DeskError):
    """The address is taken, or not one of this computer. Fields: address, reason."""

    happened = N_("Nothing can be served at {address}: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name another address and port with --listen, for example 0.0.0.0:8443.")


def parts_of_front(given: Given) -> tuple[list[Part], str]:
    """Return the parts on a host that only receives."""
    FrontKeys.read(given.front_only)
    door = _door(*given.listen)
    host, port = door.getsockname()[:2]
    return [_front(given.front_only, door)], f"https://{given.name or host}:{port}"


def parts_beside(given: Given) -> tuple[list[Part], str]:
    """Return the parts on the centre's own host, after the front was set up and told the devices.

    Grants of from now on say where it is.
    """
    centre = Centre.open(given.centre, clock=given.clock)
    folder = given.front or given.centre / DEFAULT
    door = None if given.workers_only else _door(*given.listen)
    host, port = door.getsockname()[:2] if door else given.listen
    hosts = [one for one in (given.name, host) if one and one not in ANY] or ["localhost"]
    whose, now = centre.secrets.signing.verify_key, given.clock.now()
    front = set_up(given.centre, folder, whose, hosts, port, now)
    if centre.register.front != front:
        centre.enrolments.announce(front=front)
    tell_devices(centre, folder)
    parts = [] if door is None else [_front(folder, door)]
    count = max(1, given.workers)
    for place in range(count):
        name, share = _("worker {n}").format(n=place + 1), Share(place, count)
        parts.append(Part(name, run_worker, (given.centre, folder, share)))
    return parts, front.address


def _front(folder: Path, door: socket) -> Part:
    return Part(_("front"), run_front, (folder, door))


def _door(host: str, port: int) -> socket:
    """Open the place to listen at: it stays open while a fallen front is started again.

    CannotListen.
    """
    try:
        return create_server(
            (host, port), family=AF_INET6 if ":" in host else AF_INET, backlog=1024
        )
    except OSError as error:
        raise CannotListen(address=f"{host}:{port}", reason=reason_of(error)) from error
