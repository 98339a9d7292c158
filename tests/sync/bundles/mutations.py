"""Ways to make good bytes worse: the mutations that find the faults of a decoder."""

from collections.abc import Callable
from random import Random

HEADS = tuple(
    bytes.fromhex(text)
    for text in (
        "9affffffff", "9bffffffffffffffff", "5affffffff", "5b7fffffffffffffff", "7affffffff",
        "baffffffff", "9f", "bf", "5f", "7f", "ff", "a201020103", "f97e00", "f97c00", "fb7ff8",
        "f6", "f7", "1bffffffffffffffff", "3b7fffffffffffffff", "3bffffffffffffffff", "1800", "c2",
        "c249ffffffffffffffffff", "d81e82", "d823", "d90102", "d81c81d81d00", "8181818181818181",
        "61ff", "62c3", "80", "40", "00", "20",
    )
)  # fmt: skip
"""Beginnings that decoders get wrong: lengths, endless items, floats, tags, twice the same key."""
Mutation = Callable[[bytearray, Random], None]


def mutated(good: bytes, chance: Random) -> bytes:
    """Return bytes after one to four mutations."""
    data = bytearray(good)
    for _ in range(chance.randint(1, 4)):
        chance.choice(MUTATIONS)(data, chance)
    return bytes(data)


def _flip(data: bytearray, chance: Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: Random) -> None:
    place, head = chance.randint(0, len(data)), chance.choice(HEADS)
    data[place : place + len(head)] = head


def _insert(data: bytearray, chance: Random) -> None:
    place = chance.randint(0, len(data))
    data[place:place] = chance.choice((chance.randbytes(chance.randint(1, 9)), *HEADS))


def _remove(data: bytearray, chance: Random) -> None:
    place = chance.randint(0, len(data))
    del data[place : place + chance.choice((1, 2, 16, 100))]


def _repeat(data: bytearray, chance: Random) -> None:
    place = chance.randint(0, len(data))
    piece = data[place : place + chance.choice((1, 8, 64))]
    data[place:place] = piece * chance.choice((1, 2, 50))


def _swap(data: bytearray, chance: Random) -> None:
    one, other = chance.randint(0, len(data)), chance.randint(0, len(data))
    size = chance.choice((1, 4, 32))
    piece = data[one : one + size]
    data[one : one + size] = data[other : other + size]
    data[other : other + size] = piece


MUTATIONS: tuple[Mutation, ...] = (_flip, _overwrite, _insert, _remove, _repeat, _swap)
