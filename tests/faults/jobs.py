"""What is killed and refused: the pieces of work by which a person entrusts something to a desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk

from . import work_backups, work_files, work_keys, work_saves
from .desks import assert_sane, assert_whole, make_desk
from .tracing import Teller


@dataclass(frozen=True)
class Job:
    """A piece of work in a place, how the place is made ready, and what must hold after it.

    The work tells what is safe from then on; `holds` is given the open desk and all that was
    told, and asserts that it is there, once; `whole` asserts that the desk itself is. The work can
    be done again and again.
    """

    work: Callable[[Path, Teller], None]
    holds: Callable[[Desk, Sequence[str]], None]
    prepare: Callable[[Path], None] = make_desk
    whole: Callable[[Desk], None] = assert_whole
    starts_child: bool = False
    """It speaks to a process beside through pipes, which are written to like files."""


JOBS = {
    "a save": Job(work_saves.save, work_saves.cases_are_there),
    "an arrival": Job(
        work_saves.arrive, work_saves.all_or_nothing_arrived, work_saves.colleague_writes
    ),
    "an attachment": Job(
        work_files.attach,
        work_files.files_are_there,
        work_files.desk_and_scan,
        starts_child=True,
    ),
    "an import": Job(
        work_files.import_roster, work_files.all_or_none_imported, work_files.desk_and_roster
    ),
    "a migration": Job(
        work_files.migrate, work_files.old_case_is_there, work_files.old_desk, assert_sane
    ),
    "a new desk": Job(work_backups.make_another, work_backups.desks_are_whole),
    "a backup": Job(work_backups.back_up_desk, work_backups.sets_are_good, work_backups.backed_up),
    "a restoration": Job(
        work_backups.restore_desk, work_backups.desks_are_whole, work_backups.backed_up
    ),
    "a change of passphrase": Job(work_keys.toggle_passphrase, work_keys.one_passphrase_opens),
    "an operator added": Job(work_keys.add_another, work_keys.operators_get_in),
    "an operator retired": Job(
        work_keys.retire_one, work_keys.retired_are_out, work_keys.three_operators
    ),
    "the keyring turned on": Job(work_keys.turn_keyring_on, work_keys.keyring_is_as_told),
    "the keyring turned off": Job(
        work_keys.turn_keyring_off, work_keys.keyring_is_as_told, work_keys.with_keyring
    ),
}
