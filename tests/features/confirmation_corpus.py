"""136 synthetic applications for confirmation: 24 clean ones, 112 with one planted fault each.

Nothing here is random: the same applications come out every time. The faults are spread over
民诉法解释 354 (materials), 355 (not accepted), 358 (rejected) and 人民调解法 33 (jointly, in time);
each says the article that the check must cite.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from stdnum.cn import ric, uscc

EFFECTIVE, CHECKED, TOO_LATE = "2025-05-06", "2025-05-20", "2025-06-20"
MATERIALS = "第三百五十四条"
COMMITTEE, COURT, OTHER_COURT = "正阳村人民调解委员会", "长洲区人民法院", "凭祥市人民法院"
INTERMEDIATE = "梧州市中级人民法院"
COURTS = (
    (COURT, "basic", "450405"),
    ("万秀区人民法院", "basic", "450403"),
    (OTHER_COURT, "basic", "451481"),
    (INTERMEDIATE, "intermediate", "450400"),
)
NAMES = (
    "覃𬭎", "苏美玲", "黎桂英", "莫志强", "Nguyễn Văn Đức", "O'Brien & Sons", "a<b", "韦秀兰",
    "农美华", "陆春生", "梁志强", "岑㭎", "甘某某", "黄小妹", "欧阳文德", "买买提·艾力",
)  # fmt: skip
FIRMS = ("梧州市某塑料制品有限公司", "广西某红木贸易有限公司", "长洲区某物业服务有限公司")


@dataclass
class Application:
    """An application: what is entered, what is handed in, and which article its fault breaks."""

    name: str
    intake: dict[str, Any]
    agreement: dict[str, Any]
    papers: list[str] = field(default_factory=lambda: ["D17", "D24", "D25", "D26"])
    unsigned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a paper the qualities (or `respondent`) in which nobody signed."""
    attachments: list[tuple[str, int]] = field(default_factory=list)
    """Kinds of what was handed in, and of which party (by its place)."""
    blanked: str = ""
    """A field of the respondent that stands empty."""
    court: str = COURT
    checked_on: str = CHECKED
    effective: bool = True
    article: str = ""
    """The article that must be cited; empty for a clean application."""


Fault = Callable[[Application, int], str]
"""Plants a fault into a clean application and returns the article; variants are told apart by n."""


def person_number(n: int, area: str = "450405", year: int = 1980) -> str:
    """Return a synthetic resident number with the right check digit."""
    digits = f"{area}{year + n % 20}{n % 12 + 1:02d}{n % 28 + 1:02d}{n % 1000:03d}"
    return digits + next(one for one in "0123456789X" if ric.calc_check_digit(digits + one) == one)


def firm_number(n: int, area: str = "450405") -> str:
    """Return a synthetic credit code with the right check character."""
    digits = f"91{area}{n % 100_000_000:08d}X"
    marks = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return digits + next(one for one in marks if uscc.is_valid(digits + one))


def person(n: int, role: str, area: str = "450405") -> dict[str, Any]:
    """Return a person who joins the application of their own will."""
    number = person_number(n, area)
    return {
        "role": role,
        "name": f"{NAMES[n % len(NAMES)]}{n if n >= len(NAMES) else ''}",
        "sex": "男" if int(number[16]) % 2 else "女",
        "ethnicity": "壮族",
        "id_kind": "居民身份证",
        "id_number": number,
        "phone": f"138{n:08d}",
        "address": f"梧州市长洲区正阳村{n % 9 + 1}组{n}号",
        "elements": {"joins_application": True, "voluntary": True, "capacity": "full"},
    }


def firm(n: int, role: str) -> dict[str, Any]:
    """Return a firm that joins the application."""
    return {
        "role": role,
        "kind": "organisation",
        "name": f"{FIRMS[n % len(FIRMS)]}第{n}分部",
        "id_kind": "统一社会信用代码",
        "id_number": firm_number(n),
        "phone": f"0774-{n:07d}",
        "address": f"梧州市长洲区工业路{n}号",
        "legal_representative": "梁志强",
        "elements": {"joins_application": True, "voluntary": True},
    }


MATTERS: tuple[tuple[str, str, str, bool], ...] = (
    ("10", "工资和经济补偿", "拖欠工资", True),
    ("02", "屋顶漏水损失赔偿", "屋顶漏水", False),
    ("13", "医疗费和误工费", "道路交通事故", False),
    ("04", "木材货款", "买卖合同", True),
    ("14", "物业维修费", "物业维修", True),
    ("12", "医疗费用差额", "医疗服务", True),
    ("11", "退还货款", "网购手机", True),
    ("06", "财产损失赔偿", "车辆刮擦", False),
)
"""Type of dispute, what is paid, what it is about, and whether a firm pays."""
CAPITALS = ("壹仟元整", "贰仟元整", "叁仟元整", "肆仟元整", "伍仟元整", "陆仟元整", "柒仟元整")


