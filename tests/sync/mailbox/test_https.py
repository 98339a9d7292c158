"""The front of one's centre: nobody else is believed; what was not signed for is not sent."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.keys.identities import SigningKey
from mediatordesk.keys.tls import Credentials
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import hash_in_name
from mediatordesk.sync.mailbox import MailboxAway, MailboxBusy, MailboxFull, MailboxOdd
from mediatordesk.sync.mailbox.addresses import NotOurFront, mailbox_at
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.https import (
    CertificateEnded,
    ComputerRefused,
    EnrolmentRefused,
    HttpsMailbox,
    NoReceipt,
    NotTheCentre,
    enrol_at,
)
from mediatordesk.sync.mailbox.receipts import Receipt, SignedTime
from tests.sync.mailbox.odd_fronts import Answer, OddFront, authority, odd_front, seen_as

OFFICE = UUID("0a1b2c3d" + "0" * 24)
DATA = "覃𬭎 a<b".encode() * 100
NAME = f"v1/0a1b2c3d/00112233445566ff/202611/00000001-{hash_in_name(DATA)}.mdb"
BUNDLE = Bundle(NAME, DATA)
LATER = datetime(2041, 5, 6, 7, 8, tzinfo=CHINA)
"""What time it is at the county in some tests: this computer's clock stands far before it."""


@dataclass
class Notes:
    """A desk's memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def recall(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def remember(self, key: str, value: bytes) -> None:
        self.kept[key] = value


@dataclass
class Honest:
    """Answers as a front does that holds one office's bundles."""

    lying: dict[str, bytes] = field(default_factory=dict)
    at: Callable[[], datetime] = lambda: datetime.now(CHINA)
    odd: OddFront | None = None

    def __call__(self, method: str, path: str, body: bytes) -> Answer:
        assert self.odd is not None
        key, now = self.odd.receipts, int(self.at().timestamp() * 1000)
        if path.startswith("/v1/time"):
            nonce = parse_qs(urlsplit(path).query)["n"][0]
            return 200, {}, SignedTime(nonce, now).signed(key)
        if method == "PUT":
            name = f"v1/{path.removeprefix('/v1/b/')}"
            self.lying[name] = body
            return 201, {}, Receipt(name, hashlib.sha256(body).digest(), now).signed(key)
        if "/head" in path:
            return 200, {}, self.news(parse_qs(urlsplit(path).query).get("after", [""])[0])
        name = f"v1/{path.removeprefix('/v1/f/')}"
        return (200, {}, self.lying[name]) if name in self.lying else (404, {}, b"")

    def news(self, cursor: str) -> bytes:
        names = list(self.lying)
        known = int(cursor.partition("-")[0] or 0)
        return "\n".join((f"new {len(names)}-{'0' * 16} 0", *names[known:])).encode()


@pytest.fixture
def pinned() -> Credentials:
    """Return the centre's authority, as the grant pins it."""
    return authority()


@pytest.fixture
def honest(tmp_path: Path, pinned: Credentials) -> Iterator[Honest]:
    """Return a front that does what it should."""
    answers = Honest()
    with odd_front(tmp_path, answers, by=pinned) as answers.odd:
        yield answers


def caller_at(odd: OddFront, pinned: Credentials, **more: object) -> Caller:
    floor = datetime(2026, 11, 1, tzinfo=CHINA) - timedelta(days=365 * 5)
    caller = Caller(
        SigningKey.new(), OFFICE, seen_as(odd, pinned), Clock.computer(), floor, Notes()
    )
    return replace(caller, **more)  # type: ignore[arg-type] # what a test changes


@contextmanager
def opened(caller: Caller) -> Iterator[HttpsMailbox]:
    mailbox = mailbox_at(caller.front.address, caller)
    assert isinstance(mailbox, HttpsMailbox)
    try:
        yield mailbox
    finally:
        mailbox.close()


def test_what_was_signed_for_is_there_and_is_not_sent_twice(
    honest: Honest, pinned: Credentials
) -> None:
    assert honest.odd is not None
    caller = caller_at(honest.odd, pinned)
    with opened(caller) as mailbox:
        mailbox.put(BUNDLE)
        mailbox.put(BUNDLE)
        assert mailbox.has(BUNDLE)
    with opened(caller) as later:
        assert later.names() == (NAME,)
        assert later.get(NAME) == DATA
        assert later.get(NAME.replace("0a1b2c3d", "ffffffff")) is None
    assert sum(one.startswith("PUT") for one in honest.odd.asked) == 1


