"""Working as an ordinary user does, whom a write-protected file stops; root is stopped by none."""

import ctypes
from ctypes import Structure, c_int, c_uint32
from pathlib import Path

from .tracing import Teller, Work

VERSION_3 = 0x20080522
"""capset(2): _LINUX_CAPABILITY_VERSION_3."""
OVERRIDES = 1 << 1 | 1 << 2
"""capabilities(7): CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH."""


class _Header(Structure):
    _fields_ = (("version", c_uint32), ("pid", c_int))


class _Sets(Structure):
    _fields_ = (("effective", c_uint32), ("permitted", c_uint32), ("inheritable", c_uint32))


def as_ordinary_user(work: Work, folder: Path, tell: Teller) -> None:
    """Work without root's right to write what is write-protected; for a process of its own."""
    libc, header, sets = ctypes.CDLL(None, use_errno=True), _Header(VERSION_3, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    sets[0].effective &= ~OVERRIDES
    sets[0].permitted &= ~OVERRIDES
    assert libc.capset(ctypes.byref(header), sets) == 0
    work(folder, tell)
