"""Clients that send one byte a second: what a front must not wait for."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context

from mediatordesk.sync.mailbox.https import _trust

HOST = "127.0.0.1"


async def drip(port: int, authority: bytes | None, beginning: bytes) -> bool:
    """Send one byte a second, in TLS or before it; return when the front has ended it."""
    trust = _trust(authority) if authority else None
    with suppress(OSError, ssl.SSLError):
        reader, writer = await asyncio.open_connection(
            HOST, port, ssl=trust, server_hostname=HOST if trust else None
        )
        for byte in beginning + b"a" * 100:
            writer.write(bytes([byte]))
            await writer.drain()
            with suppress(TimeoutError):
                if await asyncio.wait_for(reader.read(1), 1) == b"":
                    break
    return True


@contextmanager
def dripping(port: int, authority: bytes, beginning: bytes, count: int) -> Iterator[None]:
    """Let so many slow ones hang on a front for a while; one that is sent away comes again."""
    given = (port, authority, beginning, count)
    process = get_context("spawn").Process(target=_drip_for_ever, args=given, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join(10)


def _drip_for_ever(port: int, authority: bytes, beginning: bytes, count: int) -> None:
    async def again(pinned: bytes | None) -> None:
        while True:
            await drip(port, pinned, beginning)

    async def all_of_them() -> None:
        await asyncio.gather(*(again(authority if one % 2 else None) for one in range(count)))

    asyncio.run(all_of_them())
