"""A front takes in what an enrolled laptop has signed, whole, in its place; and signs for it."""

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from mediatordesk.keys.identities import Device, SigningKey
from mediatordesk.sync.bundles.blobs import pack_part
from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, Envelope, Kind, packed
from mediatordesk.sync.bundles.names import feed_name, hash_in_name
from mediatordesk.sync.mailbox.https import _trust
from mediatordesk.sync.mailbox.receipts import read_receipt
from tests.centre.desks import Laptop
from tests.centre.front.bundles import bundles_of, path_of
from tests.servers.fronts import RunningFront


@pytest.fixture
def bundle(laptop: Laptop, tmp_path: Path) -> Bundle:
    """Return a bundle with a new case."""
    return bundles_of(laptop, tmp_path / "kept")[-1]


def put(net: httpx.Client, bundle: Bundle) -> httpx.Response:
    return net.put(path_of(bundle), content=bundle.data)


def renamed(bundle: Bundle, old: str, new: str) -> Bundle:
    return Bundle(bundle.name.replace(old, new), bundle.data)


def test_what_is_put_is_signed_for_and_lies_there(
    net: httpx.Client, running: RunningFront, bundle: Bundle
) -> None:
    first, again = put(net, bundle), put(net, bundle)
    assert (first.status_code, again.status_code) == (201, 200)
    for answer in (first, again):
        receipt = read_receipt(answer.content, running.front.receipts)
        assert receipt is not None
        assert (receipt.name, receipt.digest.hex()[:24]) == (bundle.name, hash_in_name(bundle.data))
    assert running.box.get(bundle.name) == bundle.data
    assert bundle.name in running.box.names()
    assert read_receipt(first.content, SigningKey.new().verify_key) is None


def test_the_same_sent_by_ten_at_once_is_kept_once(
    running: RunningFront, net: httpx.Client, bundle: Bundle
) -> None:
    with ThreadPoolExecutor(10) as ten:
        answers = list(ten.map(lambda _number: put(net, bundle).status_code, range(10)))
    assert sorted(set(answers)) == [200, 201]
    assert answers.count(201) == 1
    assert running.box.listings.names(bundle.name.split("/")[1]).count(bundle.name) == 1


def test_a_bundle_is_refused_that_is_not_what_its_name_and_signature_say(
    net: httpx.Client, running: RunningFront, bundle: Bundle
) -> None:
    flipped = bytearray(bundle.data)
    flipped[-1] ^= 1
    in_head = bytearray(bundle.data)
    in_head[40] ^= 1
    other = Bundle(bundle.name, bundle.data + b"\0")
    name = bundle.name
    wrong = {
        "cipher text": (Bundle(name, bytes(flipped)), 400),
        "head": (Bundle(name, bytes(in_head)), 401),
        "one byte more": (other, 400),
        "cut": (Bundle(name, bundle.data[:-1]), 400),
        "only a head": (Bundle(name, bundle.data[:200]), 400),
        "nothing": (Bundle(name, b""), 400),
        "no bundle": (Bundle(name, b"<html>" * 100), 400),
        "another hash": (renamed(bundle, name[-28:-4], "0" * 24), 409),
        "another replica": (renamed(bundle, name.split("/")[2], "0" * 16), 403),
        "another office": (renamed(bundle, name.split("/")[1], "0" * 8), 403),
        "in the feed": (renamed(bundle, name.split("/")[2], "feed"), 403),
        "among the rosters": (renamed(bundle, name.split("/")[2], "roster"), 403),
        "among the parts": (renamed(bundle, name.split("/")[2], "part"), 403),
        "a way out": (Bundle("v1/../../etc/x.mdb", bundle.data), 404),
        "no name": (Bundle("v1/照片.jpg", bundle.data), 400),
    }
    for what, (one, status) in wrong.items():
        assert put(net, one).status_code == status, what
    assert not running.box.lies(bundle.name)
    assert put(net, bundle).status_code == 201


