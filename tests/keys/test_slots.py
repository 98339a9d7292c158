"""The ways into a desk: there is always one, and never a wrong one."""

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.folder_lock import alone_in
from mediatordesk.keys.guesses import FILE as GUESSES
from mediatordesk.keys.identities import BadKey, Identity
from mediatordesk.keys.keyring_slot import add_secret
from mediatordesk.keys.passphrases import NoPassphrase
from mediatordesk.keys.slot_boxes import Content, filled, stretched
from mediatordesk.keys.slot_file import (
    FILE,
    BadSlots,
    Cost,
    KeysBusy,
    Slot,
    SlotKind,
    read_slots,
    write_slots,
)
from mediatordesk.keys.slots import (
    Entrant,
    LastSlot,
    Opened,
    SlotsExist,
    WrongPassphrase,
    WrongRecovery,
    _tried,
    add_operator,
    change_passphrase,
    lay_down,
    new_slots,
    open_with_passphrase,
    open_with_recovery,
    recovery_recipient,
    remove,
    set_recovery,
    slot_names,
)

CHEAP = Cost(memory_kib=64, passes=1)
LI, QIN = uuid4(), uuid4()
SHEET = Identity.new()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a desk with one operator, 李, whose passphrase is 龙圩 & a<b."""
    new_slots(tmp_path, Entrant(LI), "龙圩 & a<b", SHEET.recipient, CHEAP)
    return tmp_path


def key_of(desk: Path) -> bytes:
    return open_with_recovery(desk, SHEET).key


def open_at_once(desk: Path, passphrase: str, operator: UUID | None = None) -> Opened:
    """Open a desk that has forgotten the wrong guesses before."""
    (desk / GUESSES).unlink(missing_ok=True)
    return open_with_passphrase(desk, passphrase, operator)


def test_the_passphrase_and_the_recovery_sheet_open_the_same_desk(tmp_path: Path) -> None:
    opened = new_slots(tmp_path, Entrant(LI), "五 个 不相干 的 词", SHEET.recipient, CHEAP)
    assert len(opened.key) == 32
    assert open_with_passphrase(tmp_path, "五 个 不相干 的 词") == opened
    assert open_with_recovery(tmp_path, SHEET).key == opened.key
    assert open_with_recovery(tmp_path, SHEET).operator is None


def test_a_full_width_passphrase_is_the_same_to_a_clerk(tmp_path: Path) -> None:
    new_slots(tmp_path, Entrant(LI), "Wuzhou-2026", SHEET.recipient, CHEAP)
    assert open_with_passphrase(tmp_path, "Ｗｕｚｈｏｕ－２０２６").operator == LI


@pytest.mark.parametrize("wrong", ["", "龙圩", "龙圩 & a<b ", "x" * 5000])
def test_a_wrong_passphrase_says_what_is_safe_and_what_to_do(desk: Path, wrong: str) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        open_with_passphrase(desk, wrong)
    assert all(caught.value.lines())


def test_a_strangers_recovery_sheet_opens_nothing(desk: Path) -> None:
    with pytest.raises(WrongRecovery):
        open_with_recovery(desk, Identity.new())


def test_two_operators_share_a_desk_and_each_has_a_passphrase(desk: Path) -> None:
    add_operator(desk, key_of(desk), Entrant(QIN), "覃𬭎的口令", CHEAP)
    assert open_with_passphrase(desk, "覃𬭎的口令").operator == QIN
    assert open_with_passphrase(desk, "龙圩 & a<b").operator == LI
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(desk, "覃𬭎的口令", LI)


def test_a_changed_passphrase_replaces_the_old_one(desk: Path) -> None:
    key = key_of(desk)
    change_passphrase(desk, LI, "龙圩 & a<b", "新口令", CHEAP)
    assert open_with_passphrase(desk, "新口令").key == key
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(desk, "龙圩 & a<b")
    with pytest.raises(WrongPassphrase):
        change_passphrase(desk, LI, "龙圩 & a<b", "再换", CHEAP)


def test_the_last_operator_cannot_be_locked_out(desk: Path) -> None:
    add_secret(desk, key_of(desk), LI, os.urandom(32))
    with pytest.raises(LastSlot):
        remove(desk, LI)
    add_operator(desk, key_of(desk), Entrant(QIN), "覃𬭎的口令", CHEAP)
    remove(desk, LI)
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(desk, "龙圩 & a<b")
    assert open_with_passphrase(desk, "覃𬭎的口令").key == key_of(desk)


def test_the_county_can_take_over_recovery(desk: Path) -> None:
    county, key = Identity.new(), key_of(desk)
    set_recovery(desk, key, county.recipient)
    assert open_with_recovery(desk, county).key == key
    with pytest.raises(WrongRecovery):
        open_with_recovery(desk, SHEET)


def test_no_slot_is_made_for_a_wrong_key(desk: Path) -> None:
    before = (desk / FILE).read_bytes()
    with pytest.raises(BadKey):
        add_operator(desk, bytes(32), Entrant(QIN), "覃𬭎的口令", CHEAP)
    with pytest.raises(BadKey):
        set_recovery(desk, bytes(32), SHEET.recipient)
    assert (desk / FILE).read_bytes() == before


def test_an_empty_passphrase_and_a_second_desk_are_refused(desk: Path) -> None:
    before = (desk / FILE).read_bytes()
    with pytest.raises(NoPassphrase):
        add_operator(desk, key_of(desk), Entrant(QIN), " \t", CHEAP)
    with pytest.raises(SlotsExist):
        new_slots(desk, Entrant(QIN), "覃𬭎的口令", SHEET.recipient, CHEAP)
    assert (desk / FILE).read_bytes() == before


def test_a_slot_moved_to_another_owner_or_desk_does_not_open(desk: Path, tmp_path: Path) -> None:
    data = json.loads((desk / FILE).read_text())
    for field, value in (("operator", str(QIN)), ("argon2id", [72, 1, 1])):
        altered = json.loads(json.dumps(data))
        altered["slots"][0][field] = value
        (desk / FILE).write_text(json.dumps(altered))
        with pytest.raises(WrongPassphrase):
            open_at_once(desk, "龙圩 & a<b")
    data["desk"] = str(uuid4())
    (desk / FILE).write_text(json.dumps(data))
    with pytest.raises(WrongPassphrase):
        open_at_once(desk, "龙圩 & a<b")
    with pytest.raises(BadSlots):
        open_with_recovery(desk, SHEET)


def test_neither_key_nor_passphrase_stands_in_the_file_or_a_repr(desk: Path) -> None:
    opened = open_with_passphrase(desk, "龙圩 & a<b")
    text = (desk / FILE).read_bytes()
    assert opened.key not in text
    assert "龙圩".encode() not in text
    assert repr(opened.key)[2:-1] not in repr(opened)


def test_an_absent_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSlots) as caught:
        open_with_passphrase(tmp_path, "龙圩 & a<b")
    assert "keys.json" in str(caught.value)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_key_file_is_refused_in_words_or_still_opens(
    desk: Path, data: st.DataObject
) -> None:
    good = SAVED.setdefault(desk, (desk / FILE).read_bytes())
    start = data.draw(st.integers(0, len(good)))
    stop = data.draw(st.integers(start, min(len(good), start + 40)))
    (desk / FILE).write_bytes(good[:start] + data.draw(st.binary(max_size=8)) + good[stop:])
    try:
        open_at_once(desk, "龙圩 & a<b")
    except (BadSlots, WrongPassphrase):
        return


SAVED: dict[Path, bytes] = {}


@pytest.mark.parametrize(
    "damage",
    [
        "[]",
        "null",
        '{"format": "mediatordesk-keys-2"}',
        "{" * 100_000,
        '{"format": "mediatordesk-keys-1", "desk": 7, "check": "", "slots": []}',
    ],
)
def test_a_file_that_is_no_key_file_is_refused(desk: Path, damage: str) -> None:
    (desk / FILE).write_text(damage)
    with pytest.raises(BadSlots):
        open_with_passphrase(desk, "龙圩 & a<b")


@pytest.mark.parametrize("cost", [(1 << 30, 1, 1), (64, 0, 1), (64, 1, 99), (8, 1, 2)])
def test_a_cost_that_would_stop_the_computer_is_refused(
    desk: Path, cost: tuple[int, int, int]
) -> None:
    data = json.loads((desk / FILE).read_text())
    data["slots"][0]["argon2id"] = cost
    (desk / FILE).write_text(json.dumps(data))
    with pytest.raises(BadSlots):
        open_with_passphrase(desk, "龙圩 & a<b")


def test_a_change_that_cannot_be_written_leaves_the_old_ways_in(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_of(desk)
    monkeypatch.setattr(Path, "replace", _full)
    with pytest.raises(NotWritten):
        change_passphrase(desk, LI, "龙圩 & a<b", "新口令", CHEAP)
    monkeypatch.undo()
    assert open_with_passphrase(desk, "龙圩 & a<b").key == key
    assert [one.name for one in desk.iterdir()] == [FILE]


def _full(path: Path, target: Path) -> Path:
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(os.name != "posix", reason="forks a process to kill it")
@pytest.mark.parametrize("step", range(1, 9))
def test_a_process_killed_at_any_step_of_a_change_leaves_the_old_way_in_or_the_new(
    desk: Path, step: int
) -> None:
    key, child = key_of(desk), os.fork()
    if child == 0:
        _die_at(step)
        change_passphrase(desk, LI, "龙圩 & a<b", "新口令", CHEAP)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert key_of(desk) == key
    opened = [word for word in ("龙圩 & a<b", "新口令") if _opens(desk, word)]
    assert len(opened) == 1


def _die_at(step: int) -> None:
    """Kill this process when it comes to one of the calls that write, counted from 1."""
    left = [step]

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **options: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **options)

        return counted

    for owner, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (os, "close")):
        setattr(owner, name, watched(getattr(owner, name)))


def _opens(desk: Path, passphrase: str) -> bool:
    try:
        open_at_once(desk, passphrase)
    except WrongPassphrase:
        return False
    return True


def test_the_real_cost_is_128_mib_and_three_passes(tmp_path: Path) -> None:
    new_slots(tmp_path, Entrant(LI), "五 个 不相干 的 词", SHEET.recipient)
    assert read_slots(tmp_path).slots[0].cost == Cost(128 * 1024, 3, 1)
    assert open_with_passphrase(tmp_path, "五 个 不相干 的 词").operator == LI


def test_a_label_is_all_that_is_seen_before_the_desk_is_open(desk: Path) -> None:
    assert [name.label for name in slot_names(desk)] == ["1号"]
    about = "覃𬭎 & Söhne".encode()
    entrant = Entrant(QIN, "a<b 窗口", about=about)
    add_operator(desk, key_of(desk), entrant, "覃𬭎的口令", CHEAP)
    assert [(name.operator, name.label) for name in slot_names(desk)] == [
        (LI, "1号"),
        (QIN, "a<b 窗口"),
    ]
    assert about not in (desk / FILE).read_bytes()


def test_who_opened_the_desk_last_is_tried_and_shown_first(desk: Path) -> None:
    add_operator(desk, key_of(desk), Entrant(QIN, "二"), "覃𬭎的口令", CHEAP)
    open_with_passphrase(desk, "覃𬭎的口令")
    assert [name.operator for name in slot_names(desk)] == [QIN, LI]
    assert _tried(read_slots(desk), None, QIN)[0].owner == QIN


def test_a_slot_of_an_older_desk_gets_its_operators_identity_when_it_is_opened(desk: Path) -> None:
    """The older box held the key alone, and the recovery slot had no proof."""
    key, slots = key_of(desk), read_slots(desk)
    old = Slot(SlotKind.OPERATOR, b"", LI, bytes(16), CHEAP)
    old = filled(slots.desk, old, stretched("龙圩 & a<b", old), Content(key))
    recovery = replace(slots.of_kind(SlotKind.RECOVERY)[0], recipient="", proof=b"")
    write_slots(desk, replace(slots, slots=(old, recovery)))
    text = (desk / FILE).read_text().replace("mediatordesk-keys-2", "mediatordesk-keys-1")
    (desk / FILE).write_text(text)
    assert recovery_recipient(read_slots(desk), key) is None
    opened = open_with_passphrase(desk, "龙圩 & a<b")
    assert opened.identity is not None
    assert open_with_passphrase(desk, "龙圩 & a<b") == opened
    assert open_with_recovery(desk, SHEET).key == key


def test_an_old_slot_on_a_disk_that_is_full_opens_all_the_same(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, slots = key_of(desk), read_slots(desk)
    old = Slot(SlotKind.OPERATOR, b"", LI, bytes(16), CHEAP)
    old = filled(slots.desk, old, stretched("龙圩 & a<b", old), Content(key))
    write_slots(desk, replace(slots, slots=(old, *slots.of_kind(SlotKind.RECOVERY))))
    monkeypatch.setattr(Path, "replace", _full)
    assert open_with_passphrase(desk, "龙圩 & a<b") == Opened(key, LI, None)


def test_a_changed_passphrase_keeps_identity_and_label(desk: Path) -> None:
    before = open_with_passphrase(desk, "龙圩 & a<b")
    change_passphrase(desk, LI, "龙圩 & a<b", "新口令", CHEAP)
    assert open_with_passphrase(desk, "新口令") == before
    assert [name.label for name in slot_names(desk)] == ["1号"]


def test_recovery_gives_an_operator_back_what_only_they_can_read(desk: Path) -> None:
    mine = open_with_passphrase(desk, "龙圩 & a<b").identity
    assert open_with_recovery(desk, SHEET, LI).identity == mine
    assert open_with_recovery(desk, SHEET, QIN).identity is None


def test_an_identity_is_laid_down_anew_when_the_county_takes_recovery_over(desk: Path) -> None:
    opened, county = open_with_passphrase(desk, "龙圩 & a<b"), Identity.new()
    assert opened.identity is not None
    set_recovery(desk, opened.key, county.recipient)
    assert open_with_recovery(desk, county, LI).identity is None
    lay_down(desk, opened.key, LI, opened.identity)
    assert open_with_recovery(desk, county, LI).identity == opened.identity


def test_who_has_no_key_cannot_pass_off_another_recovery_identity(desk: Path) -> None:
    key, slots, thief = key_of(desk), read_slots(desk), Identity.new()
    [mine] = slots.of_kind(SlotKind.RECOVERY)
    forged = replace(mine, recipient=thief.recipient.text, box=b"whatever")
    assert recovery_recipient(replace(slots, slots=(forged,)), key) is None
    assert recovery_recipient(slots, key) == SHEET.recipient


def test_no_file_is_written_that_only_the_keyring_could_open(desk: Path) -> None:
    before, slots = (desk / FILE).read_bytes(), read_slots(desk)
    for missing in (SlotKind.OPERATOR, SlotKind.RECOVERY):
        kept = tuple(slot for slot in slots.slots if slot.kind is not missing)
        with pytest.raises(ValueError, match="always stand"):
            write_slots(desk, replace(slots, slots=kept))
    assert (desk / FILE).read_bytes() == before


def test_two_processes_that_add_operators_at_once_lose_none(desk: Path) -> None:
    key, people = key_of(desk), [uuid4() for _ in range(6)]
    children = []
    for one in people:
        child = os.fork()
        if child == 0:
            add_operator(desk, key, Entrant(one), "覃𬭎的口令", CHEAP)
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert {*read_slots(desk).operators()} == {LI, *people}


def test_a_key_file_that_another_window_holds_is_not_changed(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediatordesk.keys.folder_lock.PATIENCE", 0.05)
    with alone_in(desk), pytest.raises(KeysBusy):
        add_operator(desk, key_of(desk), Entrant(QIN), "覃𬭎的口令", CHEAP)
