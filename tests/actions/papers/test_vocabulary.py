"""The fields that a paper's template may use."""

from pathlib import Path

import pytest

from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.documents import OtherPapers, Template, check_template
from mediatordesk.forms import Packs

PACKS = Packs.read(Path(__file__).parents[3] / "forms")
PAPERS = [(name, kind.code) for name in PACKS.offered() for kind in PACKS.pack(name).papers()]


@pytest.mark.parametrize(("name", "code"), PAPERS)
def test_every_shipped_form_uses_only_the_fields_of_its_own_paper(name: str, code: str) -> None:
    pack = PACKS.pack(name)
    others = OtherPapers(code, known_fields(pack))
    assert check_template(pack.template(code), known_fields(pack, code), None, others) == ()


@pytest.mark.parametrize(("name", "code"), PAPERS)
def test_a_paper_has_no_field_that_its_pack_has_not(name: str, code: str) -> None:
    pack = PACKS.pack(name)
    assert known_fields(pack, code) <= known_fields(pack)


@pytest.mark.parametrize(
    ("code", "field"),
    [
        *(("D05", "协议编号"), ("D05", "条款"), ("D05", "履行.金额"), ("D05", "调解时间")),
        *(("D05", "回访.情况"), ("D17", "收件人.姓名"), ("D17", "履行凭据"), ("D15", "条款")),
        *(("D05", "agreement.number"), ("D17", "recipient.name")),
    ],
)
def test_what_a_paper_never_has_a_value_for_is_none_of_its_fields(code: str, field: str) -> None:
    people = PACKS.pack("people")
    assert field in known_fields(people)
    assert field not in known_fields(people, code)


def test_a_form_of_another_paper_does_not_pass() -> None:
    people = PACKS.pack("people")
    agreement = Template.read(people.template("D17")).fields
    assert "协议编号" in agreement - known_fields(people, "D05")
    assert agreement <= known_fields(people, "D17")