def test_a_device_that_nobody_enrolled_is_refused_and_one_that_is_revoked_is_heard(
    net: httpx.Client, running: RunningFront, laptop: Laptop, bundle: Bundle
) -> None:
    stranger = Device.new().signing
    data = packed(
        Envelope(Kind.LOG, bytes(8)), ["?"], stranger, [laptop.line.grant.centre_recipient]
    )
    name = f"{bundle.name.rsplit('/', 3)[0]}/{'0' * 16}/202611/00000001-{hash_in_name(data)}.mdb"
    assert put(net, Bundle(name, data)).status_code == 401
    running.centre.revoke(laptop.line.device.id)
    running.tell_devices()
    assert put(net, bundle).status_code == 201  # an officer will look at it


def test_a_laptop_writes_nothing_in_the_centres_name(
    net: httpx.Client, laptop: Laptop, office: UUID
) -> None:
    key, recipient = laptop.line.device.signing, laptop.line.grant.centre_recipient
    data = packed(Envelope(Kind.FEED, bytes(8)), ["all received"], key, [recipient])
    assert put(net, Bundle(feed_name(office, 1_764_000_000_000, 1, data), data)).status_code == 403


def test_a_part_that_two_laptops_have_is_kept_once_and_signed_for_twice(
    net: httpx.Client, office: UUID, new_laptop: Callable[[str, UUID], Laptop]
) -> None:
    mine, theirs = new_laptop("甲", office), new_laptop("乙", office)
    case = mine.add_case()
    blob = mine.add_file(case, b"scan" * 1000)
    data = mine.line.blobs.part(blob.parts[0])
    one, other = (
        pack_part(data, blob, who.line.sender, who.line.store.head().replica)
        for who in (mine, theirs)
    )
    assert one.name == other.name
    assert one.data != other.data
    assert [put(net, each).status_code for each in (one, other)] == [201, 200]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Length": str(MAX_BUNDLE + 1)}, b"MDB1", 413),
        ({"Content-Length": "9" * 19}, b"MDB1", 411),
        ({"Transfer-Encoding": "chunked"}, b"4\r\nMDB1\r\n0\r\n\r\n", 411),
        ({"Content-Length": "-1"}, b"MDB1", 400),
        ({"Content-Length": "4", "Transfer-Encoding": "chunked"}, b"0\r\n\r\n", 400),
    ],
)
def test_a_length_that_cannot_be_is_refused_before_anything_is_taken(
    running: RunningFront, bundle: Bundle, headers: dict[str, str], body: bytes, status: int
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    request = f"PUT {path_of(bundle)} HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode() + body
    assert f" {status} " in told(running, request)


def test_more_bytes_than_were_announced_are_not_part_of_a_bundle(
    net: httpx.Client, running: RunningFront, bundle: Bundle
) -> None:
    length = f"Content-Length: {len(bundle.data) - 9}"
    head = f"PUT {path_of(bundle)} HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n"
    assert " 400 " in told(running, head.encode() + bundle.data)
    assert not running.box.lies(bundle.name)


def test_what_is_no_request_is_answered_shortly(running: RunningFront) -> None:
    assert " 400 " in told(running, b"\x00\x01 hello \r\n\r\n")
    assert " 400 " in told(running, b"GET / HTTP/1.1\r\nX: " + b"a" * (17 << 10))


@pytest.mark.parametrize(
    "path", ["/", "/v1/", "/v1/b/", "/v1/tuf/root.json", "/docs", "/v1/b/%2e%2e"]
)
def test_there_are_no_other_doors(net: httpx.Client, path: str) -> None:
    assert net.get(path).status_code in {404, 405}


def told(running: RunningFront, request: bytes) -> str:
    """Return the first line that the front answers to these bytes."""
    context = _trust(running.front.authority)
    with (
        socket.create_connection(("127.0.0.1", running.port), timeout=20) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as line,
    ):
        line.sendall(request)
        try:
            return line.recv(200).decode("ascii").split("\r\n")[0] + " "
        except ssl.SSLError as error:  # pragma: no cover - it says why
            return repr(error)
