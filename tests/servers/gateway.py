"""A real object store that speaks S3: Ceph's gateway, started for a test run and thrown away."""

import hashlib
import hmac
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx

SCRIPT = Path(__file__).with_name("s3-server.sh")
TRIES = 4
NEEDED = ("radosgw", "ceph-mon", "ceph-osd", "curl")


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def is_there() -> bool:
    """Tell whether the gateway is installed."""
    return all(map(shutil.which, NEEDED))


@contextmanager
def object_store(home: Path) -> Iterator[str]:
    """Run a gateway with a bucket, and return the address of a mailbox in it."""
    folder, port = _started(home)
    _make_bucket(f"127.0.0.1:{port}", "mailbox")
    try:
        yield f"s3+http://AKMD:SKMDSKMD@127.0.0.1:{port}/mailbox"
    finally:
        _stop(folder)


def _started(home: Path) -> tuple[Path, int]:
    """Start the gateway; now and then Ceph's parts do not find each other, so it is tried again."""
    for number in range(1, TRIES + 1):
        folder, port = home / str(number), free_port()
        script = ["/bin/bash", str(SCRIPT), str(folder), str(port), str(free_port())]
        ended = subprocess.run(script, check=False, capture_output=True, timeout=180)
        if ended.returncode == 0:
            return folder, port
        _stop(folder)
    raise RuntimeError(ended.stderr.decode(errors="replace")[-2000:])


def _stop(folder: Path) -> None:
    for note in (folder / "run").glob("*.pid"):
        with suppress(ProcessLookupError, ValueError):
            os.kill(int(note.read_text()), signal.SIGKILL)


def _make_bucket(host: str, bucket: str) -> None:
    """Ask for a bucket with a signed request (AWS Signature Version 4): obstore makes none."""
    at, region = datetime.now(UTC), "us-east-1"
    day, moment = f"{at:%Y%m%d}", f"{at:%Y%m%dT%H%M%SZ}"
    nothing = hashlib.sha256(b"").hexdigest()
    headers = {"host": host, "x-amz-content-sha256": nothing, "x-amz-date": moment}
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"PUT\n/{bucket}\n\n{lines}\n{names}\n{nothing}"
    scope = f"{day}/{region}/s3/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    key = b"AWS4SKMDSKMD"
    for piece in (day, region, "s3", "aws4_request"):
        key = hmac.digest(key, piece.encode(), "sha256")
    signature = hmac.digest(
        key, f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}".encode(), "sha256"
    )
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential=AKMD/{scope}, SignedHeaders={names}, "
        f"Signature={signature.hex()}"
    )
    httpx.put(f"http://{host}/{bucket}", headers=headers, timeout=60).raise_for_status()
