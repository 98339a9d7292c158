"""A mutation fuzzer and Hypothesis over the decoder, at each of its layers.

Whatever comes, a reader says BadBundle, within a time, or believes the very changes that the
author signed. Each layer is damaged while all layers outside of it are right and truly signed:
what an enrolled laptop in wrong hands can send.
"""

import time
from collections.abc import Callable
from random import Random

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.keys.identities import encrypt_to
from mediatordesk.sync.bundles.frames import UNIT, BadBundle
from mediatordesk.sync.bundles.logs import Log

from .mutations import HEADS, mutated
from .specimens import Specimen, framed_as_is, specimens

SECONDS = 1.0
"""The processor's time that a reader of some kilobytes may take at most."""
ALL = specimens()


def padded(frame: bytes) -> bytes:
    return frame + bytes(-len(frame) % UNIT)


def as_bundle(specimen: Specimen, data: bytes) -> bytes:
    """Return damaged bytes as a bundle of their own."""
    return data


def as_ciphertext(specimen: Specimen, data: bytes) -> bytes:
    """Return damaged bytes as the age file of a truly signed bundle."""
    return specimen.around(data)


def as_frame(specimen: Specimen, data: bytes) -> bytes:
    """Return damaged bytes as what a truly signed age file holds."""
    return specimen.around(encrypt_to((specimen.reader.recipient,), padded(data)))


def as_content(specimen: Specimen, data: bytes) -> bytes:
    """Return damaged bytes as the CBOR inside of everything."""
    frame = framed_as_is(data, zstandard.compress)
    return specimen.around(encrypt_to((specimen.reader.recipient,), frame))


Layer = Callable[[Specimen, bytes], bytes]
LAYERS: dict[str, tuple[Layer, Callable[[Specimen], bytes]]] = {
    "bundle": (as_bundle, lambda one: one.data),
    "cipher text": (as_ciphertext, lambda one: one.ciphertext),
    "frame": (as_frame, lambda one: zstandard.compress(one.inside)),
    "content": (as_content, lambda one: one.inside),
}


def bears(specimen: Specimen, good: object, data: bytes) -> bool:
    """Tell whether a reader refuses bytes in time, or believes only what was truly said."""
    started = time.process_time()
    try:
        said = specimen.read(data)
    except BadBundle:
        return time.process_time() - started < SECONDS
    if isinstance(said, Log) and isinstance(good, Log):
        return said.segment == good.segment
    return said == good


@pytest.mark.parametrize("count", [250, pytest.param(30_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("layer", LAYERS)
def test_no_mutation_does_more_than_be_refused(layer: str, count: int) -> None:
    wrap, inner = LAYERS[layer]
    chance = Random(20261123)  # noqa: S311 - the same mutations each time
    for specimen in ALL:
        if specimen.name == "part" and layer in {"frame", "content"}:
            continue  # a part is the age file itself
        good = specimen.read(specimen.data)
        for number in range(count):
            worse = mutated(inner(specimen), chance)
            assert bears(specimen, good, wrap(specimen, worse)), (specimen.name, number)


@given(st.data())
def test_no_content_put_together_of_evil_heads_does_more_than_be_refused(
    data: st.DataObject,
) -> None:
    specimen = data.draw(st.sampled_from([one for one in ALL if one.name != "part"]))
    pieces = data.draw(st.lists(st.sampled_from(HEADS) | st.binary(max_size=20), max_size=30))
    assert bears(specimen, None, as_content(specimen, b"".join(pieces)))


@given(st.lists(st.sampled_from(HEADS) | st.binary(max_size=9), max_size=40))
def test_what_the_decoder_takes_is_the_one_encoding_of_its_value(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data
