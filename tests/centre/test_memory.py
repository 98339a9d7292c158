"""Whatever lies on a stick, neither the centre nor a laptop takes more memory than it has."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.sync.delivery.colleagues import hear_roster
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import pack_request
from tests.servers import postgres

from .desks import CLOCK, CODE, NAME, Laptop
from .hostile_stick import fill, keep_laptop

MEGABYTES = {"centre": 300, "laptop": 200}
LARGEST, CHANGES = 4, 2 + 19 + 18_000
"""The bundles that are right, and the changes in them."""
ROOT = Path(__file__).parents[2]


def went_through(role: str, folder: Path, stick: FolderMailbox) -> tuple[int, int, int]:
    """Let a process go through a stick; return bundles refused, changes applied, memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.centre.hostile_stick", role, folder, stick.folder],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,  # it is memory that counts here, on however busy a machine
    )
    refused, applied, megabytes = done.stdout.split()
    return int(refused), int(applied), int(megabytes)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of the centre's database; of files it has none."""
    if request.param == "sqlite":
        yield ""
    elif postgres.is_there():
        with postgres.postgres_server() as server:
            yield server.address
    else:
        pytest.skip("PostgreSQL 15 is not installed")


@pytest.fixture
def centre(tmp_path: Path, address: str) -> Iterator[Centre]:
    """Return a new centre."""
    places = Places(database=address)
    one = Centre.new(tmp_path / "centre", "450405", "市", clock=CLOCK, places=places)
    yield one
    one.close()


@pytest.mark.real
@pytest.mark.skipif(sys.platform != "linux", reason="sizes of processes are read from /proc")
def test_bombs_and_the_largest_bundles_stay_within_the_memory_of_a_laptop_and_of_a_worker(
    centre: Centre, new_laptop: Callable[[str, UUID], Laptop], stick: FolderMailbox
) -> None:
    office = uuid4()
    writer, reader = new_laptop("甲", office), new_laptop("乙", office)
    for laptop in (writer, reader):
        laptop.add_case()
        send(laptop.line, stick)
    centre.receive(stick)
    for laptop in (writer, reader):
        hear_roster(laptop.line, stick)
        receive(laptop.line, stick)
    line = reader.line
    grant = centre.enrol(pack_request(line.device, office, CODE, NAME)).grant
    keep_laptop(line, line.folder, grant)
    count = fill(stick, writer.line)
    for role, folder in (("laptop", line.folder), ("centre", centre.folder)):
        refused, applied, megabytes = went_through(role, folder, stick)
        assert refused == count - LARGEST, role
        assert applied >= CHANGES, role
        assert megabytes < MEGABYTES[role], role