def clean(n: int, matter: int | None = None) -> Application:
    """Return the n-th application that nothing is wrong with."""
    kind, what, facts, firm_pays = MATTERS[n % len(MATTERS) if matter is None else matter]
    payee = person(2 * n, "applicant", "450403" if n % 5 == 4 else "450405")
    payer = firm(n + 1, "respondent") if firm_pays else person(2 * n + 1, "respondent")
    thousands = n % len(CAPITALS) + 1
    amount, words = f"{thousands},000.00元", f"人民币{CAPITALS[thousands - 1]}"
    due = f"2025年6月{n % 20 + 5}日（含当日）"
    text = f"{payer['name']}向{payee['name']}支付{what}{amount}（{words}），不迟于{due}付清"
    obligation = {
        "obligor": payer["name"],
        "obligee": payee["name"],
        "amount": f"{thousands}000.00",
        "due_on": f"2025-06-{n % 20 + 5:02d}",
        "method": "银行转账",
    }
    handed_in = [("identity", 0), ("identity", 1)]
    if firm_pays:
        handed_in = [("identity", 0), ("business_licence", 1), ("representative_certificate", 1)]
    return Application(
        name=f"{n:03d} {what}",
        intake={
            "registered_on": "2025-04-28",
            "dispute_type": kind,
            "facts": f"双方因{facts}发生争议，对支付数额有分歧。",
            "requests": [f"支付{what}"],
            "mediator": "黄文德",
            "recorder": "李秀兰",
            "parties": [payee, payer],
        },
        agreement={
            "agreed_on": "2025-05-05",
            "confirmation_wanted": True,
            "clauses": [
                {"kind": "payment", "text": text},
                {"kind": "other", "text": f"{payee['name']}收款后出具收条"},
            ],
            "obligations": [obligation],
        },
        attachments=handed_in,
    )


def _clause(application: Application, text: str, kind: str = "other") -> None:
    application.agreement["clauses"].append({"kind": kind, "text": text})


def _no_paper(code: str) -> Fault:
    def plant(application: Application, _n: int) -> str:
        application.papers.remove(code)
        return MATERIALS

    return plant


def _not_signed(code: str, who: str) -> Fault:
    def plant(application: Application, _n: int) -> str:
        application.unsigned[code] = (who,)
        return MATERIALS

    return plant


def _not_handed_in(kind: str) -> Fault:
    def plant(application: Application, _n: int) -> str:
        application.attachments = [one for one in application.attachments if one[0] != kind]
        return MATERIALS

    return plant


def _blank(application: Application, n: int) -> str:
    application.blanked = ("phone", "address")[n % 2]
    return MATERIALS


def _element(name: str, value: Any, article: str) -> Fault:
    def plant(application: Application, _n: int) -> str:
        application.intake.setdefault("elements", {})[name] = value
        return article

    return plant


def _party_element(article: str, *variants: dict[str, Any]) -> Fault:
    def plant(application: Application, n: int) -> str:
        party = application.intake["parties"][0]
        party["elements"] |= variants[n % len(variants)]
        return article

    return plant


def _words(article: str, *texts: str) -> Fault:
    def plant(application: Application, n: int) -> str:
        _clause(application, texts[n % len(texts)])
        return article

    return plant


def _wrong_court(application: Application, _n: int) -> str:
    application.court = OTHER_COURT
    return "第三百五十五条第二项"


def _expired(application: Application, _n: int) -> str:
    application.checked_on = TOO_LATE
    return "人民调解法》第三十三条"


def _not_effective(application: Application, n: int) -> str:
    application.effective = False
    application.unsigned["D17"] = (("committee_seal",), ("mediator",), ("respondent",))[n % 3]
    return "人民调解法》第三十三条"


def _other(application: Application, n: int) -> str:
    if n % 2:
        return _element("pending_elsewhere", True, "第三百五十八条第六项")(application, n)
    reason = "协议书与法院存档的另一份协议内容不一致"
    return _element("other_refusal_ground", reason, "第三百五十八条第六项")(application, n)


