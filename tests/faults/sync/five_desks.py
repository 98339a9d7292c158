"""Five desks of two offices, a centre, a server and sticks; what befalls them is drawn by chance.

A model beside them remembers what every desk has told to be saved. Whatever happens in between
(misfortunes.py), after the lines are whole again all desks of an office and the centre say the
same, and all of it is there.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import sync, unsent_changes
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Blob
from mediatordesk.store.high_water import head_at
from mediatordesk.sync.mailbox.addresses import mailbox_at
from tests.faults.desks import assert_sane, opened
from tests.faults.sync.edits import ADDED, KINDS, SAVED
from tests.faults.sync.offices import centre_of, join, ledger_of
from tests.faults.tracing import Outcome, Point, Teller, killed_at

OFFICES = (
    Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
    Office(code="450405102", name="a<b 人民调解委员会", number_prefix="长洲"),
)
DESKS = (("甲", 0), ("乙", 0), ("丙", 0), ("丁", 1), ("戊", 1))
SERVER, STICKS = "server", ("stick 1", "stick 2", "stick 3")
ROUNDS = 12
"""After so many rounds over good lines everybody must agree."""

Dot = tuple[bytes, int]


@dataclass(frozen=True)
class Home:
    """Where a desk is: a place of its own, with its tide marks."""

    path: Path
    office: Office

    @property
    def name(self) -> str:
        """Return what the diary calls it."""
        return self.path.name


@dataclass(frozen=True)
class Saved:
    """What a desk told to be safe: the head of its log, and the records that were added last."""

    head: bytes
    added: tuple[tuple[str, UUID], ...]


@dataclass
class World:
    """All places, the model of what is saved, and a diary for who has to find out what went wrong.

    `offline` says for how many more steps a desk does not reach the server; `twofold` are replicas
    that were set back so that nobody could know, and have two histories.
    """

    place: Path
    chance: Random
    homes: list[Home] = field(default_factory=list)
    saved: dict[UUID, dict[Dot, Saved]] = field(default_factory=dict)
    offline: Counter[str] = field(default_factory=Counter)
    twofold: set[bytes] = field(default_factory=set)
    diary: list[str] = field(default_factory=list)
    kills: int = 0

    @classmethod
    def begin(cls, place: Path, seed: int) -> "World":
        """Make the centre, the desks, the server and the sticks."""
        world = cls(place, Random(seed))  # noqa: S311 - what happens
        for name in (SERVER, *STICKS):
            (place / name).mkdir()
        Centre.new(place / "centre", "450405", "长洲区司法局", clock=Clock.computer())
        for name, office in DESKS:
            home = Home(place / name, OFFICES[office])
            home.path.mkdir()
            join(home.path, home.office, place)
            world.homes.append(home)
        return world

    def live(self, steps: int, events: Mapping[Callable[["World"], None], int]) -> None:
        """Let so many things happen, each as often as the events say."""
        for _ in range(steps):
            [happens] = self.chance.choices(list(events), list(events.values()))
            happens(self)
            self.offline -= Counter(list(self.offline))

    def note(self, words: str) -> None:
        """Write down what happened."""
        self.diary.append(f"{len(self.diary)} {words}")

    @property
    def saves(self) -> int:
        """Return how many places of logs were told to be safe."""
        return sum(len(told) for told in self.saved.values())

    # -- the model

    def believe(self, home: Home, told: Sequence[str]) -> None:
        """Remember what a desk has told to be saved. No place of a log is ever used twice."""
        saved, added = self.saved.setdefault(home.office.id, {}), list[tuple[str, UUID]]()
        for line in told:
            match line.split(" "):
                case [what, table, record] if what == ADDED:
                    added.append((table, UUID(record)))
                case [what, replica, seq, head] if what == SAVED:
                    dot, now = (bytes.fromhex(replica), int(seq)), Saved(bytes.fromhex(head), ())
                    before = saved.get(dot, now)
                    assert before.head == now.head or dot[0] in self.twofold, dot
                    saved[dot] = Saved(now.head, (*before.added, *added))
                    added.clear()

    def forget_unsent(self, home: Home, since: Mapping[bytes, int]) -> None:
        """Forget what only the disk of a desk held that was set back: nobody can give it back."""
        known = dict(since)
        with ledger_of(centre_of(self.place), home.office.id) as ledger:
            _raise(known, ledger.store.known())
        for other in self.of_office(home.office):
            if other != home:
                with opened(other.path) as desk:
                    _raise(known, desk.store.known())
        saved = self.saved[home.office.id]
        for dot in [dot for dot in saved if dot[0] in since and dot[1] > known[dot[0]]]:
            del saved[dot]

    def forget_lost(self) -> None:
        """Forget what neither the centre nor a desk holds: a mailbox at most, which may lose it."""
        for office in OFFICES:
            with ledger_of(centre_of(self.place), office.id) as ledger:
                known = Counter(ledger.store.known())
            for home in self.of_office(office):
                with opened(home.path) as desk:
                    known |= Counter(desk.store.known())
            saved = self.saved.get(office.id, {})
            for dot in [dot for dot in saved if dot[1] > known[dot[0]]]:
                del saved[dot]

    def of_office(self, office: Office) -> list[Home]:
        """Return the desks of an office."""
        return [home for home in self.homes if home.office is office]

    # -- kills

    def killed(
        self, work: Callable[[Path, Teller], None], folder: Path, points: Sequence[tuple[str, int]]
    ) -> Outcome:
        """Turn the lights out somewhere in a piece of work."""
        call, most = self.chance.choice(points)
        point = Point(call, self.chance.randint(1, most))
        outcome = killed_at(work, folder, point)
        assert outcome.was_killed or outcome.code == 0, (outcome, self.diary[-1])
        self.kills += outcome.was_killed
        self.note(f"  killed at {point}" if outcome.was_killed else "  killed too late")
        return outcome

    # -- the end

    def heal(self) -> None:
        """Let all lines be whole again, and everybody meet everything, until all is quiet."""
        self.note("healed")
        before = None
        for _ in range(ROUNDS):
            for box in (*STICKS, SERVER):
                for home in self.homes:
                    with opened(home.path) as desk:
                        sync(desk, str(self.place / box))
                centre_reads(self.place, _nobody, box=box)
            now = [self._state(home) for home in self.homes]
            if now == before:
                return
            before = now

    def _state(self, home: Home) -> tuple[bytes, int, int]:
        with opened(home.path) as desk:
            return desk.store.state_hash(), unsent_changes(desk), len(_files_lacking(desk))

    def assert_nothing_lost(self) -> None:
        """Assert that all agree, and that all that was told is at each desk of its office."""
        for office in OFFICES:
            with ledger_of(centre_of(self.place), office.id) as ledger:
                state, known = ledger.store.state_hash(), ledger.store.known()
                assert ledger.store.second_hash() == state
                assert ledger.parked() == ()
                assert ledger.missing_parts() == []
            for home in self.of_office(office):
                with opened(home.path) as desk:
                    assert_sane(desk)
                    assert desk.store.state_hash() == state, home.name
                    assert _written(desk.store.known()) == _written(known), home.name
                    assert unsent_changes(desk) == 0, home.name
                    assert _files_lacking(desk) == [], home.name
                    self._assert_has_all(desk, self.saved[office.id])

    def _assert_has_all(self, desk: Desk, saved: Mapping[Dot, Saved]) -> None:
        """Assert that a desk has every change that was told, and every record that was added."""
        for (replica, seq), one in saved.items():
            if replica not in self.twofold:
                assert head_at(desk.store, replica, seq) == one.head, (desk.folder, replica, seq)
            for table, record in one.added:
                assert desk.store.get(KINDS[table], record).id == record


def centre_reads(place: Path, tell: Callable[[str], object], *, box: str) -> None:
    """Let the centre take over what lies in a mailbox, and answer."""
    with closing(mailbox_at(str(place / box))) as mailbox:
        tell(str(centre_of(place).receive(mailbox)))


def _files_lacking(desk: Desk) -> list[UUID]:
    return [one.id for one in desk.store.all(Blob) if desk.blobs.missing(one)]


def _written(known: Mapping[bytes, int]) -> dict[bytes, int]:
    """Return how far each log has come under which anything was written."""
    return {replica: seq for replica, seq in known.items() if seq}


def _raise(known: dict[bytes, int], others: Mapping[bytes, int]) -> None:
    """Raise how far logs are known to have come to what others know."""
    known.update({one: max(seq, others.get(one, 0)) for one, seq in known.items()})


def _nobody(_: str) -> None:
    """Hear what is told, and do nothing."""
