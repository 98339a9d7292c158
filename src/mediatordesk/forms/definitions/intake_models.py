"""The intake file: what is entered of one case, as JSON after the glossary's words.

Field titles are the labels on the forms; they name the field in messages and in the JSON Schema.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.cases import Source
from mediatordesk.core.parties import PartyKind, PartyRole
from mediatordesk.forms.definitions.rules import Strict

Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=500)]
Yuan = Annotated[str, Field(pattern=r"^\d{1,3}(,?\d{3}){0,4}(\.\d{1,2})?$|^\d{1,13}(\.\d{1,2})?$")]
"""An amount in yuan: "36500.00"."""


class Entry(Strict):
    """What is entered; pydantic builds its checks when one is read: that takes 0.05 s."""

    model_config = ConfigDict(defer_build=True)


class ConsentEntry(Entry):
    """A tick with its time and who read it out; it stands for all parties unless one is named."""

    given_at: datetime = Field(title="时间")
    reader: Line = Field("", title="宣读人")
    party: Line = Field("", title="当事人")
    remark: Line = Field("", title="备注")


class PartyEntry(Entry):
    """One party."""

    role: PartyRole = Field(title="当事人身份")
    kind: PartyKind = Field(PartyKind.PERSON, title="自然人或者单位")
    name: Annotated[Line, Field(min_length=1)] = Field(title="姓名（名称）")
    sex: Annotated[str, Field(pattern="^(男|女)?$")] = Field("", title="性别")
    ethnicity: Line = Field("", title="民族")
    birth_date: date | None = Field(None, title="出生日期")
    occupation: Line = Field("", title="职业或职务")
    phone: Line = Field("", title="联系方式")
    id_kind: Line = Field("", title="证件类型")
    id_number: Line = Field("", title="证件号码")
    address: Line = Field("", title="单位或住址")
    legal_representative: Line = Field("", title="法定代表人（负责人）")
    representative_post: Line = Field("", title="法定代表人职务")
    service_address: Line = Field("", title="送达地址")
    electronic_service: bool = Field(default=False, title="同意电子送达")
    elements: dict[str, Any] = Field(default_factory=dict, title="当事人要素")


class ClauseEntry(Entry):
    """One clause in the words that are printed."""

    text: Annotated[Text, Field(min_length=1)] = Field(title="条款内容")
    kind: ClauseKind = Field(ClauseKind.OTHER, title="条款种类")


class ObligationEntry(Entry):
    """What one party owes another; both are named as in `parties`."""

    obligor: Line = Field(title="义务人")
    obligee: Line = Field(title="权利人")
    action: Text = Field("", title="履行内容")
    amount: Yuan | None = Field(None, title="金额")
    due_on: date | None = Field(None, title="履行期限")
    method: Line = Field("", title="履行方式")


class OralAgreementEntry(Entry):
    """An agreement reached on the spot (人民调解法 28)."""

    agreed_on: date = Field(title="达成协议日期")
    clauses: tuple[ClauseEntry, ...] = Field((), title="协议内容")
    obligations: tuple[ObligationEntry, ...] = Field((), title="履行义务")
    performance: Text = Field("", title="履行方式、时限")


class IntakeEntry(Entry):
    """An intake file."""

    pack: str = Field("", title="表单包")
    title: Line = Field("", title="案件名称")
    source: Source = Field(Source.APPLICATION, title="案件来源")
    channel: Line = Field("", title="渠道")
    dispute_type: Line = Field("", title="纠纷类型")
    registered_on: date | None = Field(None, title="登记日期")
    accepted_on: date | None = Field(None, title="受理日期")
    facts: Text = Field("", title="纠纷简要情况")
    requests: tuple[Text, ...] = Field((), title="申请事项")
    amount_in_dispute: Yuan | None = Field(None, title="涉案标的额")
    registrar: Line = Field("", title="登记人")
    committee: Line = Field("", title="人民调解委员会")
    mediator: Line = Field("", title="人民调解员")
    recorder: Line = Field("", title="记录人")
    parties: Annotated[tuple[PartyEntry, ...], Field(min_length=1, max_length=2000)] = Field(
        title="当事人"
    )
    rights_notice: ConsentEntry | None = Field(None, title="已告知权利义务")
    personal_information: ConsentEntry | None = Field(None, title="同意处理个人信息")
    consents: dict[str, tuple[ConsentEntry, ...]] = Field({}, title="其他同意事项")
    oral_agreement: OralAgreementEntry | None = Field(None, title="口头协议")
    elements: dict[str, Any] = Field({}, title="要素")
