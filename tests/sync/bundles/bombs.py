"""Small bundles that want to become large or slow, and what a process needs to refuse them.

Run as a program it takes the bombs one after another and prints for each its name, the word of the
refusal, by how many MB the process's greatest size grew, and the processor's time in seconds.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import zstandard

from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Identity, encrypt_to
from mediatordesk.sync.bundles.bundle import opened
from mediatordesk.sync.bundles.frames import UNIT, BadBundle

MEGABYTE = 1 << 20
READER = Identity("AGE-SECRET-KEY-1NN4CVG3YG5FQ5X0YPHUJHWAFDL0MMFPKGQJG8G20ZGTJ9LARHX9S8M49DY")


def bombs() -> Iterator[tuple[str, bytes]]:
    """Yield each bomb's name and frame, before padding."""
    half_a_gigabyte = b"\x5a" + (512 * MEGABYTE - 5).to_bytes(4, "big")
    yield "zstd, size stated", _of_zeros(half_a_gigabyte, stated=True)
    yield "zstd, size not stated", _of_zeros(half_a_gigabyte, stated=False)
    yield "zstd, size stated wrongly", _lying_about_its_size()
    yield "zstd, a window of 128 MiB", _with_window(27)
    yield "zstd, frames without content", b"\x50\x2a\x4d\x18" + (9).to_bytes(4, "little") + bytes(9)
    for name, content in evil_contents():
        # zeros enough, or it would be refused for its ratio alone
        yield name, zstandard.compress(content).ljust(len(content) // 40 + 1, b"\0")


def evil_contents() -> Iterator[tuple[str, bytes]]:
    """Yield CBOR that has cost other decoders their memory, their stack or their time."""
    yield "the same key twice", bytes.fromhex("a201020103")
    yield "a map", bytes.fromhex("a10102")
    yield "100,000 deep", b"\x81" * 100_000 + b"\0"
    yield "100,000 maps deep", b"\xa1" * 100_000
    yield "an array of 2^32", b"\x9a\xff\xff\xff\xff"
    yield "an array of 2^64", b"\x9b" + b"\xff" * 8 + b"\0" * 100
    yield "text of 2^32", b"\x7a\xff\xff\xff\xff abc"
    yield "bytes of 2^63", b"\x5b\x7f" + b"\xff" * 7
    yield "an endless array", b"\x9f" * 100_000
    yield "not a number", b"\x81\xf9\x7e\x00"
    yield "infinity", b"\x81\xfb\x7f\xf0" + bytes(6)
    yield "a longer form of 1", b"\x81\x18\x01"
    yield "two values", b"\x80\x80"
    yield "a number of 65 bits", b"\x81\xc2\x49" + b"\xff" * 9
    number = b"\xc2\x5a" + (400_000).to_bytes(4, "big") + b"\xa7" * 400_000
    yield "a fraction of two huge numbers", b"\xd8\x1e\x82" + number + number[:-1] + b"\x01"
    yield "a decimal of a huge number", b"\xc4\x82\x01" + number
    yield "a pattern", b"\xd8\x23\x79\x80\x00" + b"(a*)*" * 6553 + b"abc"
    same_hash = [(2**61 - 1) * (n + 1) for n in range(2)]
    keys = b"".join(b"\x1b" + one.to_bytes(8, "big") + b"\0" for one in same_hash * 20_000)
    yield "keys that share a hash", b"\xb9\x9c\x40" + keys
    yield "a million empty arrays", b"\x9a\x00\x0f\x42\x40" + b"\x80" * 1_000_000


def ciphertext_of(frame: bytes) -> bytes:
    """Return a frame as the age file of a bundle; no more zeros than the unit asks for."""
    return encrypt_to((READER.recipient,), frame + bytes(-len(frame) % UNIT))


def _of_zeros(head: bytes, *, stated: bool) -> bytes:
    size = 512 * MEGABYTE
    tool = zstandard.ZstdCompressor(level=3, write_content_size=stated)
    maker = tool.compressobj(size=size if stated else -1)
    zeros = bytes(MEGABYTE)
    pieces = [maker.compress(head), maker.compress(zeros[len(head) :])]
    pieces += [maker.compress(zeros) for _ in range(511)]
    return b"".join([*pieces, maker.flush()])


def _lying_about_its_size() -> bytes:
    """Return a frame that says one byte and holds a megabyte."""
    frame = bytearray(zstandard.compress(encode(bytes(MEGABYTE))))
    frame[5:9] = (1).to_bytes(4, "little")
    return bytes(frame)


def _with_window(bits: int) -> bytes:
    parameters = zstandard.ZstdCompressionParameters(window_log=bits)
    tool = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return tool.compress(encode(b"x" * 1000)) + tool.flush()


def greatest_size() -> int:
    """Return the most MB that this process had resident."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


def main() -> None:
    """Take the bombs that lie in a folder, one file each."""
    for path in sorted(Path(sys.argv[1]).iterdir()):
        data = path.read_bytes()
        before, started = greatest_size(), time.process_time()
        try:
            opened(data, (READER,))
            word = "taken"
        except BadBundle as error:
            word = error.reason
        grown, seconds = greatest_size() - before, time.process_time() - started
        sys.stdout.write(f"{path.name}\t{word}\t{grown}\t{seconds:.2f}\n")


if __name__ == "__main__":
    main()
