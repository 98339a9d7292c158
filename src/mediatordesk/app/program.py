"""The running program: who comes in, the window while the desk is open, the lock when it is not."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.backup_desk import BackupSet, BackupWork, RestoreDesk, Restoring
from mediatordesk.app.feed import Feed
from mediatordesk.app.lock.idle import Idle
from mediatordesk.app.lock.lock_screen import LockScreen
from mediatordesk.app.lock.passphrase import PassphraseDialog
from mediatordesk.app.lock.people import Door, Knock
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.remembered_look import RememberedLook
from mediatordesk.app.parts.progress import Progress
from mediatordesk.app.restoring.dialog import RestoreDialog
from mediatordesk.app.restoring.place import RestorePlace
from mediatordesk.app.stand import Stand, Unsaved
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.window import MainWindow
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.keys.guesses import WaitBeforeNextTry

if TYPE_CHECKING:
    from mediatordesk.app.opened.desk import OpenedDesk


class Program(QObject):
    """Opens the desk, shows its window, and closes both when the desk is locked.

    A locked desk is a closed one: the window is gone with everything in it. What stays is where
    it stood, and a text that could not be saved, for the one who typed it.
    """

    left = Signal()

    def __init__(self, folder: Path, places: Places, clock: Clock) -> None:
        super().__init__()
        self._folder, self._places, self._clock = folder, places, clock
        self._remembered = RememberedLook(folder)
        self.appearance = Appearance(places.resources, self._remembered.read())
        self.appearance.change(self.appearance.look)
        self.appearance.changed.connect(self._keep_look)
        self.tasks = Tasks()
        self.dialog = PassphraseDialog(self.appearance, folder.name)
        self.dialog.entered.connect(self.unlock)
        self.dialog.restore_wanted.connect(self.restore)
        self.dialog.rejected.connect(self.left)
        self.restoring: RestoreDialog | None = None
        self.idle = Idle(self._remembered.minutes())
        self.idle.idled.connect(self.lock)
        self.window: MainWindow | None = None
        self.lock_screen: LockScreen | None = None
        self._desk: OpenedDesk | None = None
        self._stand: Stand | None = None
        self._unsaved: Unsaved | None = None
        self._before: UUID | None = None
        self._backup = Progress()

    # -- coming in

    def ask(self) -> None:
        """Ask for the passphrase, unless the desk opens without typing."""
        self.dialog.show()
        self.tasks.run(partial(door_of, self._folder), self._show_door, self.dialog.form.refuse)

    def unlock(self, knock: Knock) -> None:
        """Open the desk; the dialog or the lock screen says so if that fails."""
        self._backup.stop()  # whoever comes back does not wait for it
        work = partial(unlock_desk, self._folder, knock, self._places, self._clock)
        self.tasks.run(work, self._enter, self._refuse)

    def restore(self) -> None:
        """Make a desk from a backup, before any is open."""
        self.restoring = dialog = RestoreDialog(self.dialog, self.appearance)
        desk = LateRestoring(self._places, self._clock)
        self._restore_place = RestorePlace(dialog.form, self.tasks, desk)
        self._restore_place.restored.connect(self._begin_at)
        dialog.show()

    def _begin_at(self, folder: Path) -> None:
        """Ask for the passphrase of the desk that was restored."""
        self._folder, self._remembered = folder, RememberedLook(folder)
        if self.restoring:
            self.restoring.accept()
        self.dialog.show_desk(folder.name)
        self.ask()

    def _show_door(self, door: Door) -> None:
        """Offer those who have a way in; open without typing where that was chosen."""
        self.dialog.form.show_people(door.people)
        if door.without_typing:
            self.dialog.form.wait(busy=True)
            work = partial(unlock_without_typing, self._folder, self._places, self._clock)
            self.tasks.run(work, self._enter_if_open, self._refuse)

    def _enter_if_open(self, desk: "OpenedDesk | None") -> None:
        """Show the window, or ask for the passphrase after all."""
        if desk is None:
            self.dialog.form.wait(busy=False)
        else:
            self._enter(desk)

    def _enter(self, desk: "OpenedDesk") -> None:
        """Show the window of the desk that was opened, where it stood if it was locked."""
        self._desk = desk
        window = MainWindow(self.appearance, self.tasks, desk, Feed())
        self.window = window
        window.lock_wanted.connect(self.lock)
        window.restored.connect(self.go_to)
        window.closed.connect(self.left)
        window.operators.own.show_minutes(self.idle.minutes)
        window.operators.own.minutes_wanted.connect(self._lock_after)
        if self._stand:
            mine = self._unsaved and self._unsaved.operator == desk.operator
            window.go_back_to(self._stand, self._unsaved if mine else None)
            self._unsaved = None if mine else self._unsaved
        window.show()
        self._say_hand_over(desk, window)
        self.dialog.hide()
        self._end_lock_screen()
        self.idle.start()

    def _say_hand_over(self, desk: "OpenedDesk", window: MainWindow) -> None:
        """Log and say that somebody else goes on, if it is so."""
        before, self._before = self._before, None
        if before and before != desk.operator:
            self.tasks.run(partial(desk.operators.take_over, before), window.say_hand_over)

    def _refuse(self, error: DeskError) -> None:
        """Say why the desk was not opened."""
        screen = self.lock_screen or self.dialog
        if isinstance(error, WaitBeforeNextTry):
            screen.form.pause_for(error.seconds)
        else:
            screen.form.refuse(error)
        screen.show()

    # -- going away

    def lock(self) -> None:
        """Lock the desk: what was typed is saved, the desk is closed, the window is gone."""
        window, desk = self.window, self._desk
        if window is None or desk is None:
            return
        self.idle.stop()
        question = QApplication.activeModalWidget()
        if question:
            question.close()  # such as the choice of a file
        self._desk = None
        self._before = desk.operator
        self._stand = window.stand()
        window.flush()
        self._show_lock_screen(window)
        self.tasks.finish(partial(close_desk, desk), partial(self._locked, window))
        self.tasks = Tasks()
        self.tasks.run(partial(door_of, self._folder), self._show_door_again)

    def go_to(self, folder: Path) -> None:
        """Go on at another desk: one that was restored into a new folder."""
        self.lock()
        self._folder, self._stand, self._before, self._unsaved = folder, None, None, None
        self._remembered = RememberedLook(folder)
        if self.lock_screen:
            self.lock_screen.say_restored(folder)
        self.tasks.run(partial(door_of, folder), self._show_door_again)

    def close(self) -> None:
        """Finish all work and close the desk."""
        desk, self._desk = self._desk, None
        window, self.window = self.window, None
        if window:
            window.end()
        self.idle.stop()
        self.tasks.close(desk.close if desk else None)

    def show_error(self, error: DeskError) -> None:
        """Show an error that belongs to no field: wherever somebody looks now."""
        if self.window:
            self.window.alert.show_error(error)
        else:
            (self.lock_screen or self.dialog).form.alert.show_error(error)

    def _show_lock_screen(self, window: MainWindow) -> None:
        """Show the lock screen in the place of the window."""
        self.window = None
        screen = self.lock_screen = LockScreen(self.appearance)
        screen.form.entered.connect(self.unlock)
        screen.left.connect(self.left)
        screen.setGeometry(window.geometry())
        if window.isMaximized():
            screen.showMaximized()
        else:
            screen.show()
        window.hide()
        screen.form.field.setFocus()

    def _show_door_again(self, door: Door) -> None:
        """Offer those who have a way in; a lock is never opened without typing."""
        if self.lock_screen:
            self.lock_screen.form.show_people(door.people, self._before)

    def _locked(self, window: MainWindow, backup: BackupWork | None) -> None:
        """Take the window away: everything that was given to it is done; make what is due."""
        self._unsaved = window.unsaved or self._unsaved
        window.end()
        if backup:
            self._backup = Progress()
            self.tasks.aside(partial(backup, self._backup.report), failed=lambda _error: None)

    def _end_lock_screen(self) -> None:
        """Take the lock screen away."""
        screen, self.lock_screen = self.lock_screen, None
        if screen:
            screen.end()

    # -- what is remembered on this computer

    def _keep_look(self) -> None:
        """Keep the look for the next time."""
        self._remembered.keep(self.appearance.look)

    def _lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without input from now on."""
        self.idle.minutes = minutes
        self._remembered.keep_minutes(minutes)


