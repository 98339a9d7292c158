"""The documented schema of case.json, as it stands and as strict as it can be."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parents[2] / "docs" / "formats" / "case.schema.json"


def documented() -> dict[str, Any]:
    """Return the schema."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    Draft202012Validator.check_schema(schema)
    return schema


def misfits(content: object, *, strictly: bool = True) -> list[str]:
    """Return what in a case.json is not as documented; strictly: nor may it say more than that."""
    schema = documented()
    judge = Draft202012Validator(closed(schema) if strictly else schema)
    return [f"{one.json_path}: {one.message}" for one in judge.iter_errors(content)]


def closed(schema: Any) -> Any:
    """Return the schema with no room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(one) for key, one in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in schema else inner
