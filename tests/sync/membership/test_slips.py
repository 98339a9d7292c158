"""A slip as people type it: what does not matter is passed over, what is wrong is found."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediatordesk.keys.identities import LETTERS, SigningKey
from mediatordesk.sync.membership.slips import (
    LENGTH,
    BadSlip,
    Slip,
    centre_letters,
    is_proof,
    proof_of,
)

DOCUMENT = Path(__file__).parents[3] / "docs" / "formats" / "bundle.md"
CENTRE = SigningKey(bytes(range(32))).verify_key
ADDRESSES = ("https://tiaojie.example.cn:8443", "https://10.0.0.7:8443")
SLIP = Slip(centre_letters(CENTRE), "abcdefghijkm", "npq", ADDRESSES)
PLAIN = SLIP.letters.replace("-", "")
PLACES = st.integers(0, LENGTH - 1)
letters = st.text(st.sampled_from(LETTERS), min_size=31, max_size=31)


@given(letters, st.lists(st.sampled_from(ADDRESSES), unique=True))
def test_what_is_printed_is_read_back(text: str, addresses: list[str]) -> None:
    slip = Slip(text[:16], text[16:28], text[28:], tuple(addresses))
    assert Slip.read(slip.text) == slip
    assert len(slip.letters) == 39


@pytest.mark.parametrize(
    "typed",
    [
        SLIP.letters.upper(),
        SLIP.letters.replace("-", ""),
        SLIP.letters.replace("-", "  "),
        SLIP.letters.replace("-", "\n"),
        SLIP.letters.replace("-", " — "),
        "".join(chr(ord(one) + 0xFEE0) if one != "-" else "－" for one in SLIP.letters),
    ],
)
def test_capitals_gaps_and_full_width_letters_do_not_matter(typed: str) -> None:
    assert Slip.read(typed) == Slip(SLIP.centre, SLIP.code, SLIP.number)


def test_an_address_keeps_its_letters_and_may_stand_anywhere() -> None:
    read = Slip.read(f"https://Host.cn/路径 {SLIP.letters} tiaojie.example.cn:8443")
    assert read.addresses == ("https://Host.cn/路径", "https://tiaojie.example.cn:8443")


@given(PLACES, st.sampled_from(LETTERS))
def test_one_wrong_letter_is_found(place: int, letter: str) -> None:
    assume(PLAIN[place] != letter)
    with pytest.raises(BadSlip):
        Slip.read(PLAIN[:place] + letter + PLAIN[place + 1 :])


@given(letters, st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_found(text: str, place: int) -> None:
    plain = Slip(text[:16], text[16:28], text[28:]).letters.replace("-", "")
    assume(plain[place] != plain[place + 1])
    swapped = plain[place + 1] + plain[place]
    with pytest.raises(BadSlip):
        Slip.read(plain[:place] + swapped + plain[place + 2 :])


@given(PLACES)
def test_a_letter_too_few_or_too_many_is_found(place: int) -> None:
    for typed in (PLAIN[:place] + PLAIN[place + 1 :], PLAIN[:place] + "a" + PLAIN[place:]):
        with pytest.raises(BadSlip):
            Slip.read(typed)


@given(st.text(max_size=80))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadSlip):
        Slip.read(text)


def test_the_slip_in_the_documentation_is_made_so() -> None:
    assert f"`{SLIP.letters}`" in DOCUMENT.read_text("utf-8")


def test_a_slip_names_one_centre() -> None:
    assert SLIP.is_of(CENTRE)
    assert not SLIP.is_of(SigningKey.new().verify_key)


def test_only_who_holds_the_code_proves_a_request() -> None:
    proof = proof_of(SLIP.key, b"request")
    assert is_proof(SLIP.key, b"request", proof)
    assert not is_proof(SLIP.key, b"another request", proof)
    assert not is_proof(Slip.new(CENTRE).key, b"request", proof)
    assert SLIP.code not in repr(SLIP)
