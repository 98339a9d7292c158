"""Fields by their identifiers: `{{party.name}}` is `{{当事人.姓名}}` (the words of the glossary).

A template in Chinese costs nothing of this, and its values are the same as without.
"""

from collections.abc import Iterable, Iterator, Mapping

from mediatordesk.documents.templates.placeholders import ITEM_NUMBER, ITEM_NUMERAL

CASE: Mapping[str, str] = {
    "案件编号": "case_number",
    "案件名称": "case_title",
    "纠纷类型": "dispute_type",
    "纠纷事实": "facts",
    "请求": "requests",
    "有请求": "has_requests",
    "诉求": "requests_in_a_line",
    "涉及金额": "amount_in_dispute",
    "受理渠道": "channel",
    "登记日期": "registered_on",
    "受理日期": "accepted_on",
    "登记人": "registrar",
    "调解员": "mediator",
    "记录人": "recorder",
    "调解人员": "mediators",
    "来源": "source",
    "依申请": "application",
    "主动调解": "initiative",
    "委托移送": "referred",
    "文号": "number",
    "日期": "date",
    "落款日期": "closing_date",
    "附件": "attachments",
}
OFFICE: Mapping[str, str] = {
    "调解委员会": "committee",
    "受理窗口": "window",
    "机构地址": "office_address",
    "机构电话": "office_phone",
}
PARTIES: Mapping[str, str] = {
    "当事人": "party",
    "申请人": "applicant",
    "被申请人": "respondent",
    "第三人": "third_party",
    "债权人": "creditor",
    "购房户": "buyer",
    "拆迁户": "relocated",
    "劳动者": "worker",
    "收件人": "recipient",
    "委托人": "principal",
    "受托人": "agent",
    "当事人姓名": "party_names",
    "申请人姓名": "applicant_names",
    "被申请人姓名": "respondent_names",
    "第三人姓名": "third_party_names",
    "债权人姓名": "creditor_names",
    "购房户姓名": "buyer_names",
    "拆迁户姓名": "relocated_names",
    "劳动者姓名": "worker_names",
    "对方姓名": "opponent_names",
    "称谓": "title",
    "姓名": "name",
    "是单位": "is_organisation",
    "是个人": "is_person",
    "性别": "sex",
    "民族": "ethnicity",
    "年龄": "age",
    "出生日期": "birth_date",
    "职业": "occupation",
    "联系方式": "phone",
    "证件类型": "id_kind",
    "证件号码": "id_number",
    "住址": "address",
    "法定代表人": "legal_representative",
    "代表人职务": "representative_post",
    "法定代理人": "guardian",
    "送达地址": "service_address",
    "电子送达": "electronic_service",
    "电子邮箱": "email",
}
SESSION: Mapping[str, str] = {
    "会议": "session",
    "有会议": "has_session",
    "调解时间": "held_at",
    "调解地点": "place",
    "事由": "cause",
    "参加人": "guests",
    "参加人员": "guest",
    "记录": "minutes",
    "结果": "outcome",
    "达成协议": "agreed",
    "未达成": "failed",
    "回访": "follow_up_visit",
    "回访人": "visitor",
    "情况": "findings",
    "方式": "method",
    "已履行": "performed",
}
AGREEMENT: Mapping[str, str] = {
    "协议编号": "agreement_number",
    "协议日期": "agreed_on",
    "生效日期": "effective_on",
    "协议事实": "agreement_facts",
    "各方责任": "responsibility",
    "条款": "clause",
    "履行": "obligation",
    "履行说明": "performance",
    "份数": "copies",
    "申请司法确认": "confirmation_wanted",
    "付款人": "payer",
    "收款人": "payee",
    "义务人": "obligor",
    "权利人": "obligee",
    "事项": "action",
    "期限": "due_on",
    "方式说明": "method",
    "金额": "amount",
    "大写": "amount_in_capitals",
    "金额大写": "amount_in_capitals",
    "履行凭据": "proof",
    "收款日期": "performed_on",
}
ROUTING: Mapping[str, str] = {
    "流转": "hop",
    "转出单位": "from_office",
    "转出时间": "sent_on",
    "接收单位": "to_office",
    "签收人": "receiver",
    "签收时间": "received_on",
    "回执号": "receipt_no",
    "回复": "reply",
}
SIGNING: Mapping[str, str] = {
    "签名图": "signature",
    "指印图": "fingerprint",
    "签署日期": "signed_on",
    "调解员签名图": "mediator_signature",
    "记录人签名图": "recorder_signature",
    "印章图": "seal",
}
ELEMENTS: Mapping[str, str] = {
    "受理法院": "court",
    "调解中心": "centre",
    "委托单位": "referred_by",
    "委托文号": "referral_number",
    "待交材料": "materials_wanted",
    "待交材料期限": "materials_due",
    "约定调解时间": "session_time",
    "约定调解地点": "session_place",
    "违约责任": "breach_liability",
    "争议处理": "dispute_handling",
    "备案说明": "committee_registration",
    "救济途径": "remedies",
    "退费金额": "refund_amount",
    "缴费人意见": "payer_opinion",
}
"""Words of papers that a pack may ask for as elements of the case, by the elements' names."""
IDENTIFIERS: Mapping[str, str] = {
    **CASE,
    **OFFICE,
    **PARTIES,
    **SESSION,
    **AGREEMENT,
    **ROUTING,
    **SIGNING,
    **ELEMENTS,
    # Numbers of items have no other name.
    ITEM_NUMBER: ITEM_NUMBER,
    ITEM_NUMERAL: ITEM_NUMERAL,
}
"""The identifier of a label, whatever it stands in: domain.md 11, and the records' own fields."""
GROUPS: Mapping[str, Mapping[str, str]] = {
    "case": {
        "number": "案件编号",
        "title": "案件名称",
        "dispute_type": "纠纷类型",
        "facts": "纠纷事实",
        "requests": "请求",
        "amount_in_dispute": "涉及金额",
        "channel": "受理渠道",
        "registered_on": "登记日期",
        "accepted_on": "受理日期",
        "registrar": "登记人",
        "mediator": "调解员",
        "recorder": "记录人",
    },
    "office": {
        "name": "调解委员会",
        "address": "机构地址",
        "phone": "机构电话",
    },
    "agreement": {
        "number": "协议编号",
        "facts": "协议事实",
        "agreed_on": "协议日期",
        "effective_on": "生效日期",
        "copies": "份数",
    },
}
"""Records that the forms have no word for: each of their fields is a label that stands alone."""


