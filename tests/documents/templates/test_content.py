"""What a paper was made from has one digest, in every process."""

import json
import subprocess
import sys
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.documents import Picture, canonical_content
from mediatordesk.documents.templates.content import content_digest

TEMPLATE = sha256(b"template").hexdigest()
PARTIES: list[dict[str, object]] = [
    {"姓名": "覃𬭎", "出生日期": date(1984, 5, 1)},
    {"姓名": "Nguyễn Văn Đức", "出生日期": None},
]
VALUES: dict[str, object] = {
    "当事人": PARTIES,
    "金额": Decimal("10080.00"),
    "同意": True,
    "份数": 3,
    "签名": Picture(b"\x89PNG", 40, 20),
    "$x": "a<b",
}
VECTOR = "7e9b9a810afb7e6670590c9e215412a8b2abda9c2f694eba0b7882a7f863ca09"


def test_the_vector_of_the_format() -> None:
    assert content_digest(VALUES, TEMPLATE) == VECTOR


def test_order_and_unicode_form_make_no_difference() -> None:
    parties = [
        {name: unicodedata.normalize("NFD", one) if isinstance(one, str) else one}
        for party in PARTIES
        for name, one in party.items()
    ]
    parties = [{**parties[1], **parties[0]}, {**parties[3], **parties[2]}]
    same = {**dict(reversed(VALUES.items())), "当事人": tuple(parties)}
    assert content_digest(same, TEMPLATE) == VECTOR


def test_another_process_gives_the_same() -> None:
    program = (
        "from mediatordesk.documents.templates.content import content_digest;"
        "print(content_digest({'b': {'乙', }.pop(), 'a': 1}, 'ab'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == content_digest({"a": 1, "b": "乙"}, "ab")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (date(2025, 4, 7), "2025-04-07"),
        (date(2025, 4, 7), datetime(2025, 4, 7, tzinfo=UTC)),
        (Decimal("1.50"), Decimal("1.5")),
        (1, "1"),
        (True, 1),
        (None, ""),
        (b"x", "x"),
        (UUID(int=1), str(UUID(int=1))),
        (date(2025, 4, 7), {"$date": "2025-04-07"}),
        (["a", "b"], ["b", "a"]),
        (Picture(b"x", 40, 20), Picture(b"x", 20, 40)),
        (Picture(b"x", 40, 20), Picture(b"y", 40, 20)),
    ],
)
def test_what_prints_differently_has_another_digest(one: object, other: object) -> None:
    assert content_digest({"a": one}, TEMPLATE) != content_digest({"a": other}, TEMPLATE)


def test_another_template_has_another_digest() -> None:
    assert content_digest(VALUES, TEMPLATE) != content_digest(VALUES, sha256(b"t").hexdigest())


def test_what_no_paper_is_filled_with_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        content_digest({"a": object()}, TEMPLATE)


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=4), inner)),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), PLAIN, max_size=6))
def test_it_is_json_that_anyone_can_read(values: dict[str, object]) -> None:
    read = json.loads(canonical_content(values, TEMPLATE))
    assert read["template"] == TEMPLATE
    assert canonical_content(values, TEMPLATE) == canonical_content(dict(values), TEMPLATE)