LAW, OTHERS, ORDER = "第三百五十八条第一项", "第三百五十八条第二项", "第三百五十八条第三项"
STATUS, PROCEDURE, OWNERSHIP = (f"第三百五十五条第{n}项" for n in "三四五")
FAULTS: tuple[tuple[str, int | None, Fault], ...] = (
    # 民诉法解释 354
    ("没有申请书", None, _no_paper("D24")),
    ("申请书只有一方签名", None, _not_signed("D24", "respondent")),
    ("没有主持调解的证明", None, _no_paper("D26")),
    ("主持调解的证明没有盖章", None, _not_signed("D26", "committee_seal")),
    ("没有身份证明", None, _not_handed_in("identity")),
    ("没有营业执照", 0, _not_handed_in("business_licence")),
    ("没有法定代表人身份证明书", 3, _not_handed_in("representative_certificate")),
    (
        "没有财产权利证明",
        1,
        _words(
            MATERIALS,
            "对方于2025年6月1日（含当日）前将房屋腾退并移交",
            "桂D00001号车辆于2025年6月1日（含当日）前交付",
            "所涉商铺于2025年6月1日（含当日）前返还",
            "对方于2025年6月1日（含当日）前办理股权变更登记",
        ),
    ),
    ("没有联系方式或者住所", None, _blank),
    # 民诉法解释 355
    (
        "不属于受理范围",
        1,
        _words(
            "第三百五十五条第一项",
            "公安机关对其不予治安处罚",
            "撤销乡政府作出的土地处理决定",
            "确认其享有集体经济组织成员资格",
            "所在单位恢复其公职",
        ),
    ),
    ("管辖错误", 3, _wrong_court),
    (
        "婚姻关系",
        1,
        _words(
            STATUS,
            "双方自愿离婚",
            "双方解除婚姻关系",
            "确认双方的夫妻关系无效",
            "双方婚姻关系自本协议生效之日终止",
        ),
    ),
    (
        "亲子、收养关系",
        1,
        _words(
            STATUS,
            "解除双方的收养关系",
            "确认甘某系其亲生子女",
            "确认双方的亲子关系",
            "双方母子关系不存在，收养关系解除",
        ),
    ),
    (
        "其他特别程序",
        1,
        _words(
            PROCEDURE,
            "确定由其担任孩子的监护人，变更监护人",
            "认定其父为无民事行为能力人",
            "对遗失的汇票申请公示催告",
            "宣告其下落不明的弟弟失踪",
        ),
    ),
    ("破产程序", 3, _element("bankruptcy_accepted", True, PROCEDURE)),
    (
        "物权确权",
        1,
        _words(
            OWNERSHIP,
            "确认争议山场的使用权归其所有",
            "宅基地归其使用，双方办理确权",
            "确认正阳村三组鱼塘的承包经营权",
            "争议土地属其所有",
        ),
    ),
    (
        "知识产权确权",
        1,
        _words(
            OWNERSHIP,
            "确认该外观设计专利权归其所有",
            "商标权归其所有",
            "该软件著作权属其享有，对方不再争执",
            "明确该发明的专利权由其单独享有",
        ),
    ),
    # 民诉法解释 358
    (
        "违反强制性规定",
        1,
        _words(
            LAW,
            "所欠赌债一并折入上述款项",
            "此后子女不再承担赡养义务",
            "今后发生工伤由其自行承担",
            "对方可以在该耕地上建厂",
        ),
    ),
    (
        "没有行为能力而无监护人",
        1,
        _party_element(LAW, {"capacity": "limited"}, {"capacity": "none"}),
    ),
    (
        "损害他人利益",
        1,
        _words(
            OTHERS,
            "以第三人名下的住宅抵偿上述款项",
            "砍伐后的公益林木材归个人",
            "双方占用消防通道搭建的棚屋继续使用",
            "本协议签订后双方配合规避法院执行",
        ),
    ),
    (
        "违背公序良俗",
        1,
        _words(
            ORDER,
            "另付青春损失费",
            "双方断绝父子关系和往来",
            "离开后十年内不得再婚",
            "对方当众下跪道歉",
        ),
    ),
    ("不是自愿", None, _party_element("第三百五十八条第四项", {"voluntary": False})),
    ("代理人没有特别授权", None, _party_element("第三百五十八条第四项", {"agent": "韦律师"})),
    (
        "内容不明确",
        1,
        _words(
            "第三百五十八条第五项",
            "另外给予适当补偿",
            "其余损失双方另行协商",
            "待工程款到账后支付余款",
            "再付误工费2,000元左右",
        ),
    ),
    ("其他情形", None, _other),
    # 人民调解法 33
    ("超过三十日", None, _expired),
    (
        "一方不愿共同申请",
        None,
        _party_element("人民调解法》第三十三条", {"joins_application": False}),
    ),
    ("协议没有生效", None, _not_effective),
)
VARIANTS = 4
"""How many applications have each of the faults."""


def clean_applications() -> tuple[Application, ...]:
    """Return the 24 applications that nothing is wrong with."""
    return tuple(clean(n) for n in range(24))


def faulty_applications() -> Iterator[Application]:
    """Yield the 112 applications with one fault each."""
    for kind, (name, matter, plant) in enumerate(FAULTS):
        for variant in range(VARIANTS):
            application = deepcopy(clean(100 + kind * VARIANTS + variant, matter))
            application.name = f"{name} {variant + 1}"
            if name == "代理人没有特别授权":
                application.attachments.append(("power_of_attorney", 0))
            application.article = plant(application, variant)
            yield application
