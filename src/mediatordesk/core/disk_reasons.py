"""Why a disk refuses, in words for people (POSIX.1-2024, errno.h)."""

import errno
from collections.abc import Mapping

from mediatordesk.core.texts import N_, _

REASONS: Mapping[int, str] = {
    errno.ENOENT: N_("it is not there"),
    errno.EISDIR: N_("it is a folder"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), N_("a file stands where a folder should be")),
    **dict.fromkeys((errno.EACCES, errno.EPERM), N_("it is not allowed")),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), N_("the disk is full")),
    errno.EROFS: N_("the disk is write-protected"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    **dict.fromkeys((errno.EINVAL, errno.EILSEQ), N_("its name is not allowed there")),
    errno.EIO: N_("the disk is faulty or was pulled out"),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), N_("another program is using it")),
    errno.EFBIG: N_("it is too large for this disk"),
    errno.ELOOP: N_("its links lead in a circle"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), N_("too many files are open")),
    **dict.fromkeys(
        (errno.ENODEV, errno.ENXIO), N_("it is no ordinary file, or its disk was pulled out")
    ),
    **dict.fromkeys(
        (errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ESTALE),
        N_("the network drive does not answer"),
    ),
}
"""Why a file cannot be read or written."""
SHARING_VIOLATIONS = (32, 33)
"""What Windows says of a file that is open in Word; its errno is that of a missing permission."""


def reason_of(error: OSError) -> str:
    """Return why a file cannot be read or written, in words for people."""
    if getattr(error, "winerror", None) in SHARING_VIOLATIONS:
        return _("another program is using it")
    known = REASONS.get(error.errno or 0)
    if known is None:
        code = error.errno or type(error).__name__
        return _("the system refuses it (error {code})").format(code=code)
    return _(known)
