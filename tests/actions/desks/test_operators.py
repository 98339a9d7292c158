"""Several people share a desk: each has a way in, and the log says who was let in and how."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import open_desk_by_keyring
from mediatordesk.actions.desks.operators import (
    LabelTaken,
    NoSuchOperator,
    RetiresOneself,
    add_operator,
    change_label,
    change_passphrase,
    hand_over,
    keep_in_keyring,
    operator_named,
    operators_of_folder,
    retire_operator,
)
from mediatordesk.actions.desks.slot_records import Retired, operator_words
from mediatordesk.core.cases import EmptyText
from mediatordesk.core.desk_events import DeskEventKind
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import changed
from mediatordesk.forms import Packs
from mediatordesk.keys import keyring_slot
from mediatordesk.keys.guesses import FILE as GUESSES
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.passphrases import NoPassphrase
from mediatordesk.keys.slot_file import FILE, SlotKind, read_slots
from mediatordesk.keys.slots import (
    Entrant,
    LastSlot,
    WrongPassphrase,
    open_with_recovery,
    recovery_recipient,
    set_recovery,
)
from mediatordesk.keys.slots import add_operator as add_slot
from mediatordesk.keys.slots import change_passphrase as change_slot
from tests.actions.shared_desks import (
    CHEAP,
    CLOCK,
    LI,
    PLACES,
    QIN,
    WORDS_OF_LI,
    WORDS_OF_QIN,
    Shared,
    made_by_li,
    shared,
    told,
    without_recipients,
)


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
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Play the keyring of the system, which tests/keys/test_keyring_slot.py asks for real."""
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(
        keyring_slot, "keep_secret", lambda desk, secret: kept.update({str(desk): secret})
    )
    monkeypatch.setattr(keyring_slot, "recall_secret", lambda desk: kept.get(str(desk)))
    monkeypatch.setattr(keyring_slot, "forget_secret", lambda desk: kept.pop(str(desk), None))
    return kept


def test_each_opens_the_desk_as_who_they_are(both: Shared) -> None:
    for words, name in ((WORDS_OF_LI, LI), (WORDS_OF_QIN, QIN)):
        desk = both.opened_by(words)
        assert desk.operator.name == name
        assert desk.identity is not None
        assert desk.identity.recipient.text == desk.operator.recipient
        desk.close()


