"""A process that ends badly leaves no image of its memory."""

import subprocess
import sys
from pathlib import Path

import pytest

FALLS = """
import ctypes, os, resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from mediatordesk.keys.dumps import leave_no_dump
leave_no_dump()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3), flush=True)
secret = os.urandom(16).hex()
os.abort()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_a_process_that_is_aborted_writes_no_core(tmp_path: Path) -> None:
    fallen = subprocess.run(
        [sys.executable, "-c", FALLS], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert fallen.returncode < 0
    assert fallen.stdout.strip() == "(0, 0) 0", fallen.stderr
    assert list(tmp_path.iterdir()) == []
