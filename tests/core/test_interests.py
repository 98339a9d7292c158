"""What joins a mediator with a party: names, numbers, declared relatives, a village's groups."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.interests import (
    Concerned,
    Interest,
    InterestKind,
    interests_between,
    surname_of,
    village_groups,
)
from mediatordesk.core.rosters import RosterKind, RosterMember

HUANG = RosterMember(
    kind=RosterKind.MEDIATOR,
    name="黄文德",
    id_number="450405197506010011",
    phone="13800000009",
    organisation="正阳村人民调解委员会",
    remark="住正阳村第3村民小组；妻 O'Brien 覃𬭎；任 a<b 贸易有限公司监事",
)


def found(one: Concerned, member: RosterMember | None = HUANG) -> list[Interest]:
    return list(interests_between("黄文德", member, [one]))


def kinds(one: Concerned, member: RosterMember | None = HUANG) -> list[InterestKind]:
    return [interest.kind for interest in found(one, member)]


def test_a_mediator_cannot_mediate_a_dispute_of_his_own() -> None:
    assert kinds(Concerned(name="黄文德")) == [InterestKind.SAME_PERSON]
    same_number = Concerned(name="黄文得", id_number="450405197506010011")
    assert kinds(same_number) == [InterestKind.SAME_PERSON]


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    assert kinds(Concerned(name="黄文德", id_number="450405199005180177")) == []


def test_a_mediator_without_a_roster_row_is_still_known_by_name() -> None:
    assert kinds(Concerned(name="黄文德"), None) == [InterestKind.SAME_PERSON]
    assert kinds(Concerned(name="覃𬭎"), None) == []


def test_a_declared_relative_or_post_is_named_with_the_words() -> None:
    [wife] = found(Concerned(name="覃𬭎"))
    assert (wife.kind, wife.party) == (InterestKind.DECLARED, "覃𬭎")
    assert "覃𬭎" in wife.words
    assert kinds(Concerned(name="a<b 贸易有限公司")) == [InterestKind.DECLARED]
    employed = Concerned(name="Nguyễn Văn Đức", employer="a<b 贸易有限公司")
    assert kinds(employed) == [InterestKind.DECLARED]


def test_disclosed_relatives_and_interests_have_columns_of_their_own() -> None:
    member = replace(
        HUANG, remark="", relatives=("覃𬭎（妻）", "O'Brien（子）"), interests=("a<b 公司监事",)
    )
    [wife] = found(Concerned(name="覃𬭎"), member)
    assert (wife.kind, wife.party) == (InterestKind.RELATIVE, "覃𬭎")
    assert "近亲属中有“覃𬭎（妻）”" in wife.words
    [post] = found(Concerned(name="a<b 公司"), member)
    assert (post.kind, post.words.count("a<b 公司监事")) == (InterestKind.INTERESTED, 1)
    both = Concerned(name="O'Brien", employer="a<b 公司")
    assert kinds(both, member) == [InterestKind.RELATIVE, InterestKind.INTERESTED]
    assert kinds(Concerned(name="Nguyễn Văn Đức"), member) == []


def test_one_letter_says_nothing() -> None:
    assert kinds(Concerned(name="乙", employer="妻")) == []


def test_one_telephone_or_one_employer_is_a_reason() -> None:
    assert kinds(Concerned(name="莫志强", phone="13800000009")) == [InterestKind.SAME_PHONE]
    here = Concerned(name="莫志强", employer="正阳村人民调解委员会")
    assert kinds(here) == [InterestKind.SAME_EMPLOYER]


def test_the_same_surname_in_the_same_group_only_prompts() -> None:
    near = Concerned(name="黄秀兰", address="梧州市长洲区长洲镇正阳村三组7号")
    [prompt] = found(near)
    assert prompt.kind is InterestKind.SAME_GROUP
    assert "正阳村三组" in prompt.words
    assert kinds(Concerned(name="黄秀兰", address="正阳村五组2号")) == []
    assert kinds(Concerned(name="莫志强", address="正阳村三组7号")) == []


def test_groups_are_the_same_however_they_are_written() -> None:
    for text in ("正阳村3组", "正阳村３组7号", "长洲镇正阳村第三村民小组", "家住正阳村三组"):
        assert village_groups(text) == {("正阳村", "三")}, text
    assert village_groups("龙山村大屯") == {("龙山村", "大")}
    assert village_groups("长洲镇工业路8号") == frozenset()


def test_surnames_of_one_two_and_foreign_letters() -> None:
    assert surname_of("覃𬭎") == "覃"
    assert surname_of("欧阳兰") == "欧阳"
    assert surname_of("Nguyễn Văn Đức") == "Nguyễn"


@given(*(st.text(max_size=30) for _ in range(5)))
def test_whatever_is_written_is_compared_and_says_whom_it_is_about(
    name: str, number: str, phone: str, address: str, remark: str
) -> None:
    member = replace(HUANG, remark=remark)
    one = Concerned(name=name, id_number=number, phone=phone, address=address)
    for interest in found(one, member):
        assert interest.party == name
        assert member.name in interest.words
