"""The shipped packs, and case files built in a few words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Paper, Signature, SignerRole
from mediatordesk.forms import Pack, Packs, read_intake

FORMS = Path(__file__).parents[2] / "forms"
OFFICE = Office(code="450405101999", name="正阳村人民调解委员会", number_prefix="正阳")

PERSON = {
    "role": "applicant",
    "name": "覃𬭎",
    "sex": "男",
    "ethnicity": "壮族",
    "id_number": "450405197911023158",
    "phone": "13800000001",
    "address": "正阳村三组7号",
}
COMPANY = {
    "role": "respondent",
    "kind": "organisation",
    "name": "梧州市某塑料制品有限公司",
    "id_number": "914504059458073055",
    "address": "长洲镇工业路8号",
    "legal_representative": "梁志强",
    "phone": "13800000002",
}
WINDOW = {
    "premium_types": ["P01", "P04"],
    "window": "正阳村社会保险费缴费争议受理窗口",
    "first_contact_owner": "李秀兰",
}


@pytest.fixture(scope="session")
def forms_folder() -> Path:
    return FORMS


@pytest.fixture(scope="session")
def packs(forms_folder: Path) -> Packs:
    return Packs.read(forms_folder)


@pytest.fixture(scope="session")
def people(packs: Packs) -> Pack:
    return packs.pack("people")


@pytest.fixture(scope="session")
def social_insurance(packs: Packs) -> Pack:
    return packs.pack("social-insurance")


@pytest.fixture
def window_entry() -> dict[str, Any]:
    """Scenario 1 as it is entered at the window."""
    return {
        "registered_on": "2024-06-03",
        "channel": "窗口",
        "facts": "公司自2024年1月起未办理参保登记，未缴纳社会保险费。",
        "requests": ["补缴2024年1月至3月社会保险费"],
        "registrar": "李秀兰",
        "parties": [dict(PERSON), dict(COMPANY)],
        "elements": dict(WINDOW),
    }


@pytest.fixture
def labour_entry() -> dict[str, Any]:
    """Scenario 8 as it is entered."""
    worker = PERSON | {"name": "苏美玲", "sex": "女", "id_number": "45040519910216032X"}
    return {
        "registered_on": "2025-04-07",
        "dispute_type": "10",
        "facts": "拖欠工资和经济补偿。",
        "requests": ["支付36,500.00元"],
        "amount_in_dispute": "36500.00",
        "parties": [worker, dict(COMPANY)],
    }


@pytest.fixture
def oral_entry() -> dict[str, Any]:
    """Scenario 3: agreed on the spot, as little typed as possible."""
    return {
        "dispute_type": "02",
        "facts": "莫志强屋顶雨水流到黎桂英的晒坪。",
        "mediator": "黄文德",
        "parties": [
            {"role": "applicant", "name": "黎桂英", "id_number": "45040519900101012X"},
            {"role": "respondent", "name": "莫志强", "id_number": "450405199005180177"},
        ],
        "rights_notice": {"given_at": "2025-03-10T09:30", "reader": "黄文德"},
        "personal_information": {"given_at": "2025-03-10T09:35", "reader": "黄文德"},
        "oral_agreement": {
            "agreed_on": "2025-03-10",
            "clauses": [
                {"text": "莫志强不迟于2025年3月20日（含当日）安装檐沟。", "kind": "action"}
            ],
            "obligations": [
                {
                    "obligor": "莫志强",
                    "obligee": "黎桂英",
                    "action": "安装檐沟",
                    "due_on": "2025-03-20",
                }
            ],
        },
    }


FileWith = Callable[..., CaseFile]


@pytest.fixture
def file_with(
    social_insurance: Pack, people: Pack, window_entry: dict[str, Any], labour_entry: dict[str, Any]
) -> FileWith:
    """Return a case file with one agreement more each time: texts with their kinds."""

    def build(
        *clauses: tuple[str, ClauseKind],
        amounts: tuple[tuple[int | None, date | None], ...] = (),
        labour: bool = False,
        file: CaseFile | None = None,
        **fields: Any,
    ) -> CaseFile:
        pack, entry = (people, labour_entry) if labour else (social_insurance, window_entry)
        intake = read_intake(pack, entry, on=date(2024, 6, 3))
        file = file or CaseFile(
            OFFICE,
            intake.case,
            intake.parties,
            elements={one.name: one.content for one in intake.elements},
        )
        agreement = MediationAgreement(
            case_id=file.case.id,
            position=len(file.agreements) + 1,
            **({"form": AgreementForm.WRITTEN} | fields),
        )
        return with_agreement(file, agreement, clauses, amounts)

    return build


def with_agreement(
    file: CaseFile,
    agreement: MediationAgreement,
    clauses: tuple[tuple[str, ClauseKind], ...],
    amounts: tuple[tuple[int | None, date | None], ...],
) -> CaseFile:
    worker, company = file.parties
    more_clauses = tuple(
        Clause(
            case_id=file.case.id,
            agreement_id=agreement.id,
            position=position,
            text=text,
            kind=kind,
        )
        for position, (text, kind) in enumerate(clauses, 1)
    )
    more_owed = tuple(
        Obligation(
            case_id=file.case.id,
            agreement_id=agreement.id,
            position=position,
            obligor_id=company.id,
            obligee_id=worker.id,
            amount=amount,
            due_on=due_on,
        )
        for position, (amount, due_on) in enumerate(amounts, 1)
    )
    return CaseFile(
        file.office,
        file.case,
        file.parties,
        agreements=(*file.agreements, agreement),
        clauses=(*file.clauses, *more_clauses),
        obligations=(*file.obligations, *more_owed),
        elements=file.elements,
    )


@pytest.fixture
def signed_paper() -> Callable[..., tuple[Paper, tuple[Signature, ...]]]:
    """Return a paper of a case with signatures in these qualities."""

    def build(
        file: CaseFile, code: str, about: Any, roles: tuple[SignerRole, ...], on: date
    ) -> tuple[Paper, tuple[Signature, ...]]:
        paper = Paper(case_id=file.case.id, kind=code, title=code, made_on=on, about=about)
        signers = [
            (role, party.id, party.name)
            for role in roles
            for party in (file.parties if role is SignerRole.PARTY else file.parties[:1])
        ]
        return paper, tuple(
            Signature(
                case_id=file.case.id,
                paper_id=paper.id,
                role=role,
                party_id=party if role is SignerRole.PARTY else None,
                name=name,
                signed_on=on,
                fingerprint_sha256="00" if role is SignerRole.PARTY else "",
            )
            for role, party, name in signers
        )

    return build
