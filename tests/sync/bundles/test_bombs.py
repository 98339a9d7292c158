"""Bundles that want to become large: refused in a child whose memory and time are watched."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from .bombs import bombs, ciphertext_of

MORE_MEGABYTES, SECONDS = 100, 5.0
LIMIT = 1 << 30
"""Bytes of address space: what wants half a gigabyte for itself dies in it."""
WORDS = {"size", "frame", "encoding", "items", "padding", "recipient", "content"}


def limited() -> None:
    """Bound the child, so that a fault of ours is a failed test and not a stopped computer."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.skipif(sys.platform != "linux", reason="sizes of processes are read from /proc")
def test_every_bomb_is_refused_in_less_than_100_mb_and_in_seconds(tmp_path: Path) -> None:
    (tmp_path / "bombs").mkdir()
    names = []
    for number, (name, frame) in enumerate(bombs()):
        names.append(f"{number:02} {name}")
        (tmp_path / "bombs" / names[-1]).write_bytes(ciphertext_of(frame))
    assert (tmp_path / "bombs" / names[0]).stat().st_size < 60_000
    done = subprocess.run(
        [sys.executable, "-m", "tests.sync.bundles.bombs", tmp_path / "bombs"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=Path(__file__).parents[3],
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = [line.split("\t") for line in done.stdout.splitlines()]
    assert [one[0] for one in said] == names
    for name, word, grown, seconds in said:
        assert word in WORDS, name
        assert int(grown) < MORE_MEGABYTES, name
        assert float(seconds) < SECONDS, name
