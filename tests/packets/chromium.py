"""A real browser with one page, driven over the DevTools protocol; no port is opened."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

# Debian's Chromium as root needs no sandbox; the rest keeps it from asking for a network.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """One page of a running browser."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders, self._answers, self._session, self._last = orders, answers, "", 0
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Give one order of the DevTools protocol and return the browser's answer."""
        self._last += 1
        order = {"id": self._last, "method": method, "params": given}
        self._orders.write(json.dumps(order | self._about()).encode() + b"\0")
        self._orders.flush()
        while True:
            answer = json.loads(self._read())
            if answer.get("id") == self._last:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, file: Path) -> None:
        """Load a page from a file, and wait until it is there."""
        self.call("Page.navigate", url=file.as_uri())
        self.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page; a promise is waited for."""
        told = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until something is true in the page (a minute at most)."""
        waiting = f"""new Promise(function (done, fail) {{
            var end = Date.now() + 60000;
            (function look() {{
                if ({condition}) {{ done(true); }}
                else if (Date.now() > end) {{ fail(new Error("not in a minute")); }}
                else {{ setTimeout(look, 20); }}
            }})();
        }})"""
        assert self.evaluate(waiting)

    def drop(self, file: Path) -> None:
        """Let a file fall on the middle of the page, as from a file manager."""
        data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.call("Input.dispatchDragEvent", type=kind, x=300, y=200, data=data)

    def choose(self, field: str, *files: Path) -> None:
        """Choose files in the field of this id, as in its window."""
        node = self.call("Runtime.evaluate", expression=f"document.getElementById('{field}')")
        names = [str(file) for file in files]
        place = node["result"]["objectId"]
        self.call("DOM.setFileInputFiles", files=names, objectId=place)

    def picture(self, width: int, height: int) -> bytes:
        """Return the page as PNG, as it looks in a window of this size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=False)
        return base64.b64decode(shot["data"])

    def _about(self) -> dict[str, str]:
        return {"sessionId": self._session} if self._session else {}

    def _read(self) -> bytes:
        answer = bytearray()
        while (one := self._answers.read(1)) != b"\0":
            assert one, "the browser has ended"
            answer += one
        return bytes(answer)


def judged_by_page(page: Page, data: bytes, expected: str = "") -> set[tuple[str, str]]:
    """Let the page's own function judge a packet, and return its findings: code and file."""
    packed, number = base64.b64encode(data).decode(), json.dumps(expected)
    told = page.evaluate(
        f"""(function () {{
            var text = atob("{packed}"), bytes = new Uint8Array(text.length), n;
            for (n = 0; n < text.length; n += 1) {{ bytes[n] = text.charCodeAt(n); }}
            return PacketCheck.checkZip(bytes, {number}).findings;
        }})()"""
    )
    return {(one["code"], one["file"]) for one in told}


def flips_judged_by_page(page: Page, data: bytes, places: list[int]) -> list[set[tuple[str, str]]]:
    """Flip one bit after the other, and return what the page's own function finds each time."""
    packed = base64.b64encode(data).decode()
    told = page.evaluate(
        f"""(function () {{
            var text = atob("{packed}"), bytes = new Uint8Array(text.length), n;
            for (n = 0; n < text.length; n += 1) {{ bytes[n] = text.charCodeAt(n); }}
            return {json.dumps(places)}.map(function (place) {{
                var at = Math.floor(place / 8), found;
                bytes[at] ^= 1 << place % 8;
                found = PacketCheck.checkZip(bytes, "").findings;
                bytes[at] ^= 1 << place % 8;
                return found;
            }});
        }})()"""
    )
    return [{(one["code"], one["file"]) for one in findings} for findings in told]


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """Start Chromium with an empty profile in `folder`, and end it afterwards."""
    its_orders, orders = os.pipe()
    answers, its_answers = os.pipe()

    def hand_over() -> None:
        os.dup2(its_orders, 3)  # where --remote-debugging-pipe reads and writes
        os.dup2(its_answers, 4)

    with (
        (folder / "chromium.log").open("wb") as log,
        subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={folder / 'profile'}"],
            pass_fds=(3, 4),
            preexec_fn=hand_over,  # noqa: PLW1509 - no thread of ours runs yet
            stdout=log,
            stderr=log,
        ) as running,
        os.fdopen(orders, "wb") as writing,
        os.fdopen(answers, "rb") as reading,
    ):
        os.close(its_orders)
        os.close(its_answers)
        try:
            yield Page(writing, reading)
        finally:
            running.terminate()
