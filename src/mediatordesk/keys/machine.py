"""Which computer this is: a hash of the name that its system has given it."""

import hashlib
import os
import sys
from pathlib import Path

from mediatordesk.keys.durable import NotWritten, write_durably

LINUX_NAMES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""machine-id(5): 32 hex digits, made when the system was installed."""
OWN_NAME = "machine"
"""The file in the folder of marks that names a computer whose system has no name for it."""


def machine_id(folder: Path) -> bytes:
    """Return 16 bytes that are the same on this computer each time, and on no other.

    machine-id(5) asks not to show its name anywhere, so it is hashed with ours. `folder` keeps a
    random name where the system has none; if not even that can be kept, the name is empty.
    """
    name = _name_of_system() or _own_name(folder)
    return hashlib.sha256(b"md1-machine" + name.encode()).digest()[:16] if name else bytes(16)


def _name_of_system() -> str:
    """Return the name that the system has given this computer, or nothing."""
    if sys.platform == "win32":
        return _name_of_windows()
    for path in LINUX_NAMES:
        try:
            name = path.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if len(name) == 32:  # an image that never started says "uninitialized"
            return name
    return ""


def _name_of_windows() -> str:
    """Return the MachineGuid that the setup of Windows has drawn, or nothing."""
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415 - there is none elsewhere

    where = r"SOFTWARE\Microsoft\Cryptography"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""


def _own_name(folder: Path) -> str:
    """Return the random name that stands in the folder; it is drawn the first time."""
    path = folder / OWN_NAME
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        pass
    try:
        write_durably(path, os.urandom(16).hex().encode(), private=True)
    except NotWritten:
        return ""
    return _own_name(folder)