def test_an_idle_look_is_one_request_and_its_marks_change_only_with_news(
    honest: Honest, pinned: Credentials
) -> None:
    assert honest.odd is not None
    caller = caller_at(honest.odd, pinned)
    with opened(caller) as mailbox:
        mailbox.put(BUNDLE)
        before = mailbox.marks("v1/0a1b2c3d/head")
    assert set(before) == {"v1/0a1b2c3d/head/00112233445566ff.txt"}
    honest.odd.asked.clear()
    with opened(caller) as mailbox:
        assert mailbox.marks("v1/0a1b2c3d/head") == before
        assert mailbox.names() == (NAME,)
        assert len(honest.odd.asked) == 1
        honest.lying[NAME.replace("00000001", "00000002")] = b"more"
        assert mailbox.marks("v1/0a1b2c3d/head") != before
    assert honest.odd.asked[-1].endswith(f"after=1-{'0' * 16}")


def test_another_authoritys_certificate_is_refused_and_nothing_is_sent_to_it(
    tmp_path: Path, pinned: Credentials
) -> None:
    everything = Honest()
    with odd_front(tmp_path, everything, by=authority()) as odd:
        everything.odd = odd
        with opened(caller_at(odd, pinned)) as mailbox:
            for ask in (mailbox.names, lambda: mailbox.put(BUNDLE), lambda: mailbox.get(NAME)):
                with pytest.raises(NotTheCentre) as caught:
                    ask()
                assert all(caught.value.lines())
        assert odd.asked == []


def test_a_certificate_for_another_host_is_refused(tmp_path: Path, pinned: Credentials) -> None:
    with (
        odd_front(tmp_path, Honest(), by=pinned, host="other.example") as odd,
        opened(caller_at(odd, pinned)) as mailbox,
        pytest.raises(NotTheCentre),
    ):
        mailbox.names()


def test_an_old_certificate_is_refused_when_the_clock_is_right(
    tmp_path: Path, pinned: Credentials
) -> None:
    answers, long_ago = Honest(), datetime.now(CHINA) - timedelta(days=2000)
    with odd_front(tmp_path, answers, by=pinned, since=long_ago) as odd:
        answers.odd = odd
        with opened(caller_at(odd, pinned)) as mailbox, pytest.raises(CertificateEnded):
            mailbox.names()
        assert [one.partition("?")[0] for one in odd.asked] == ["GET /v1/time"]


def test_with_a_wrong_clock_the_centres_time_is_asked_and_the_exchange_goes_on(
    tmp_path: Path, pinned: Credentials
) -> None:
    answers = Honest(at=lambda: LATER)
    with odd_front(tmp_path, answers, by=pinned, since=LATER - timedelta(days=9)) as odd:
        answers.odd = odd
        floor = LATER - timedelta(days=30)
        with opened(caller_at(odd, pinned, floor=floor)) as mailbox:
            mailbox.put(BUNDLE)
            assert mailbox.names() == (NAME,)
            assert mailbox.clock_off is not None
            assert mailbox.clock_off < timedelta(days=-365)


@pytest.mark.parametrize("how", ["another nonce", "another key", "nonsense", "before the floor"])
def test_a_time_that_is_not_said_to_us_now_does_not_help_an_old_certificate(
    tmp_path: Path, pinned: Credentials, how: str
) -> None:
    answers = Honest(at=lambda: LATER)

    def lying(method: str, path: str, body: bytes) -> Answer:
        assert answers.odd is not None
        key = SigningKey.new() if how == "another key" else answers.odd.receipts
        nonce = "old" if how == "another nonce" else parse_qs(urlsplit(path).query)["n"][0]
        said = SignedTime(nonce, int(LATER.timestamp() * 1000)).signed(key)
        return 200, {}, b"<html>" if how == "nonsense" else said

    with odd_front(tmp_path, lying, by=pinned, since=LATER) as odd:
        answers.odd = odd
        floor = LATER + timedelta(days=1) if how == "before the floor" else LATER
        with (
            opened(caller_at(odd, pinned, floor=floor)) as mailbox,
            pytest.raises(CertificateEnded),
        ):
            mailbox.put(BUNDLE)
        assert all("/v1/time" in one for one in odd.asked)


PORTAL: Answer = (200, {"Content-Type": "text/html"}, b"<html>please log in</html>")
OTHERS = f"new 1-0000000000000000 0\n{NAME.replace('0a1b2c3d', 'ffffffff')}"
ODD_LISTS: dict[str, Answer] = {
    "portal": PORTAL,
    "redirection": (302, {"Location": "http://127.0.0.1:9/"}, b""),
    "error": (500, {}, b""),
    "gateway": (502, {}, b""),
    "empty": (200, {}, b""),
    "no content": (204, {}, b""),
    "compressed": (200, {"Content-Encoding": "gzip"}, gzip.compress(OTHERS.encode())),
    "gzip lies": (200, {"Content-Encoding": "gzip"}, b"new 0-0000000000000000 0\nx"),
    "another office": (200, {}, OTHERS.encode()),
    "a way out": (200, {}, b"new 1-0000000000000000 0\nv1/0a1b2c3d/../x/1.mdb"),
    "endless": (200, {}, b"new 1-0000000000000000 1"),
    "too long": (200, {}, b"new 1-0000000000000000 0\n" + b" " * (2 << 20)),
}


