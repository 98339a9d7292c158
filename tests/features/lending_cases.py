"""Scenario 5: a loan that must not reach the court, and the lender's other cases."""

from typing import Any

LENDER = "鑫某贷款服务部"
LENDER_CODE = "92450305MA5P000Q11"
BORROWER = "陆春生"
DAY = "2024-09-02"
EARLIER = ("2023-10-11", "2024-01-15", "2024-05-20", "2024-08-06")
OTHERS = ("覃𬭎", "O'Brien & Sons", "a<b", "Nguyễn Văn Đức")
TICKED = ("no_real_dispute", "hurried_with_weak_evidence")


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
    """Return the loan of 300,000.00, with what the mediator ticked."""
    money = {
        "loan_agreed": "300000.00",
        "received_by_bank": "180000.00",
        "cash_claimed": "60000.00",
        "cash_receipted": False,
        "interest_deducted": "60000.00",
    }
    entry = lending_case(DAY, borrower(), **money, **dict.fromkeys(ticked, True))
    return entry | {"amount_in_dispute": "300000.00", "requests": ["返还借款300,000.00元"]}


AGREEMENT: dict[str, Any] = {
    "agreed_on": DAY,
    "confirmation_wanted": True,
    "clauses": [
        {
            "kind": "payment",
            "text": "陆春生向鑫某贷款服务部返还借款300,000.00元（人民币叁拾万元整），"
            "不迟于2024年10月31日（含当日）付清",
        }
    ],
    "obligations": [
        {
            "obligor": BORROWER,
            "obligee": LENDER,
            "amount": "300000.00",
            "due_on": "2024-10-31",
            "method": "银行转账",
        }
    ],
}
