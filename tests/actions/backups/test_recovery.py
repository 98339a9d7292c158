"""A forgotten desk is opened again, and the log says so."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.backups.recovery import (
    RecoveryState,
    print_sheet_anew,
    recovery_state,
    unlock_with_sheet,
)
from mediatordesk.actions.desks.operators import settle_keys
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.offices import Office
from mediatordesk.forms import Packs
from mediatordesk.keys.identities import BadKey, Identity
from mediatordesk.keys.passphrases import NoPassphrase
from mediatordesk.keys.slot_file import FILE, read_slots, write_slots
from mediatordesk.keys.slots import WrongPassphrase, WrongRecovery, open_with_recovery
from tests.actions.shared_desks import (
    CHEAP,
    CLOCK,
    LI,
    PLACES,
    QIN,
    WORDS_OF_LI,
    WORDS_OF_QIN,
    Shared,
    shared,
    told,
)

NEW = "新的 口令 五 个 词"


@pytest.fixture(scope="module", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once; they do not change."""
    once = Packs.read(PLACES.forms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda _folder: once)
        yield


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Return a closed desk of two operators, made once."""
    return shared(tmp_path_factory.mktemp("ready") / "desk")


@pytest.fixture
def both(ready: Shared, tmp_path: Path) -> Shared:
    """Return a copy of the desk of two operators."""
    return ready.copied(tmp_path / "desk 一")


@pytest.fixture
def county(tmp_path: Path) -> tuple[Centre, Identity]:
    """Return a centre, and what its officers hold."""
    key = tmp_path / "county.key"
    centre = Centre.new(tmp_path / "centre", "450405", "长洲区", clock=CLOCK, recovery_key=key)
    return centre, Identity.from_bytes(key.read_bytes().strip())


def unlock(both: Shared, words: str, passphrase: str = NEW, **more: object) -> object:
    """Open the desk by recovery, and close it."""
    desk = unlock_with_sheet(
        both.folder,
        words,
        passphrase,
        places=PLACES,
        clock=CLOCK,
        cost=CHEAP,
        **more,  # type: ignore[arg-type]
    )
    desk.close()
    return desk.operator.id


def enrolled(both: Shared, centre: Centre) -> None:
    """Enrol the desk, at which 黎桂英 works."""
    desk = both.opened_by(WORDS_OF_LI)
    take_grant(desk, centre.enrol(enrolment_request(desk)).grant)
    assert recovery_state(desk) is RecoveryState.COUNTY
    desk.close()


def test_the_sheet_opens_a_forgotten_desk_for_its_first_operator(both: Shared) -> None:
    words = both.recovery.text.lower()
    spaced = "\n".join(words[start : start + 7] + " " for start in range(0, len(words), 7))
    assert unlock(both, spaced) == both.li
    desk = both.opened_by(NEW)
    assert desk.operator.name == LI
    assert [kind for kind, _ in told(desk)] == [
        "operator_added",
        "recovery_opened",
        "passphrase_changed",
    ]
    desk.close()
    with pytest.raises(WrongPassphrase):
        both.opened_by(WORDS_OF_LI)
    both.opened_by(WORDS_OF_QIN).close()


def test_it_is_logged_before_anything_is_given_out(
    both: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mediatordesk.actions.backups.recovery.add_operator", stop)
    with pytest.raises(KeyboardInterrupt):
        unlock(both, both.recovery.text)
    desk = both.opened_by(WORDS_OF_LI)
    assert told(desk)[-1] == ("recovery_opened", both.li)


def test_a_named_operator_gets_the_new_passphrase(both: Shared) -> None:
    assert unlock(both, both.recovery.text, operator=both.qin) == both.qin
    desk = both.opened_by(NEW)
    assert desk.operator.name == QIN
    desk.close()
    both.opened_by(WORDS_OF_LI).close()


@pytest.mark.parametrize(
    ("words", "error"),
    [(Identity.new().text, WrongRecovery), ("AGE-SECRET", BadKey), ("", BadKey)],
    ids=["another desk's", "cut off", "nothing"],
)
def test_other_words_open_nothing_and_are_told(
    both: Shared, words: str, error: type[Exception]
) -> None:
    before = (both.folder / FILE).read_bytes()
    with pytest.raises(error):
        unlock(both, words)
    with pytest.raises(NoPassphrase):
        unlock(both, both.recovery.text, " ")
    assert (both.folder / FILE).read_bytes() == before


def test_an_enrolled_desk_is_recovered_by_the_county_and_no_more_by_its_sheet(
    both: Shared, county: tuple[Centre, Identity]
) -> None:
    centre, officers = county
    enrolled(both, centre)
    with pytest.raises(WrongRecovery):
        unlock(both, both.recovery.text)
    assert unlock(both, f"# 长洲区司法局\n{officers.text}\n") == both.li
    desk = both.opened_by(NEW)
    assert [kind for kind, _ in told(desk)] == [
        "operator_added",
        "recovery_changed",
        "recovery_opened",
        "passphrase_changed",
    ]
    assert desk.store.all(Office)[0].recovery_recipient == officers.recipient.text


def test_the_county_can_give_back_identities_only_after_their_operators_came_by(
    both: Shared, county: tuple[Centre, Identity]
) -> None:
    centre, officers = county
    enrolled(both, centre)
    assert open_with_recovery(both.folder, officers, both.li).identity is not None
    assert open_with_recovery(both.folder, officers, both.qin).identity is None
    both.opened_by(WORDS_OF_QIN).close()
    assert open_with_recovery(both.folder, officers, both.qin).identity is not None


def test_a_stop_while_the_grant_is_taken_is_made_good(
    both: Shared, county: tuple[Centre, Identity], monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, officers = county
    desk = both.opened_by(WORDS_OF_LI)
    grant = centre.enrol(enrolment_request(desk)).grant

    def stop(_desk: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mediatordesk.actions.sending.enrolment.settle_keys", stop)
    with pytest.raises(KeyboardInterrupt):
        take_grant(desk, grant)
    desk.close()
    desk = both.opened_by(WORDS_OF_LI)
    assert open_with_recovery(both.folder, officers).key == desk.key
    assert told(desk)[-1][0] == "recovery_changed"
    assert recovery_state(desk) is RecoveryState.COUNTY


def test_a_grant_of_an_earlier_centre_leaves_the_sheet_as_it_was(
    both: Shared, county: tuple[Centre, Identity]
) -> None:
    centre = county[0]
    earlier = replace(centre, secrets=replace(centre.secrets, recovery=None))
    desk = both.opened_by(WORDS_OF_LI)
    take_grant(desk, earlier.enrol(enrolment_request(desk)).grant)
    assert recovery_state(desk) is RecoveryState.SHEET
    assert open_with_recovery(both.folder, both.recovery).key == desk.key


def test_a_new_sheet_makes_the_old_one_worthless_once_it_is_written(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)

    def full(_pdf: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        print_sheet_anew(desk, full)
    settle_keys(desk)
    assert open_with_recovery(both.folder, both.recovery).key == desk.key
    written: list[bytes] = []
    assert print_sheet_anew(desk, written.append) is RecoveryState.SHEET
    assert written[0].startswith(b"%PDF")
    with pytest.raises(WrongRecovery):
        open_with_recovery(both.folder, both.recovery)
    assert told(desk)[-1][0] == "recovery_changed"


def test_a_desk_of_an_older_version_is_recovered_by_its_sheet(both: Shared) -> None:
    """No identities were laid down then: the operator gets a new one."""
    slots = read_slots(both.folder)
    bare = tuple(replace(one, escrow=b"", recipient="", about=b"") for one in slots.slots)
    write_slots(both.folder, replace(slots, slots=bare))
    unlock(both, both.recovery.text)
    desk = both.opened_by(NEW)
    assert desk.identity is not None
    assert desk.operator.recipient == desk.identity.recipient.text
    assert open_with_recovery(both.folder, both.recovery, both.li).identity == desk.identity
