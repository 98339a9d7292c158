"""Who asks a front proves it for each request, once, by the clock; else he gets nothing."""

import ssl
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.keys.identities import Device, SigningKey
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import pack_part
from mediatordesk.sync.bundles.names import folder_of
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.https import EnrolmentRefused, HttpsMailbox, _trust, enrol_at
from mediatordesk.sync.mailbox.known_names import KnownNames
from mediatordesk.sync.mailbox.receipts import read_time
from mediatordesk.sync.mailbox.requests import Requests, WebAddress
from mediatordesk.sync.mailbox.signed_requests import new_nonce
from mediatordesk.sync.membership.enrolment import pack_request, read_grant, with_code
from mediatordesk.sync.membership.slips import Slip
from tests.centre.desks import Laptop
from tests.centre.front.bundles import bundles_of, head_of_office, signed
from tests.centre.front.conftest import caller_for
from tests.servers.fronts import RunningFront


def test_a_signed_request_is_answered_once(net: httpx.Client, caller: Caller) -> None:
    path = head_of_office(caller)
    headers = signed(caller, path)
    assert net.get(path, headers=headers).status_code == 200
    again = net.get(path, headers=headers)
    assert (again.status_code, again.content) == (401, b"replay")


def test_nothing_of_a_signed_request_can_be_changed(net: httpx.Client, caller: Caller) -> None:
    path, digests = head_of_office(caller), bytes(64)
    headers, of_body = signed(caller, path), signed(caller, "/v1/have", digests)
    changed = {
        "unsigned": net.get(path),
        "query": net.get(f"{path}0-0", headers=headers),
        "path": net.get(path.replace("/head", "/heads"), headers=headers),
        "method": net.post(path.partition("?")[0], headers=headers),
        "host": net.get(path, headers={**headers, "Host": "centre.example"}),
        "signature": net.get(path, headers={**headers, "Signature": "md=:AAAA:"}),
        "nonsense": net.get(path, headers={**headers, "Signature-Input": "md=()"}),
        "body": net.post("/v1/have", content=bytes(63) + b"1", headers=of_body),
        "digest": net.post(
            "/v1/have", content=bytes(32),
            headers={**of_body, "Content-Digest": "sha-256=:AAAA:"},
        ),
        "body of none": net.post("/v1/have", content=digests, headers=signed(caller, "/v1/have")),
        "two signatures": net.get(
            path, headers={
                name: f"{value}, {value.replace('md=', 'me=')}" for name, value in headers.items()
            },
        ),
    }  # fmt: skip
    refused = {what: answer.status_code for what, answer in changed.items()}
    assert refused == {**dict.fromkeys(changed, 401), "method": 405}
    assert net.get(path, headers=headers).status_code == 200
    assert net.post("/v1/have", content=digests, headers=of_body).content == b"\0"


def test_another_key_and_a_revoked_device_read_nothing(
    net: httpx.Client, running: RunningFront, caller: Caller, laptop: Laptop
) -> None:
    path = head_of_office(caller)
    assert net.get(path, headers=signed(caller, path, key=SigningKey.new())).status_code == 401
    running.centre.revoke(laptop.line.device.id)
    running.tell_devices()
    assert net.get(path, headers=signed(caller, path)).status_code == 401


def test_another_offices_folder_is_closed(
    net: httpx.Client, caller: Caller, new_laptop: Callable[[str, UUID], Laptop], tmp_path: Path
) -> None:
    other = new_laptop("旁", UUID(int=5 << 96))
    theirs = caller_for(other)
    bundle = bundles_of(other, tmp_path / "kept")[-1]
    net.put(f"/v1/b/{bundle.name.removeprefix('v1/')}", content=bundle.data)
    for path in (head_of_office(theirs), f"/v1/f/{bundle.name.removeprefix('v1/')}"):
        assert net.get(path, headers=signed(caller, path)).status_code == 403
        assert net.get(path, headers=signed(theirs, path)).status_code == 200


@pytest.mark.parametrize("minutes", [-60 * 24 * 365 * 40, -11, 11, 60 * 24 * 365 * 60])
def test_a_clock_that_is_wrong_is_told_the_time_signed_for_this_request(
    net: httpx.Client, running: RunningFront, caller: Caller, minutes: int
) -> None:
    path, nonce = head_of_office(caller), new_nonce()
    wrong = datetime.now(UTC) + timedelta(minutes=minutes)
    answer = net.get(path, headers=signed(caller, path, at=wrong, nonce=nonce))
    told = read_time(answer.content, running.front.receipts)
    assert answer.status_code == 401
    assert told is not None
    assert told.nonce == nonce
    assert abs(told.at / 1000 - datetime.now(UTC).timestamp()) < 60


def test_the_time_is_told_to_anybody_and_to_each_his_own(
    net: httpx.Client, running: RunningFront
) -> None:
    one = net.get("/v1/time?n=abcdefgh").content
    told = read_time(one, running.front.receipts)
    assert told is not None
    assert told.nonce == "abcdefgh"
    assert read_time(one, SigningKey.new().verify_key) is None
    assert net.get("/v1/time?n=<b>").status_code == 400
    assert net.get("/v1/time").status_code == 400