def asks_identifiers(fields: Iterable[str]) -> bool:
    """Say whether a template asks for a value by an identifier."""
    return any(name.isascii() for name in fields)


def with_identifiers(values: Mapping[str, object]) -> dict[str, object]:
    """Return values in which each also stands under its identifier, inside lists too."""
    told = _named(values)
    for group, labels in GROUPS.items():
        there = {name: told[label] for name, label in labels.items() if label in told}
        if there:
            told.setdefault(group, there)
    return told


def _named(values: Mapping[str, object]) -> dict[str, object]:
    inside = {label: _within(content) for label, content in values.items()}
    named = {IDENTIFIERS[label]: one for label, one in inside.items() if label in IDENTIFIERS}
    return named | inside


def _within(content: object) -> object:
    if isinstance(content, Mapping):
        return _named(content)
    if isinstance(content, list | tuple):
        return tuple(_within(one) for one in content)
    return content


def identifiers_of(labels: Iterable[str]) -> Iterator[str]:
    """Yield the identifiers of the fields that have one: party.name for 当事人.姓名."""
    known = frozenset(labels)
    for label in known:
        words = label.split(".")
        if all(word in IDENTIFIERS for word in words):
            yield ".".join(IDENTIFIERS[word] for word in words)
    for group, fields in GROUPS.items():
        for name, label in fields.items():
            if label in known:
                yield from (group, f"{group}.{name}")
                for number in (ITEM_NUMBER, ITEM_NUMERAL):
                    if f"{label}.{number}" in known:
                        yield f"{group}.{name}.{number}"
