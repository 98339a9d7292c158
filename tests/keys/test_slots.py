"""The ways into a desk: there is always one, and never a wrong one."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.identities import BadKey, Identity
from mediatordesk.keys.slot_file import FILE, BadSlots, Cost, read_slots
from mediatordesk.keys.slots import (
    LastSlot,
    NoPassphrase,
    SlotsExist,
    WrongPassphrase,
    WrongRecovery,
    add_operator,
    add_secret,
    change_passphrase,
    new_slots,
    open_with_passphrase,
    open_with_recovery,
    open_with_secret,
    remove,
    remove_secret,
    set_recovery,
)

CHEAP = Cost(memory_kib=64, passes=1)
LI, QIN = uuid4(), uuid4()
SHEET = Identity.new()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a desk with one operator, 李, whose passphrase is 龙圩 & a<b."""
    new_slots(tmp_path, LI, "龙圩 & a<b", SHEET.recipient, CHEAP)
    return tmp_path


def key_of(desk: Path) -> bytes:
    return open_with_recovery(desk, SHEET).key


def test_the_passphrase_and_the_recovery_sheet_open_the_same_desk(tmp_path: Path) -> None:
    opened = new_slots(tmp_path, LI, "五 个 不相干 的 词", SHEET.recipient, CHEAP)
    assert len(opened.key) == 32
    assert open_with_passphrase(tmp_path, "五 个 不相干 的 词") == opened
    assert open_with_recovery(tmp_path, SHEET).key == opened.key
    assert open_with_recovery(tmp_path, SHEET).operator is None


def test_a_full_width_passphrase_is_the_same_to_a_clerk(tmp_path: Path) -> None:
    new_slots(tmp_path, LI, "Wuzhou-2026", SHEET.recipient, CHEAP)
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
    add_operator(desk, key_of(desk), QIN, "覃𬭎的口令", CHEAP)
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
    add_secret(desk, key_of(desk))
    with pytest.raises(LastSlot):
        remove(desk, LI)
    add_operator(desk, key_of(desk), QIN, "覃𬭎的口令", CHEAP)
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


def test_a_secret_opens_without_typing_until_its_slot_is_removed(desk: Path) -> None:
    name, secret = add_secret(desk, key_of(desk))
    opened = open_with_secret(desk, secret)
    assert name == read_slots(desk).desk
    assert opened is not None
    assert opened.key == key_of(desk)
    assert open_with_secret(desk, bytes(32)) is None
    assert open_with_secret(desk, b"not a secret") is None
    remove_secret(desk)
    assert open_with_secret(desk, secret) is None


def test_no_slot_is_made_for_a_wrong_key(desk: Path) -> None:
    before = (desk / FILE).read_bytes()
    with pytest.raises(BadKey):
        add_operator(desk, bytes(32), QIN, "覃𬭎的口令", CHEAP)
    with pytest.raises(BadKey):
        set_recovery(desk, bytes(32), SHEET.recipient)
    assert (desk / FILE).read_bytes() == before


def test_an_empty_passphrase_and_a_second_desk_are_refused(desk: Path) -> None:
    before = (desk / FILE).read_bytes()
    with pytest.raises(NoPassphrase):
        add_operator(desk, key_of(desk), QIN, " \t", CHEAP)
    with pytest.raises(SlotsExist):
        new_slots(desk, QIN, "覃𬭎的口令", SHEET.recipient, CHEAP)
    assert (desk / FILE).read_bytes() == before


def test_a_slot_moved_to_another_owner_or_desk_does_not_open(desk: Path, tmp_path: Path) -> None:
    data = json.loads((desk / FILE).read_text())
    for field, value in (("operator", str(QIN)), ("argon2id", [72, 1, 1])):
        altered = json.loads(json.dumps(data))
        altered["slots"][0][field] = value
        (desk / FILE).write_text(json.dumps(altered))
        with pytest.raises(WrongPassphrase):
            open_with_passphrase(desk, "龙圩 & a<b")
    data["desk"] = str(uuid4())
    (desk / FILE).write_text(json.dumps(data))
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(desk, "龙圩 & a<b")
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
        open_with_passphrase(desk, "龙圩 & a<b")
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
@pytest.mark.parametrize("step", range(1, 7))
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
        open_with_passphrase(desk, passphrase)
    except WrongPassphrase:
        return False
    return True


def test_the_real_cost_is_128_mib_and_three_passes(tmp_path: Path) -> None:
    new_slots(tmp_path, LI, "五 个 不相干 的 词", SHEET.recipient)
    assert read_slots(tmp_path).slots[0].cost == Cost(128 * 1024, 3, 1)
    assert open_with_passphrase(tmp_path, "五 个 不相干 的 词").operator == LI
