"""A city's centre from the command line: its database is PostgreSQL, its archive another folder."""

from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.keys.identities import Device, replica_of
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import BlobStore
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import pack_request, read_grant
from tests.centre.desks import CLOCK, CODE, NAME, Laptop
from tests.cli.commands import typed

pytestmark = pytest.mark.real


def test_a_city_receives_reports_and_is_rebuilt(
    tmp_path: Path, address: str, stick: FolderMailbox
) -> None:
    (tmp_path / "对象 库").mkdir()
    folder, blobs = tmp_path / "市 a<b", f"file://{tmp_path}/对象 库"
    secret = address.replace("md@", "md:secret-3@")
    made = typed("centre", "new", folder, "--office-code", "450400", "--database", secret,
                 "--blobs", blobs, "--json")  # fmt: skip
    assert "secret-3" not in made.out
    assert made.data["database"] == address.replace("md@", "")
    device, office = Device.new(), uuid4()
    request, answer = tmp_path / "request", tmp_path / "grant"
    request.write_bytes(pack_request(device, office, CODE, NAME))
    typed("centre", "enrol", "--centre", folder, request, "--to", answer)
    grant = read_grant(answer.read_bytes(), device)
    (tmp_path / "desk").mkdir()
    replica = replica_of(device.id, b"\0" * 8)
    store = Store.create(tmp_path / "desk", bytes(32), replica=replica, clock=CLOCK)
    blobs_here = BlobStore(tmp_path / "desk" / "blobs")
    laptop = Laptop(Line(store, tmp_path / "desk", blobs_here, device, grant, CLOCK))
    for number in range(3):
        laptop.close(laptop.add_case(f"案 {number} 覃𬭎"))
    send(laptop.line, stick)
    told = typed("centre", "receive", "--centre", folder, stick.folder, "--json").data
    assert told == {"applied": 6, "parked": 0, "quarantined": 0}
    assert receive(laptop.line, stick).ack is not None
    report = typed("centre", "report", "--centre", folder, "--json")
    ((office_told),) = report.data["offices"]
    assert (office_told["cases"], office_told["changes"]) == (3, 6)
    assert office_told["by_status"] == [["closed", 3]]
    assert "覃𬭎" not in report.out
    rebuilt = typed("centre", "rebuild", "--centre", folder, "--json").data
    state = store.state_hash().hex()
    assert [(one["before"], one["after"], one["second"]) for one in rebuilt] == [(state,) * 3]
    assert (
        typed("centre", "receive", "--centre", folder, stick.folder, "--json").data["applied"] == 0
    )
    store.close()