@pytest.mark.parametrize("what", ODD_LISTS)
def test_what_is_no_list_is_never_taken_for_an_empty_mailbox(
    tmp_path: Path, pinned: Credentials, what: str
) -> None:
    with odd_front(tmp_path, lambda *_: ODD_LISTS[what], by=pinned) as odd:
        caller = caller_at(odd, pinned)
        with opened(caller) as mailbox, pytest.raises(MailboxAway):
            mailbox.names()
        assert caller.notes.recall(f"sync/front/{odd.receipts.verify_key.device_id.hex()}") is None


def no_receipts(odd: OddFront) -> dict[str, Answer]:
    """Return what a front says that did not sign for a bundle."""
    digest, key = hashlib.sha256(DATA).digest(), odd.receipts
    return {
        "nothing": (201, {}, b""),
        "portal": PORTAL,
        "another name": (201, {}, Receipt(f"{NAME}x", digest, 0).signed(key)),
        "other bytes": (201, {}, Receipt(NAME, bytes(32), 0).signed(key)),
        "another key": (201, {}, Receipt(NAME, digest, 0).signed(SigningKey.new())),
        "a time": (201, {}, SignedTime(NAME, 0).signed(key)),
        "compressed": (
            201, {"Content-Encoding": "gzip"}, gzip.compress(Receipt(NAME, digest, 0).signed(key))
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    "what",
    ["nothing", "portal", "another name", "other bytes", "another key", "a time", "compressed"],
)
def test_a_bundle_that_nobody_signed_for_counts_as_not_sent(
    tmp_path: Path, pinned: Credentials, what: str
) -> None:
    honest = Honest()

    def unsigned(method: str, path: str, body: bytes) -> Answer:
        assert honest.odd is not None
        answer = honest(method, path, body)
        return no_receipts(honest.odd)[what] if method == "PUT" else answer

    with (
        odd_front(tmp_path, unsigned, by=pinned) as honest.odd,
        opened(caller_at(honest.odd, pinned)) as mailbox,
    ):
        assert not mailbox.has(BUNDLE)
        with pytest.raises(NoReceipt):
            mailbox.put(BUNDLE)
        assert not mailbox.has(BUNDLE)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, ComputerRefused), (403, ComputerRefused), (429, MailboxBusy), (503, MailboxBusy),
        (507, MailboxFull), (413, MailboxFull), (409, MailboxOdd), (500, MailboxOdd),
    ],
)  # fmt: skip
def test_what_a_front_refuses_is_said_in_words(
    tmp_path: Path, pinned: Credentials, status: int, kind: type[MailboxAway]
) -> None:
    honest = Honest()

    def refusing(method: str, path: str, body: bytes) -> Answer:
        return (status, {"Retry-After": "9"}, b"") if method == "PUT" else honest(method, path, b"")

    with odd_front(tmp_path, refusing, by=pinned) as honest.odd:
        with opened(caller_at(honest.odd, pinned)) as mailbox, pytest.raises(kind) as caught:
            mailbox.put(BUNDLE)
        assert all(caught.value.lines())


def test_a_bundle_that_was_changed_on_its_way_is_not_there(
    honest: Honest, pinned: Credentials
) -> None:
    assert honest.odd is not None
    with opened(caller_at(honest.odd, pinned)) as mailbox:
        for wrong in (DATA[:-1], b"", DATA + b"x", b"\0" * len(DATA)):
            honest.lying[NAME] = wrong
            assert mailbox.get(NAME) is None
        honest.lying[NAME] = DATA
        assert mailbox.get(NAME) == DATA


def test_the_front_of_another_centre_is_not_asked(honest: Honest, pinned: Credentials) -> None:
    assert honest.odd is not None
    for caller in (None, caller_at(honest.odd, pinned)):
        with pytest.raises(NotOurFront):
            mailbox_at("https://other.example:8443", caller)


def test_who_asks_to_be_enrolled_waits_is_answered_or_refused(
    tmp_path: Path, pinned: Credentials
) -> None:
    answers: list[Answer] = [
        (202, {}, b""),
        (200, {}, b"sealed"),
        (403, {}, "码<b>\x00已过期".encode()),
    ]
    with odd_front(tmp_path, lambda *_: answers.pop(0), by=pinned) as odd:
        assert enrol_at(odd.address, b"please") is None
        assert enrol_at(odd.address, b"please") == b"sealed"
        with pytest.raises(EnrolmentRefused) as caught:
            enrol_at(odd.address, b"please")
        assert caught.value.reason == "码<b>已过期"
    with pytest.raises(MailboxAway):
        enrol_at("https://127.0.0.1:9", b"please")
