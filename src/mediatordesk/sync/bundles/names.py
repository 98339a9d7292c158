"""Names of objects in a mailbox (docs/formats/bundle.md, 6); they work on sticks and servers.

`v1/<office>/<replica>/<month>/<number>-<hash>.mdb`; a name holds the hash of what lies under it,
so two contents never meet under one name, and a reader sees whether a copy is complete.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

ROOT = "v1"
FEED = "feed"
PARTS = "part"
ROSTERS = "roster"
FORKS = "forks"
HEADS = "head"
WANTS = "want"
REFERRALS = "refer"
HASH_DIGITS = 24
PER_FOLDER = 500
_NAME = re.compile(r"v1/(?:[a-z0-9-]{1,24}/){1,4}(?:[a-z0-9-]{1,60})\.mdb")
MAX_NAME = 80


def folder_of(office: UUID) -> str:
    """Return the folder of an office; eight digits of its random name tell nothing about it."""
    return f"{ROOT}/{office.hex[:8]}"


def log_name(office: UUID, replica: bytes, number: int, at: datetime, data: bytes) -> str:
    """Return the name of a replica's bundle, in the folder of the month it was made in."""
    return _name(f"{folder_of(office)}/{replica.hex()}/{at:%Y%m}", number, data)


def feed_name(office: UUID, epoch: int, number: int, data: bytes) -> str:
    """Return the name of what the centre says to an office; the newest has the highest name."""
    return _name(f"{folder_of(office)}/{FEED}/{epoch // 1000:010}", number, data)


def roster_name(office: UUID, version: int, data: bytes) -> str:
    """Return the name of what the centre says of an office's devices."""
    return _name(f"{folder_of(office)}/{ROSTERS}", version, data)


def forks_name(office: UUID, number: int, data: bytes) -> str:
    """Return the name of what the centre says of replicas that have two histories."""
    return _name(f"{folder_of(office)}/{FORKS}", number, data)


def refer_name(office: UUID, case_id: UUID, number: int, data: bytes) -> str:
    """Return the name of a case referred to an office; the newest has the highest name."""
    return _name(f"{folder_of(office)}/{REFERRALS}/{case_id.hex[:8]}", number, data)


def want_name(office: UUID, replica: bytes, number: int, data: bytes) -> str:
    """Return the name of what a laptop says that it lacks; the newest has the highest name."""
    return _name(f"{folder_of(office)}/{WANTS}/{replica.hex()}", number, data)


def _name(folder: str, number: int, data: bytes) -> str:
    """Return a name in a folder; after 500 numbers a next folder begins."""
    roll = number // PER_FOLDER
    return f"{folder}{f'-{roll:03}' if roll else ''}/{number:08}-{hash_in_name(data)}.mdb"


def part_name(office: UUID, digest: bytes) -> str:
    """Return the name of a blob's part, by the hash of its cipher text."""
    file = part_file(digest)
    return f"{folder_of(office)}/{PARTS}/{file[:2]}/{file}"


def part_file(digest: bytes) -> str:
    """Return the last piece of a part's name."""
    return f"{digest.hex()[: 2 * HASH_DIGITS]}.mdb"


def head_name(name: str) -> str:
    """Return where it is noted that a bundle is the newest of its kind: of a replica, or the feed.

    It does not end as a bundle does, so who looks for bundles passes it over.
    """
    root, office, whose, *_ = name.split("/")
    return f"{root}/{office}/{HEADS}/{whose.split('-', maxsplit=1)[0]}.txt"


def hash_in_name(data: bytes) -> str:
    """Return the part of a bundle's name that is made from its bytes."""
    return hashlib.sha256(data).hexdigest()[:HASH_DIGITS]


def is_name(text: str) -> bool:
    """Tell whether this can be the name of an object: no way out of the mailbox, 80 letters."""
    return len(text) <= MAX_NAME and _NAME.fullmatch(text) is not None


def is_part(name: str) -> bool:
    """Tell whether a name is a part's."""
    return name.split("/")[2] == PARTS


def is_feed(name: str) -> bool:
    """Tell whether a name is the centre's."""
    return name.split("/")[2] == FEED


def is_log(name: str) -> bool:
    """Tell whether a name is that of a replica's changes."""
    return not is_part(name) and not is_said(name) and not is_want(name)


def is_want(name: str) -> bool:
    """Tell whether a name is that of what a laptop says that it lacks."""
    return name.split("/")[2] == WANTS


def is_roster(name: str) -> bool:
    """Tell whether a name is that of what the centre says of an office's devices."""
    return name.split("/")[2].split("-", maxsplit=1)[0] == ROSTERS


def is_said(name: str) -> bool:
    """Tell whether a name is that of a word of the centre, of whichever kind."""
    return is_feed(name) or name.split("/")[2].split("-", maxsplit=1)[0] in {
        ROSTERS,
        FORKS,
        REFERRALS,
    }


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in the order of their numbers, folder by folder."""
    return sorted(names, key=lambda name: name.split("/"))


def number_in(name: str) -> int:
    """Return the number that a log's name tells: the place among its replica's bundles.

    The month before it is only a folder: it goes back where a computer's clock was set back.
    """
    return int(name.rsplit("/", 1)[1].split("-", maxsplit=1)[0])


def folder_in(name: str) -> str:
    """Return the folder that a name lies in."""
    return name.rsplit("/", 1)[0]


def short_of(name: str, size: int) -> bytes:
    """Return the first bytes of the hash that a name tells."""
    return bytes.fromhex(name.rsplit("/", 1)[1].removesuffix(".mdb").rsplit("-", 1)[-1])[:size]


def epoch_in(name: str) -> int:
    """Return the epoch of the centre that a feed's name tells, to the second, in milliseconds."""
    return int(name.split("/")[3].split("-", maxsplit=1)[0]) * 1000
