"""Changes as bytes: the layout of the bundle format, and nothing else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import Cell, Change, Dot, Op, TimeFlag, Verb
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.store.codec import decode_change, encode_change
from mediatordesk.store.dots import MAX_SEQ
from mediatordesk.store.register import TABLES, Register, UnknownMeaning

REGISTER = Register.current()
OWN, OTHER, THIRD = b"aaaaaaaa", b"bbbbbbbb", b"cccccccc"
SEQ = 9
VALUES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary()
OWN_DOTS = st.builds(Dot, st.just(OWN), st.integers(1, SEQ - 1))
OTHER_DOTS = st.builds(Dot, st.sampled_from([OTHER, THIRD]), st.integers(1, MAX_SEQ))
BASES = st.sets(OWN_DOTS | OTHER_DOTS, max_size=3).map(lambda dots: tuple(sorted(dots)))


@st.composite
def ops(draw: st.DrawFn) -> Op:
    """Return any operation on a table of the register."""
    table = draw(st.sampled_from(TABLES))
    columns = draw(st.lists(st.sampled_from(table.columns), unique=True, max_size=4))
    cells = tuple(Cell(column, draw(VALUES), draw(BASES)) for column in columns)
    return Op(table.name, draw(st.uuids()), cells, draw(st.sampled_from(Verb)))


CHANGES = st.builds(
    Change,
    st.just(OWN),
    st.just(SEQ),
    st.integers(0, 2**62),
    st.sampled_from(TimeFlag),
    st.uuids(),
    st.integers(0, 99),
    st.lists(ops(), max_size=3).map(tuple),
)


@given(CHANGES)
def test_a_change_comes_back_from_its_bytes(change: Change) -> None:
    header, payload = encode_change(change, REGISTER)
    assert decode_change(OWN, header, payload, REGISTER) == change


def test_the_bytes_are_those_of_the_bundle_format() -> None:
    row, operator = UUID(int=8), UUID(int=1)
    cells = (
        Cell("name", "王晓明"),
        Cell("phone", "1", (Dot(OWN, 4),)),
        Cell("sex", "女", (Dot(OTHER, 5),)),
        Cell("address", None, (Dot(OTHER, 5), Dot(OWN, 2))),
    )
    change = Change(OWN, SEQ, 77, TimeFlag.TYPED, operator, 1, (Op("party", row, cells),))
    header, payload = encode_change(change, REGISTER)
    number = REGISTER.by_name["party"].column_number
    assert decode(header) == [9, 77, 2, operator.bytes, 0, 1]
    assert decode(payload) == [
        [
            5,
            row.bytes,
            1,
            [
                [number("name"), "王晓明"],
                [number("phone"), "1", 5],
                [number("sex"), "女", [OTHER, 5]],
                [number("address"), None, [[OWN, 2], [OTHER, 5]]],
            ],
        ]
    ]


def test_tables_and_columns_of_a_newer_version_keep_their_numbers() -> None:
    payload = encode([[999, bytes(16), 0, [[3, "x"]]], [5, bytes(16), 0, [[999, "y"]]]])
    read = decode_change(OWN, _header(), payload, REGISTER)
    assert [(op.table, op.cells[0].column) for op in read.ops] == [
        ("#999", "#3"),
        ("party", "#999"),
    ]


@pytest.mark.parametrize("header", [{"kind": 11}, {"flag": 7}])
def test_a_kind_of_change_of_a_newer_version_is_not_guessed_at(header: dict[str, int]) -> None:
    with pytest.raises(UnknownMeaning):
        decode_change(OWN, _header(**header), encode([]), REGISTER)


def test_an_act_of_a_newer_version_is_not_guessed_at() -> None:
    with pytest.raises(UnknownMeaning):
        decode_change(OWN, _header(), encode([[5, bytes(16), 13, []]]), REGISTER)


@pytest.mark.parametrize(
    "header",
    [
        [],
        [9, 77, 0, bytes(16), 0],
        [9, 77, 0, bytes(15), 0, 1],
        [0, 77, 0, bytes(16), 0, 1],
        [True, 77, 0, bytes(16), 0, 1],
        [9, -1, 0, bytes(16), 0, 1],
        [9, 77, False, bytes(16), 0, 1],
        [9, "77", 0, bytes(16), 0, 1],
        [MAX_SEQ + 1, 77, 0, bytes(16), 0, 1],
        "text",
    ],
)
def test_a_header_of_another_shape_is_refused(header: object) -> None:
    with pytest.raises(NotCanonical):
        decode_change(OWN, encode(header), encode([]), REGISTER)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [[]],
        [[5, bytes(15), 1, []]],
        [[5, bytes(16), 1]],
        [[True, bytes(16), 1, []]],
        [[-5, bytes(16), 1, []]],
        [[5, bytes(16), True, []]],
        [[5, bytes(16), 1, None]],
        [[5, bytes(16), 1, [[1]]]],
        [[5, bytes(16), 1, [[-1, "x"]]]],
        [[5, bytes(16), 1, [[True, "x"]]]],
        [[5, bytes(16), 1, [[1, ["list"]]]]],
        [[5, bytes(16), 1, [[1, "x", 0]]]],
        [[5, bytes(16), 1, [[1, "x", 9]]]],
        [[5, bytes(16), 1, [[1, "x", -1]]]],
        [[5, bytes(16), 1, [[1, "x", None]]]],
        [[5, bytes(16), 1, [[1, "x", []]]]],
        [[5, bytes(16), 1, [[1, "x", [[OTHER, 1]]]]]],
        [[5, bytes(16), 1, [[1, "x", [OTHER, 0]]]]],
        [[5, bytes(16), 1, [[1, "x", [OTHER[:7], 1]]]]],
        [[5, bytes(16), 1, [[1, "x", [OWN, 9]]]]],
        [[5, bytes(16), 1, [[1, "x"], [1, "y"]]]],
    ],
)
def test_a_payload_of_another_shape_is_refused(payload: object) -> None:
    with pytest.raises(NotCanonical):
        decode_change(OWN, _header(), encode(payload), REGISTER)


PLAIN = st.recursive(VALUES, lambda item: st.lists(item, max_size=4), max_leaves=20)


@given(PLAIN, PLAIN)
def test_any_canonical_bytes_are_a_change_or_refused(header: object, payload: object) -> None:
    for head in (encode(header), _header()):
        try:
            decode_change(OWN, head, encode([payload]), REGISTER)
        except (NotCanonical, UnknownMeaning):
            continue


def _header(*, flag: int = 0, kind: int = 0) -> bytes:
    return encode([SEQ, 77, flag, bytes(16), kind, 1])