def test_an_operator_who_is_added_stands_in_the_log_once(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    assert told(desk) == [("operator_added", both.qin)]
    assert [one.name for one in desk.store.all(Operator)] == [LI, QIN]
    desk.close()
    desk = both.opened_by(WORDS_OF_QIN)
    assert told(desk) == [("operator_added", both.qin)]
    assert not desk.store.problems()


def test_labels_are_numbers_or_what_was_chosen_and_never_a_name(both: Shared) -> None:
    assert [one.label for one in operators_of_folder(both.folder)] == ["1号", "2号"]
    text = (both.folder / FILE).read_text(encoding="utf-8")
    assert LI not in text
    assert QIN not in text
    assert "记录员" not in text
    desk = both.opened_by(WORDS_OF_QIN)
    change_label(desk, both.qin, " 窗口 a<b ")
    assert operator_named(both.folder, "窗口 a<b") == both.qin
    assert operator_named(both.folder, str(both.li)) == both.li
    with pytest.raises(LabelTaken):
        change_label(desk, both.qin, "1号")
    with pytest.raises(NoSuchOperator) as caught:
        operator_named(both.folder, QIN)
    assert "1号" in caught.value.lines()[0]


def test_nobody_is_added_without_a_name_or_a_passphrase(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    before, head = (both.folder / FILE).read_bytes(), desk.store.head()
    with pytest.raises(EmptyText):
        add_operator(desk, " \n", "", "五 个 词 a<b 好", cost=CHEAP)
    with pytest.raises(NoPassphrase):
        add_operator(desk, "Nguyễn Văn Đức", "", " ", cost=CHEAP)
    with pytest.raises(LabelTaken):
        add_operator(desk, "Nguyễn Văn Đức", "", "五 个 词 a<b 好", label="2号", cost=CHEAP)
    assert ((both.folder / FILE).read_bytes(), desk.store.head()) == (before, head)


def test_a_changed_passphrase_is_logged_and_the_old_one_opens_nothing(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_QIN)
    identity = desk.identity
    change_passphrase(desk, WORDS_OF_QIN, "新的 口令", cost=CHEAP)
    assert told(desk)[-1] == ("passphrase_changed", both.qin)
    desk.close()
    with pytest.raises(WrongPassphrase):
        both.opened_by(WORDS_OF_QIN)
    again = both.opened_by("新的 口令")
    assert (again.operator.id, again.identity) == (both.qin, identity)
    assert told(again)[-2:] == [("operator_added", both.qin), ("passphrase_changed", both.qin)]


def test_who_does_not_know_the_old_passphrase_cannot_set_a_new_one(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_QIN)
    before = (both.folder / FILE).read_bytes()
    for old in (WORDS_OF_LI, ""):
        with pytest.raises(WrongPassphrase):
            change_passphrase(desk, old, "新的 口令", cost=CHEAP)
    with pytest.raises(NoPassphrase):
        change_passphrase(desk, WORDS_OF_QIN, "", cost=CHEAP)
    assert (both.folder / FILE).read_bytes() == before


def test_a_retired_operator_is_let_in_no_more_and_their_work_stays(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    retire_operator(desk, both.qin)
    assert told(desk)[-1] == ("operator_retired", both.qin)
    assert desk.store.get(Operator, both.qin).retired
    desk.close()
    with pytest.raises(WrongPassphrase):
        both.opened_by(WORDS_OF_QIN)
    assert [one.operator for one in operators_of_folder(both.folder)] == [both.li]


def test_the_last_operator_and_oneself_are_not_retired(both: Shared, tmp_path: Path) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    with pytest.raises(RetiresOneself):
        retire_operator(desk, both.li)
    alone = made_by_li(tmp_path / "alone").desk
    elsewhere = Operator(name="从另一台电脑来的 a<b")
    with pytest.raises(LastSlot):
        retire_operator(replace(alone, operator=elsewhere), alone.operator.id)
    assert told(alone) == []


def test_a_running_desk_is_handed_over_to_who_types_their_passphrase(both: Shared) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    with pytest.raises(WrongPassphrase):
        hand_over(desk, WORDS_OF_LI, both.qin)
    taken = hand_over(desk, WORDS_OF_QIN, both.qin)
    assert taken.operator.name == QIN
    assert taken.store is desk.store
    assert taken.identity != desk.identity
    assert told(taken)[-1] == ("handed_over", both.li)
    [last] = [change for change in taken.store.all(Operator) if change.id == both.qin]
    assert taken.operator == last


def test_the_keyring_lets_in_the_operator_who_wished_it(
    both: Shared, keyring: dict[str, bytes]
) -> None:
    assert open_desk_by_keyring(both.folder, places=PLACES, clock=CLOCK) is None
    desk = both.opened_by(WORDS_OF_QIN)
    keep_in_keyring(desk, on=True)
    assert told(desk)[-1] == ("keyring_slot_added", both.qin)
    desk.close()
    opened = open_desk_by_keyring(both.folder, places=PLACES, clock=CLOCK)
    assert opened is not None
    assert (opened.operator.name, opened.identity) == (QIN, desk.identity)
    assert [one.keyring for one in operators_of_folder(both.folder) if one.operator == both.qin]
    keep_in_keyring(opened, on=False)
    assert told(opened)[-1] == ("keyring_slot_removed", both.qin)
    assert not keyring
    assert open_desk_by_keyring(both.folder, places=PLACES, clock=CLOCK) is None


@pytest.mark.parametrize("words", [WORDS_OF_LI, "五 个 词 a<b 好"])
def test_an_operator_whose_slot_was_written_last_before_a_stop_is_added(
    both: Shared, words: str
) -> None:
    """The power failed after the key file and before the log: whoever opens first makes it good."""
    desk, third = both.opened_by(WORDS_OF_LI), Operator(name="Nguyễn Văn Đức", post="窗口")
    identity = Identity.new()
    third = replace(third, recipient=identity.recipient.text)
    event = DeskEventKind.OPERATOR_ADDED
    entrant = Entrant(third.id, "3号", identity, operator_words(third), event)
    add_slot(both.folder, desk.key, entrant, "五 个 词 a<b 好", CHEAP)
    desk.close()
    desk = both.opened_by(words)
    assert desk.store.get(Operator, third.id) == third
    assert told(desk)[-1] == ("operator_added", third.id)
    desk.close()
    desk = both.opened_by("五 个 词 a<b 好")
    assert (desk.operator, len(told(desk))) == (third, 2)


def test_a_passphrase_and_a_keyring_slot_written_last_before_a_stop_are_logged(
    both: Shared,
) -> None:
    desk = both.opened_by(WORDS_OF_QIN)
    change_slot(both.folder, both.qin, WORDS_OF_QIN, "新的 口令", CHEAP)
    keyring_slot.add_secret(both.folder, desk.key, both.qin, bytes(32), desk.identity)
    desk.close()
    for _ in range(2):
        desk = both.opened_by(WORDS_OF_LI)
        assert sorted(told(desk)[1:]) == [
            ("keyring_slot_added", both.qin),
            ("passphrase_changed", both.qin),
        ]
        desk.close()


def test_yesterdays_database_under_todays_key_file_gets_todays_operator_again(
    both: Shared, tmp_path: Path
) -> None:
    shutil.copy(both.folder / "desk.db", tmp_path / "yesterday")
    desk = both.opened_by(WORDS_OF_LI)
    third = add_operator(desk, "Nguyễn Văn Đức", "窗口", "五 个 词 a<b 好", cost=CHEAP)
    desk.close()
    for file in both.folder.glob("desk.db*"):
        file.unlink()
    shutil.copy(tmp_path / "yesterday", both.folder / "desk.db")
    desk = both.opened_by("五 个 词 a<b 好")
    assert desk.operator == third
    assert not desk.store.problems()


def test_slots_that_the_log_says_are_gone_are_taken_away_at_the_next_opening(
    both: Shared, keyring: dict[str, bytes]
) -> None:
    """The power failed after the log was written and before the key file was."""
    desk = both.opened_by(WORDS_OF_QIN)
    keep_in_keyring(desk, on=True)
    slots = (both.folder / FILE).read_bytes()
    keep_in_keyring(desk, on=False)
    desk.close()
    desk = both.opened_by(WORDS_OF_LI)
    retire_operator(desk, both.qin)
    desk.close()
    (both.folder / FILE).write_bytes(slots)
    with pytest.raises(Retired) as caught:
        both.opened_by(WORDS_OF_QIN)
    assert all(caught.value.lines())
    kept = read_slots(both.folder)
    assert kept.operators() == (both.li,)
    assert not kept.of_kind(SlotKind.KEYRING)
    desk = both.opened_by(WORDS_OF_LI)
    assert [kind for kind, _ in told(desk)].count("operator_retired") == 1


def test_the_recovery_slot_cannot_be_switched_off(both: Shared) -> None:
    """A clerk edits the key file: at the next opening the slot is as it was set."""
    sheet = both.recovery
    for spoilt in ({"proof": "AAAA"}, {"box": "AAAA"}, {"recipient": ""}):
        data = json.loads((both.folder / FILE).read_text(encoding="utf-8"))
        [slot] = [one for one in data["slots"] if one["kind"] == "recovery"]
        slot.update(spoilt)
        (both.folder / FILE).write_text(json.dumps(data), encoding="utf-8")
        desk = both.opened_by(WORDS_OF_LI)
        assert recovery_recipient(read_slots(both.folder), desk.key) == sheet.recipient
        assert open_with_recovery(both.folder, sheet).key == desk.key
        desk.close()


def test_another_recovery_identity_that_somebody_with_the_key_put_in_is_undone_and_logged(
    both: Shared,
) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    set_recovery(both.folder, desk.key, desk.device.identity.recipient)
    desk.close()
    desk = both.opened_by(WORDS_OF_LI)
    assert open_with_recovery(both.folder, both.recovery).key == desk.key
    assert told(desk)[-1][0] == "recovery_changed"


def test_a_desk_made_before_there_were_recipients_gets_them_when_it_is_opened(
    both: Shared,
) -> None:
    desk = both.opened_by(WORDS_OF_LI)
    without_recipients(desk)
    desk.close()
    desk = both.opened_by(WORDS_OF_LI)
    assert desk.operator.recipient
    assert not desk.store.get(Operator, both.qin).recipient
    desk.close()
    desk = both.opened_by(WORDS_OF_QIN)
    assert desk.store.get(Operator, both.qin).recipient == desk.operator.recipient != ""


def test_an_opening_writes_nothing_when_everything_is_in_order(both: Shared) -> None:
    both.opened_by(WORDS_OF_LI, both.li).close()
    slots, desk = (both.folder / FILE).stat().st_mtime_ns, both.opened_by(WORDS_OF_LI, both.li)
    head = desk.store.head()
    desk.close()
    desk = both.opened_by(WORDS_OF_LI, both.li)
    assert (both.folder / FILE).stat().st_mtime_ns == slots
    assert desk.store.head() == head
    assert not (both.folder / GUESSES).read_text().count("[")


def test_a_corrected_name_reaches_the_slot(both: Shared) -> None:
    """So that a log which lost the operator would get them back as they are now."""
    desk = both.opened_by(WORDS_OF_LI)
    qin = desk.store.get(Operator, both.qin)
    desk.commit([changed(qin, replace(qin, name="覃𬭎（大）"))])
    before = (both.folder / FILE).read_bytes()
    desk.close()
    both.opened_by(WORDS_OF_LI).close()
    assert (both.folder / FILE).read_bytes() != before
