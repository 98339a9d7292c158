"""What a paper asks for is all that it is filled with, hashed from and carries inside."""

import pytest

from mediatordesk.documents import Template, fill
from mediatordesk.documents.templates.asking import asked_values
from tests.documents.papers import agreement
from tests.documents.shipped import hard_values, shipped_forms
from tests.documents.values import CASE

FORMS = shipped_forms()
PARTIES = [{"姓名": "覃𬭎", "电话": "13800000000", "住址": {"村": "永安村", "门牌": "17号"}}]


def test_what_is_not_asked_for_is_left_out() -> None:
    values = {
        "编号": "18",
        "密码": "x",
        "当事人": PARTIES,
        "条款": ["甲", "乙"],
        "a.b": 1,
        "c": {"d": 2},
    }
    asked = asked_values(
        values, {"编号", "当事人.姓名", "当事人.住址.村", "条款", "条款.序", "a.b", "无"}
    )
    assert asked == {
        "编号": "18",
        "当事人": [{"姓名": "覃𬭎", "住址": {"村": "永安村"}}],
        "条款": ["甲", "乙"],
        "a.b": 1,
    }


def test_what_is_asked_for_itself_stays_whole() -> None:
    assert asked_values({"人": {"名": 1, "号": 2}}, {"人", "人.名"}) == {"人": {"名": 1, "号": 2}}
    assert asked_values({"人": []}, {"人.名"}) == {"人": []}
    assert asked_values({"人": None}, {"人.名"}) == {"人": None}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_filled_with_what_it_asks_for_is_the_same(name: str) -> None:
    template = Template.read(FORMS[name].read_bytes())
    values = hard_values(template.fields)
    more = values | {"密码": "x"}
    assert fill(template, asked_values(more, template.fields)) == fill(template, values)


def test_an_agreement_filled_with_what_it_asks_for_is_the_same() -> None:
    template = Template.read(agreement())
    assert fill(template, asked_values(CASE, template.fields)) == fill(template, CASE)