def test_an_idle_look_is_one_request_of_at_most_600_bytes(
    mailbox: HttpsMailbox, caller: Caller, laptop: Laptop, tmp_path: Path
) -> None:
    for bundle in bundles_of(laptop, tmp_path / "kept"):
        mailbox.put(bundle)
    before = mailbox.marks(f"{folder_of(caller.office)}/head")
    counts: Counter[str] = Counter()

    class Counted(ssl.SSLSocket):
        """Counts what goes through inside TLS."""

        def send(self, data: bytes, flags: int = 0) -> int:  # type: ignore[override] # bytes only
            counts["requests"] += data.startswith((b"GET ", b"POST ", b"PUT "))
            counts["bytes"] += len(data)
            return super().send(data, flags)

        def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
            data = super().recv(buflen, flags)
            counts["bytes"] += len(data)
            return data

    trust = _trust(caller.front.authority)
    trust.sslsocket_class = Counted
    requests = Requests.to(WebAddress.read(caller.front.address, "https"), trust=trust)
    notes = KnownNames.read(caller.notes, caller.front.receipts)
    later = HttpsMailbox(caller, requests, notes)
    assert later.marks(f"{folder_of(caller.office)}/head") == before
    later.close()
    assert counts["requests"] == 1
    assert counts["bytes"] <= 600


def test_a_front_says_which_parts_it_has_in_one_answer(
    mailbox: HttpsMailbox, caller: Caller, laptop: Laptop, net: httpx.Client
) -> None:
    case = laptop.add_case()
    blob = laptop.add_file(case, b"\x00scan\xff" * 300_000)
    head = laptop.line.store.head()
    parts = [
        pack_part(laptop.line.blobs.part(one), blob, laptop.line.sender, head.replica)
        for one in blob.parts
    ]
    assert len(parts) > 2
    mailbox.put(parts[1])
    assert mailbox.have(parts) == [False, True, *[False] * (len(parts) - 2)]
    assert mailbox.has(parts[1])
    assert mailbox.get(parts[1].name) == parts[1].data
    assert mailbox.names() == ()
    assert net.post("/v1/have", content=bytes(32 * 1001)).status_code == 413
    assert (
        net.post("/v1/have", content=b"1", headers=signed(caller, "/v1/have", b"1")).status_code
        == 400
    )


def test_a_request_for_enrolment_waits_until_the_centre_has_answered(
    net: httpx.Client, running: RunningFront
) -> None:
    body = "请准予登记 a<b".encode()
    assert net.post("/v1/enrol", content=body).status_code == 202
    [request] = (running.folder / "enrol").glob("*.request")
    assert request.read_bytes() == body
    request.with_suffix(".grant").write_bytes(b"sealed")
    answer = net.post("/v1/enrol", content=body)
    assert (answer.status_code, answer.content) == (200, b"sealed")
    assert net.post("/v1/enrol", content=b"x" * (16 << 10) + b"x").status_code == 413
    for file in (running.folder / "enrol").iterdir():
        file.unlink()


def test_a_slip_enrols_a_laptop_through_the_front(
    centre: Centre, running: RunningFront, tmp_path: Path
) -> None:
    slip, _ = centre.enrolments.new_slip("450405102", "长洲镇 a<b")
    device = Device.new()
    request = with_code(pack_request(device, UUID(int=77), "450405102", "长洲镇 a<b"), slip)
    wrong = with_code(pack_request(device, UUID(int=78), "450405102", "长洲镇"), Slip.new(
        centre.secrets.signing.verify_key
    ))  # fmt: skip
    worker, address = running.worker(), running.front.address
    assert enrol_at(address, request) is None
    assert enrol_at(address, wrong) is None
    worker.step()
    grant = read_grant(enrol_at(address, request) or b"", device)
    assert grant.front == running.front
    assert enrol_at(address, request) is not None  # the answer was lost on its way, perhaps
    with pytest.raises(EnrolmentRefused):
        enrol_at(address, wrong)
    floor = datetime.now(CHINA) - timedelta(days=9)
    store = Store.create(tmp_path, bytes(32), replica=bytes(8), clock=Clock.computer())
    caller = Caller(device.signing, grant.office, running.front, Clock.computer(), floor, store)
    with closing(HttpsMailbox.of(caller)) as mailbox:
        assert mailbox.names() == ()  # the front knows the new device
    store.close()


@pytest.mark.parametrize("hours", [-24 * 3650, -3, 3, 24 * 3650])
def test_a_laptop_with_a_wrong_clock_exchanges_and_knows_by_how_much(
    caller: Caller, hours: int
) -> None:
    wrong = Clock(lambda: datetime.now(CHINA) + timedelta(hours=hours))
    with closing(HttpsMailbox.of(replace(caller, clock=wrong))) as mailbox:
        assert mailbox.names() == ()
        assert mailbox.clock_off is not None
        assert abs(mailbox.clock_off - timedelta(hours=hours)) < timedelta(minutes=2)
    with closing(HttpsMailbox.of(caller)) as mailbox:
        mailbox.names()
        assert mailbox.clock_off is None
