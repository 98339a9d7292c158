"""The JSON Schema says what an intake file may hold, in the words of the forms."""

import json

from mediatordesk.core.parties import PartyRole
from mediatordesk.forms import Pack, intake_schema


def test_the_schema_names_fields_as_the_forms_do(social_insurance: Pack) -> None:
    schema = intake_schema(social_insurance)
    json.dumps(schema)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["parties", "elements"]
    assert schema["properties"]["facts"]["title"] == "纠纷简要情况"
    assert schema["properties"]["pack"]["const"] == "social-insurance"
    party = schema["$defs"]["PartyEntry"]
    assert party["properties"]["id_number"]["title"] == "证件号码"
    assert party["additionalProperties"] is False


def test_the_schema_lists_the_elements_and_their_choices(social_insurance: Pack) -> None:
    elements = intake_schema(social_insurance)["properties"]["elements"]
    assert set(elements["required"]) == {"premium_types", "window", "first_contact_owner"}
    types = elements["properties"]["premium_types"]["items"]["oneOf"]
    assert {"const": "P01", "title": "用人单位未依法参保登记"} in types
    assert len(types) == 12
    months = elements["properties"]["premium_months"]["items"]
    assert months["required"] == ["insurance", "month", "due"]
    assert elements["properties"]["people_count"]["minimum"] == 1


def test_the_schema_lists_the_roles_in_the_words_of_the_pack(people: Pack) -> None:
    role = intake_schema(people)["$defs"]["PartyEntry"]["properties"]["role"]
    assert role["title"] == "当事人身份"
    assert {"const": "third_party", "title": "第三人"} in role["oneOf"]
    assert {one["const"] for one in role["oneOf"]} == set(PartyRole)


def test_a_pack_without_required_elements_asks_for_parties_only(people: Pack) -> None:
    assert intake_schema(people)["required"] == ["parties"]
