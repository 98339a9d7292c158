"""Many slow ones, a sudden end, a full disk: an honest laptop is served, and nothing is lost."""

import asyncio
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from mediatordesk.centre.front.limits import Allowances, Limits
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.https import HttpsMailbox, _trust
from mediatordesk.sync.mailbox.receipts import read_receipt
from tests.centre.desks import Laptop
from tests.centre.front.bundles import bundles_of, path_of
from tests.centre.front.conftest import caller_for
from tests.centre.front.slow_ones import drip, dripping
from tests.servers.fronts import RunningFront, running_front

SLOW = 1000
PATIENCE = 4.0


@pytest.fixture(scope="module")
def running(home: Path, centre: Centre) -> Iterator[RunningFront]:
    """Return a front that has less patience than usual, so that tests see the end of it."""
    limits = replace(Limits(), head=PATIENCE, handshake=PATIENCE, connections=SLOW // 2)
    with running_front(centre, home / "front", limits=limits) as front:
        yield front


def test_a_thousand_slow_connections_do_not_keep_an_honest_laptop_waiting(
    running: RunningFront, laptop: Laptop, tmp_path: Path
) -> None:
    [bundle] = bundles_of(laptop, tmp_path / "kept")
    beginning = f"PUT {path_of(bundle)} HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n".encode()
    with dripping(running.port, running.front.authority, beginning, SLOW):
        time.sleep(6)
        took = []
        for _number in range(6):
            began = time.monotonic()
            mailbox = HttpsMailbox.of(caller_for(laptop))
            mailbox.put(bundle)
            assert bundle.name in mailbox.names()
            mailbox.close()
            took.append(time.monotonic() - began)
        assert max(took) < 20
        assert running.process is not None
        assert running.process.is_alive()
    assert running.box.lies(bundle.name)


def test_who_never_says_what_he_wants_is_sent_away(running: RunningFront) -> None:
    async def wait() -> list[bool]:
        async with asyncio.timeout(PATIENCE * 8):
            trusts = (None, running.front.authority) * 3
            return await asyncio.gather(*(drip(running.port, one, b"GET / H") for one in trusts))

    assert all(asyncio.run(wait()))


def test_a_body_that_never_comes_is_not_waited_for(
    running: RunningFront, net: httpx.Client, laptop: Laptop, tmp_path: Path
) -> None:
    [bundle] = bundles_of(laptop, tmp_path / "kept")

    def slow() -> Iterator[bytes]:
        yield bundle.data[:40]
        time.sleep(PATIENCE + 2)
        yield bundle.data[40:]

    headers = {"Content-Length": str(len(bundle.data))}
    with suppress(httpx.TransportError):
        assert net.put(path_of(bundle), content=slow(), headers=headers).status_code == 408
    assert not running.box.lies(bundle.name)
    assert net.put(path_of(bundle), content=bundle.data).status_code == 201


def many(laptop: Laptop, folder: Path, count: int) -> list[Bundle]:
    """Return bundles with a case each."""
    for number in range(count):
        found = bundles_of(laptop, folder, f"覃𬭎 {number}")
    return found


def test_a_front_that_is_killed_while_it_writes_keeps_what_it_signed_for(
    running: RunningFront, laptop: Laptop, tmp_path: Path
) -> None:
    bundles, signed_for = many(laptop, tmp_path / "kept", 30), set[str]()

    def put(bundle: Bundle) -> None:
        with (
            httpx.Client(verify=_trust(running.front.authority), timeout=20) as client,
            suppress(httpx.TransportError),
        ):
            answer = client.put(f"{running.front.address}{path_of(bundle)}", content=bundle.data)
            if read_receipt(answer.content, running.front.receipts):
                signed_for.add(bundle.name)

    for pause in (0.0, 0.05, 0.15, 0.3):
        with ThreadPoolExecutor(8) as several:
            work = [several.submit(put, one) for one in bundles if one.name not in signed_for]
            time.sleep(pause)
            running.end(signal.SIGKILL)
            running.start()
            for one in work:
                one.result()
        whole = {one.name for one in bundles if running.box.get(one.name) == one.data}
        assert signed_for <= whole
    for bundle in bundles:
        put(bundle)
    assert {one.name for one in bundles} == signed_for
    mailbox = HttpsMailbox.of(caller_for(laptop))
    assert set(mailbox.names()) >= signed_for
    mailbox.close()


def test_a_disk_that_is_nearly_full_is_said_and_the_laptop_keeps_its_work(
    home: Path, centre: Centre, laptop: Laptop, tmp_path: Path
) -> None:
    [bundle] = bundles_of(laptop, tmp_path / "kept")
    with running_front(centre, home / "full", limits=replace(Limits(), room=1 << 60)) as full:
        address, trust = full.front.address, _trust(full.front.authority)
        with httpx.Client(base_url=address, verify=trust, timeout=40) as net:
            assert net.put(path_of(bundle), content=bundle.data).status_code == 507
    assert not full.box.lies(bundle.name)


def test_a_front_that_is_not_there_is_away(running: RunningFront, laptop: Laptop) -> None:
    caller = caller_for(laptop)
    nowhere = replace(caller, front=replace(caller.front, address="https://127.0.0.1:9"))
    with pytest.raises(MailboxAway):
        HttpsMailbox.of(nowhere).names()


def test_an_allowance_fills_up_again_evenly_and_who_is_gone_long_is_forgotten() -> None:
    now = [0.0]
    allowances = Allowances(most=3, again=0.5, clock=lambda: now[0], known=2)
    assert [allowances.wait("覃") for _number in range(3)] == [0, 0, 0]
    assert allowances.wait("覃") == 2.0
    now[0] = 2.0
    assert allowances.wait("覃") == 0
    assert allowances.wait("覃", 3) == 6.0
    assert allowances.wait("b") == allowances.wait("c") == 0
    assert allowances.wait("覃", 3) == 0  # forgotten: it begins anew


def test_a_device_that_asks_without_end_is_told_when_to_come_back(
    home: Path, centre: Centre, laptop: Laptop, tmp_path: Path
) -> None:
    bundles = many(laptop, tmp_path / "kept", 3)
    limits = replace(Limits(), requests=2, requests_again=0.01)
    with running_front(centre, home / "busy", limits=limits) as busy:
        trust = _trust(busy.front.authority)
        with httpx.Client(base_url=busy.front.address, verify=trust, timeout=40) as net:
            answers = [net.put(path_of(one), content=one.data) for one in bundles]
    assert [one.status_code for one in answers] == [201, 201, 429]
    assert 90 <= int(answers[-1].headers["Retry-After"]) <= 102
