"""One promise for every kind of mailbox, on the real servers: what is put can be had again."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

import pytest

from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import hash_in_name
from mediatordesk.sync.mailbox import MailboxAway, MailboxRefused
from mediatordesk.sync.mailbox.addresses import mailbox_at
from tests.servers import apache, gateway

pytestmark = pytest.mark.real
OFFICE = "v1/0a1b2c3d"


def bundle(number: int, data: bytes, folder: str = "00112233445566ff/202611") -> Bundle:
    return Bundle(f"{OFFICE}/{folder}/{number:08}-{hash_in_name(data)}.mdb", data)


@pytest.fixture(scope="module", params=["folder", "apache", "s3"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    home = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "folder":
            yield str(home)
        elif request.param == "apache":
            if not apache.is_there():
                pytest.skip("Apache with mod_dav is not installed")
            yield stack.enter_context(apache.apache(home / "server"))
        else:
            if not gateway.is_there():
                pytest.skip("Ceph's object gateway is not installed")
            yield stack.enter_context(gateway.object_store(home / "ceph"))


def test_what_is_put_can_be_had_again_by_another(address: str) -> None:
    bundles = [bundle(n, f"覃𬭎 a<b {n}".encode() * n * 500) for n in range(1, 6)]
    bundles.append(bundle(7, b"later" * 100_000, "ff11223344556677/202612"))
    with closing(mailbox_at(address)) as mailbox:
        for one in (*bundles, *bundles):
            mailbox.put(one)
    with closing(mailbox_at(address)) as other:
        assert other.names() == tuple(sorted(one.name for one in bundles))
        assert other.names(f"{OFFICE}/ff11223344556677") == (bundles[-1].name,)
        assert all(other.has(one) and other.get(one.name) == one.data for one in bundles)
        assert other.get(bundle(99, b"never").name) is None
        assert not other.has(bundle(99, b"never"))


def test_a_mark_changes_with_what_lies_there_and_not_else(address: str) -> None:
    with closing(mailbox_at(address)) as mailbox:
        first = bundle(1, b"one", "feed/1764000000")
        mailbox.put(first)
        before = mailbox.marks(f"{OFFICE}/feed/1764000000")
        assert set(before) == {first.name}
        assert mailbox.marks(f"{OFFICE}/feed/1764000000") == before
        mailbox.put(bundle(2, b"two", "feed/1764000000"))
        assert set(mailbox.marks(f"{OFFICE}/feed/1764000000")) > {first.name}


def test_a_place_that_nobody_made_is_away_or_empty_and_never_an_error_of_ours(address: str) -> None:
    nowhere = f"{address.rstrip('/')}/nowhere"
    with closing(mailbox_at(nowhere)) as mailbox, suppress(MailboxAway):
        assert mailbox.names() == ()


def test_an_object_store_refuses_a_wrong_secret_in_words(address: str) -> None:
    if not address.startswith("s3"):
        return  # the folder and this Apache ask for no password
    wrong = address.replace("SKMDSKMD", "a wrong one")
    with closing(mailbox_at(wrong)) as mailbox, pytest.raises(MailboxRefused) as caught:
        mailbox.names()
    assert "wrong one" not in repr((mailbox, caught.value.lines()))
