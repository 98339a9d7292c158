"""Whose relations are looked for in a case: mediator, recorder, panel; parties and who act."""

import json
from dataclasses import replace
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.interests import case_interests, mediators_of
from mediatordesk.actions.tables.imports import apply_import, read_table
from mediatordesk.actions.tables.rosters import plan_members
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.records import added
from mediatordesk.core.rosters import RosterKind, RosterMember
from tests.actions.scenario_files import wages
from tests.actions.template_desks import laptop


def listed(desk: Desk, name: str, remark: str) -> None:
    desk.commit([added(RosterMember(kind=RosterKind.MEDIATOR, name=name, remark=remark))])


def of_worker(file: CaseFile, **fields: str) -> CaseFile:
    return replace(file, party_elements={file.parties[0].id: fields})


def test_everybody_who_mediates_or_records_is_looked_at() -> None:
    file = wages()
    panel = [{"name": "苏文德", "role": "lead"}, {"name": "Nguyễn Văn Đức", "role": "member"}]
    file = replace(
        file,
        case=replace(file.case, mediator="黄文德、 覃𬭎", recorder="黄文德"),
        elements={"panel": json.dumps(panel)},
    )
    assert mediators_of(file) == ("黄文德", "覃𬭎", "苏文德", "Nguyễn Văn Đức")


def test_agents_guardians_and_representatives_count_as_parties(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    listed(desk, "黄文德", "弟 O'Brien；任 a<b 律师所顾问")
    assert case_interests(desk.store, wages()) == ()
    for fields in ({"agent": "O'Brien"}, {"guardian": "O'Brien"}, {"employer": "a<b 律师所"}):
        [one] = case_interests(desk.store, of_worker(wages(), **fields))
        assert one.mediator == "黄文德"
    file = wages()
    file = replace(file, case=replace(file.case, mediator="梁志强"))
    [firm] = case_interests(desk.store, file)
    assert firm.kind == "same_person", "the firm's own representative"


def test_what_a_mediator_has_disclosed_is_data_of_the_roster(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    table = (
        "姓名,近亲属,任职和利害关系,备注\n"
        "黄文德,苏美玲（妻）、O'Brien（子）,a<b 律师所顾问；梧州市某塑料制品有限公司监事,住村里\n"
    ).encode()
    apply_import(desk, plan_members(desk, read_table(table, "名册.csv"), "mediators"))
    [member] = desk.store.all(RosterMember)
    assert member.relatives == ("苏美玲（妻）", "O'Brien（子）")
    assert len(member.interests) == 2
    found = case_interests(desk.store, wages())
    assert [(one.kind.value, one.party) for one in found] == [
        ("relative", "苏美玲"),
        ("interested", "梧州市某塑料制品有限公司"),
    ]


def test_an_occupation_that_many_have_is_no_relation(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    listed(desk, "黄文德", "妻是某厂职工")
    assert wages().parties[0].occupation == "职工"
    assert case_interests(desk.store, wages()) == ()


def test_of_two_mediators_of_one_name_both_are_looked_at(tmp_path: Path) -> None:
    desk = laptop(tmp_path / "desk", wages())
    listed(desk, "黄文德", "")
    listed(desk, "黄文德", "妻苏美玲")
    [one] = case_interests(desk.store, wages())
    assert one.party == "苏美玲"
