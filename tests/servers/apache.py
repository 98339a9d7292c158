"""A real Apache with mod_dav, started for a test and thrown away."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.servers.gateway import free_port

MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """
ServerRoot "{home}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{home}/apache.pid"
ErrorLog "{home}/error.log"
DocumentRoot "{home}/cloud"
{user}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_fs_module {modules}/mod_dav_fs.so
DavLockDB "{home}/lock"
<Directory "{home}/cloud">
    Dav On
    Require all granted
</Directory>
"""


def is_there() -> bool:
    """Tell whether Apache with mod_dav is installed."""
    return bool(shutil.which("apache2")) and (MODULES / "mod_dav_fs.so").exists()


@contextmanager
def apache(home: Path) -> Iterator[str]:
    """Run Apache over a folder, and return the address of a mailbox in it."""
    port, cloud = free_port(), home / "cloud"
    cloud.mkdir(parents=True)
    user = ""
    if os.geteuid() == 0:  # Apache's children do not run as root
        user = "User www-data\nGroup www-data"
        for folder in (home, cloud):
            shutil.chown(folder, "www-data", "www-data")
        for parent in home.parents:
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    file = home / "apache.conf"
    file.write_text(CONFIGURATION.format(home=home, port=port, user=user, modules=MODULES))
    program = subprocess.Popen(["apache2", "-X", "-f", str(file)])
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield f"webdav://127.0.0.1:{port}/"
    finally:
        program.terminate()
        program.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)
