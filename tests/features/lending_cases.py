"""Scenario 5 as it is shipped: a loan that must not reach the court, and the lender's others."""

import copy
from typing import Any

from .journeys import steps_of

LENDER = "鑫某贷款服务部"
LENDER_CODE = "92450305MA5P000Q11"
BORROWER = "陆春生"


def lender() -> dict[str, Any]:
    """Return the lender as it is entered."""
    return {
        "role": "applicant",
        "kind": "organisation",
        "name": LENDER,
        "id_kind": "统一社会信用代码",
        "id_number": LENDER_CODE,
        "phone": "13800000051",
        "address": "桂林市七星区某路5号",
        "legal_representative": "鑫某",
    }


def borrower(name: str = BORROWER, number: str = "450305198207060018") -> dict[str, Any]:
    """Return a borrower as he is entered."""
    return {
        "role": "respondent",
        "name": name,
        "sex": "男",
        "ethnicity": "汉族",
        "id_kind": "居民身份证",
        "id_number": number,
        "phone": "13800000052",
        "address": "桂林市七星区某街2号",
    }


def lending_case(day: str, other: dict[str, Any], **elements: Any) -> dict[str, Any]:
    """Return a loan case of the lender as it is registered on a day."""
    return {
        "registered_on": day,
        "dispute_type": "04",
        "facts": f"{LENDER}主张{other['name']}借款未还。",
        "requests": ["返还借款"],
        "mediator": "黄文德",
        "recorder": "李秀兰",
        "parties": [lender(), other],
        "elements": {"is_loan": True, "lender": LENDER} | elements,
    }


def scenario_five(*ticked: str) -> dict[str, Any]:
    """Return the loan of 300,000.00 as the scenario enters it, with what the mediator ticked."""
    entry: dict[str, Any] = copy.deepcopy(_ENTRIES[-1]["with"])
    entry["elements"] |= dict.fromkeys(ticked, True)
    return entry


def _steps(kind: str) -> list[dict[str, Any]]:
    return [step for step in steps_of("5") if step["step"] == kind]


_ENTRIES = _steps("case")
EARLIER: tuple[tuple[str, dict[str, Any]], ...] = tuple(
    (step["at"], step["with"]) for step in _ENTRIES[:-1]
)
"""The lender's four other cases of the last twelve months: when they were entered, and what."""
TICKED = tuple(step["field"] for step in _steps("set"))
"""What the mediator ticks: F04 and F05."""
AGREEMENT: dict[str, Any] = next(step["with"] for step in _steps("do") if step["action"] == "agree")
CLUE: dict[str, Any] = next(step["with"] for step in _steps("do") if step["action"] == "clue")
ANSWER: dict[str, Any] = next(step["with"] for step in _steps("do") if step["action"] == "receive")