class LateRestoring:
    """Restores without an open desk; the rooms below are imported in the database thread."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self._places, self._clock = places, clock

    def sets(self, place: Path) -> tuple[BackupSet, ...]:
        """Return the backups at a place, the newest first. NoBackup, SeveralDesks."""
        return self._desk().sets(place)

    def restore(self, wanted: Restoring) -> Path:
        """Make a desk in a new folder from a backup, and return its folder."""
        return self._desk().restore(wanted)

    def _desk(self) -> RestoreDesk:
        from mediatordesk.app.opened.restoring import OpenedRestoring  # noqa: PLC0415 - said below

        return OpenedRestoring(self._places, self._clock)


def desk_kind() -> "type[OpenedDesk]":
    """Return the desk's side of the window.

    The rooms below cost over a second to import (forms, signing), so this is called in the
    database thread: the window is there before them.
    """
    from mediatordesk.app.opened.desk import OpenedDesk  # noqa: PLC0415 - said above

    return OpenedDesk


def door_of(folder: Path) -> Door:
    """Return how the desk of a folder can be opened; BadSlots."""
    return desk_kind().door(folder)


def unlock_desk(folder: Path, knock: Knock, places: Places, clock: Clock) -> "OpenedDesk":
    """Open the desk of a folder; NoDesk, WrongPassphrase, WaitBeforeNextTry or DeskLocked."""
    return desk_kind().unlock(folder, knock, places, clock)


def unlock_without_typing(folder: Path, places: Places, clock: Clock) -> "OpenedDesk | None":
    """Open the desk of a folder with the computer's keyring; None if that is not possible."""
    return desk_kind().unlock_without_typing(folder, places, clock)


def close_desk(desk: "OpenedDesk") -> BackupWork | None:
    """Close a desk that is being locked; return the backup that is due, to be made after it."""
    try:
        place = desk.backups.due(closing=True)
        return desk.backups.work(place, only_check=False) if place else None
    except DeskError:
        return None  # the status line tells that it is late
    finally:
        desk.close()
