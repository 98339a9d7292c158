"""A case goes from a laptop through the front to the centre, and to the colleague's laptop."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox.https import ComputerRefused, HttpsMailbox
from tests.centre.desks import Laptop, enrolled, read_cases, read_file
from tests.centre.front.conftest import caller_for
from tests.servers.fronts import RunningFront


def exchange(laptop: Laptop) -> None:
    """Exchange with the front once, as the desk does."""
    with closing(HttpsMailbox.of(caller_for(laptop))) as mailbox:
        hear_roster(laptop.line, mailbox)
        receive(laptop.line, mailbox)
        hear_colleagues(laptop.line, mailbox)
        send(laptop.line, mailbox)


def test_a_case_and_its_file_reach_the_centre_and_the_colleague(
    centre: Centre, running: RunningFront, office: UUID, new_laptop: Callable[[str, UUID], Laptop]
) -> None:
    mine, theirs = new_laptop("甲 a<b", office), new_laptop("乙 O'Brien", office)
    worker = running.worker()
    worker.step()
    case = mine.add_case()
    scan = mine.add_file(case, b"%PDF scan " * 100_000)
    exchange(mine)
    assert delivery(mine.line).applied == 0
    assert worker.step() == 2
    assert read_cases(centre, office) == {case.id: case}
    assert read_file(centre, office, scan) == b"%PDF scan " * 100_000
    exchange(mine)
    assert delivery(mine.line).applied == 2
    exchange(theirs)
    assert theirs.line.store.get(Case, case.id) == case
    assert theirs.line.blobs.get(scan) == b"%PDF scan " * 100_000


def test_nobody_reads_what_another_office_has(
    running: RunningFront, office: UUID, new_laptop: Callable[[str, UUID], Laptop]
) -> None:
    mine, stranger = new_laptop("甲", office), new_laptop("旁", UUID(int=7 << 96))
    mine.add_case()
    exchange(mine)
    with closing(HttpsMailbox.of(caller_for(mine))) as mailbox:
        names = mailbox.names()
    assert names
    with closing(HttpsMailbox.of(caller_for(stranger))) as mailbox:
        assert mailbox.names() == ()
        assert mailbox.get(names[0]) is None


@pytest.mark.real
def test_the_whole_command_serves_ends_when_told_and_has_lost_nothing(tmp_path: Path) -> None:
    folder, office = tmp_path / "县 a<b", UUID(int=9 << 96)
    centre = Centre.new(folder, "450405", "长洲区司法局", clock=Clock.computer())
    program = [sys.executable, "-m", "mediatordesk.cli", "centre", "serve", "--centre", str(folder)]
    program += ["--listen", "127.0.0.1:0", "--workers", "2", "--lang", "en", "--json"]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as serving:
        assert serving.stderr is not None
        assert serving.stdout is not None
        assert "https://127.0.0.1:" in serving.stderr.readline()
        line = enrolled(centre, tmp_path / "laptop", office).line
        laptop = Laptop(replace(line, clock=Clock.computer()))
        laptop.add_case()
        until = time.monotonic() + 60
        while delivery(laptop.line).applied < 1 and time.monotonic() < until:
            with suppress(ComputerRefused):  # until the front has heard of it
                exchange(laptop)
            time.sleep(0.3)
        serving.send_signal(signal.SIGTERM)
        answer = json.loads(serving.stdout.read())
        assert "1 changes taken over." in serving.stderr.read()
        assert serving.wait(30) == 0
    assert answer["address"].startswith("https://127.0.0.1:")
    assert answer["started_again"] == 0
    assert delivery(laptop.line).applied == 1
    assert len(read_cases(centre, office)) == 1
    laptop.line.store.close()
