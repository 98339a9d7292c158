"""Damaged, cut and mixed bundles of every kind: each is refused in a word, whoever signed it."""

from itertools import permutations

import pytest
import zstandard

from mediatordesk.keys.identities import Identity, encrypt_to
from mediatordesk.sync.bundles.bundle import SIGNATURE
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Log

from .specimens import Specimen, framed_as_is, specimens

ALL = specimens()
every_kind = pytest.mark.parametrize("specimen", ALL, ids=[one.name for one in ALL])
every_so_many_bits = pytest.mark.parametrize(
    "step", [11, pytest.param(1, marks=pytest.mark.soak, id="all")]
)
FRAMED = [one for one in ALL if one.name != "part"]


def is_refused(specimen: Specimen, data: bytes) -> bool:
    """Tell whether a reader refuses these bytes; any other error than its word is a failure."""
    try:
        specimen.read(data)
    except BadBundle as error:
        return bool(error.reason)
    return False


def flipped(data: bytes, bit: int) -> bytes:
    worse = bytearray(data)
    worse[bit // 8] ^= 1 << bit % 8
    return bytes(worse)


@every_kind
def test_the_specimen_is_good(specimen: Specimen) -> None:
    assert specimen.read(specimen.data)
    assert not is_refused(specimen, specimen.around(specimen.ciphertext))


@every_kind
def test_cut_at_every_byte_and_made_longer_it_is_refused(specimen: Specimen) -> None:
    for length in range(len(specimen.data)):
        assert is_refused(specimen, specimen.data[:length]), length
    assert is_refused(specimen, specimen.data + b"\0")
    assert is_refused(specimen, specimen.data * 2)


@every_kind
def test_with_any_single_bit_flipped_it_is_refused(specimen: Specimen) -> None:
    for bit in range(8 * len(specimen.data)):
        assert is_refused(specimen, flipped(specimen.data, bit)), bit


@every_so_many_bits
@every_kind
def test_an_age_file_with_any_bit_flipped_is_refused_although_it_is_truly_signed(
    specimen: Specimen, step: int
) -> None:
    ciphertext = specimen.ciphertext
    for bit in range(0, 8 * len(ciphertext), step):
        assert is_refused(specimen, specimen.around(flipped(ciphertext, bit))), bit


@every_so_many_bits
@pytest.mark.parametrize("specimen", FRAMED, ids=[one.name for one in FRAMED])
def test_no_flipped_bit_inside_changes_what_is_believed_although_all_outside_is_right(
    specimen: Specimen, step: int
) -> None:
    """Its own device has signed the damage. What a laptop tells of itself it may tell wrongly."""
    good = specimen.read(specimen.data)
    for bit in range(0, 8 * len(specimen.inside), step):
        frame = framed_as_is(flipped(specimen.inside, bit), zstandard.compress)
        data = specimen.around(encrypt_to((specimen.reader.recipient,), frame))
        try:
            said = specimen.read(data)
        except BadBundle:
            continue
        assert isinstance(said, Log), bit
        assert isinstance(good, Log)
        assert said.segment == good.segment, bit


def test_headers_and_signatures_cannot_be_exchanged_between_bundles_of_any_kinds() -> None:
    for one, other in permutations(ALL, 2):
        head = one.data[: len(one.data) - one.header.length]
        assert is_refused(one, head + other.ciphertext)
        unsigned = len(head) - SIGNATURE
        signature = other.data[: -other.header.length][-SIGNATURE:]
        assert is_refused(one, head[:unsigned] + signature + one.ciphertext)


def test_a_bundle_of_one_kind_is_no_bundle_of_another() -> None:
    for one, other in permutations(ALL, 2):
        if one.header.kind is not other.header.kind:
            assert is_refused(one, other.data)


@every_kind
def test_wrapped_for_other_readers_or_stripped_of_its_signature_it_is_refused(
    specimen: Specimen,
) -> None:
    stranger = Identity.new()
    head = specimen.data[: len(specimen.data) - specimen.header.length]
    plain = specimen.reader.decrypt(specimen.ciphertext)
    for readers in ((stranger.recipient,), (specimen.reader.recipient, stranger.recipient)):
        assert is_refused(specimen, head + encrypt_to(readers, plain))
    assert is_refused(specimen, head[:-SIGNATURE] + specimen.ciphertext)
    assert is_refused(specimen, head[:-SIGNATURE] + bytes(SIGNATURE) + specimen.ciphertext)
    if specimen.name != "part":
        again = encrypt_to((stranger.recipient,), plain)
        assert is_refused(specimen, specimen.around(again))
