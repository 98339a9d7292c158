"""The forms that are shipped, and hard values for every field of any of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from .values import CLAUSE, FACTS

ROOT = Path(__file__).parents[2]
#: The lists, and how many items each has here; an item is a mapping, or a text.
LISTS: Mapping[str, int] = {
    "当事人": 3,
    "测算明细": 6,
    "测算合计": 2,
    "履行": 4,
    "流转": 4,
    "会议": 2,
    "参加人员": 2,
    "条款": 6,
    "请求": 3,
    "附件": 3,
    "无争议事实": 3,
    "承诺人员": 2,
    "移送材料": 2,
    "反馈附件": 2,
    "线索材料": 2,
    "目录": 18,
    "调解组成员": 3,
    "邀请参加人": 2,
    "不予受理事由": 6,
    "回避理由": 3,
    "回避事实": 2,
    "调查记录": 6,
    "证据清单": 5,
    "债权": 2,
    "申请方": 3,
    "给付": 4,
    "文件": 14,
    "文书": 2,
    "事项": 6,
}
NAMES = ("覃𬭎", "O'Brien & Sons <a<b> 农业发展有限公司", "Nguyễn Văn Đức")
ADDRESSES = (
    "青石县永安镇永安村二组17号",
    "广西壮族自治区正阳县永安镇滨江东路188号“江畔·书香苑”12栋2单元1703室（原供销社家属院内，近人民医院东门），邮编545900",
    "青石县永安镇工业园区3号 010-8000 0002",
)
TEXTS: Mapping[str, tuple[str, ...]] = {
    "姓名": NAMES,
    "称谓": ("申请人", "被申请人一", "第三人"),
    "住址": ADDRESSES,
    "送达地址": ADDRESSES[1:],
    "单位": ("O'Brien & Sons 法律服务所",),
    "联系方式": ("010-80000003", ADDRESSES[1], "138 0000 0000"),
    "性别": ("男",),
    "民族": ("壮族",),
    "年龄": ("41",),
    "职业": ("务农", "董事长兼总经理", "Ingénieur"),
    "证件类型": ("居民身份证", "统一社会信用代码证书", "外国人永久居留身份证"),
    "证件号码": ("450405198503150021", "91350100M000100Y43", "VNM-B1234567/2019"),
    "个人情况": ("男，1985年3月15日出生，壮族，务农",),
    "单位情况": ("，委托代理人𬣡婧（特别授权）",),
    "大写": ("壹万零捌拾元整",),
    "金额": ("￥10,080.00",),
    "时间": ("2025年4月1日上午9时30分",),
    "日期": ("2025年4月7日",),
    "期限": ("2025年12月31日",),
    "条款": (CLAUSE,),
    "记录": (f"{FACTS}\n调解员：{CLAUSE}\n覃𬭎：“同意。”——但要求在2025年底前付清……" * 2,),
    "事实": (FACTS,),
    "主要内容": (CLAUSE * 2,),
    "情况": (FACTS,),
    "结果": (FACTS,),
    "规则": (CLAUSE,),
    "待交材料": ("1.身份证复印件；2.《农村土地承包经营权流转合同》原件；3.付款凭证（如有）",),
    "口令": ("abcd efgh 2345 6789",),
    "前段": ("2d711642  b726b044  01627ca9  fbac32f5",),
    "后段": ("c8530fb1  903cc4db  02258717  921a4881",),
    "校验值": ("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",),
    "序号": (),
}
FIGURES = {
    "险种": ("城镇职工基本养老保险", "失业"),
    "所属期": ("2023-01 至 2023-12",),
    "基数": ("3,868.00",),
    "费率": ("16%",),
    "应缴": ("7,426.56",),
    "本金": ("10,366.08",),
    "应缴期限": ("2023-12-25",),
    "天数": ("834",),
    "滞纳金": ("4,322.66",),
}
REVIEWED = {
    "姓名": ("覃𬭎", "O'Brien & Sons 国际贸易有限公司"),
    "电话": ("13800000001", "0774-3800001"),
    "让步": ("放弃违约金2,000.00元，同意分期", "/"),
    "文件": ("04_身份证明_覃𬭎.pdf", "05_营业执照和法定代表人身份证明书_O'Brien & Sons.pdf"),
    "页": ("第1至2页", "附件"),
    "事项": ("涉及婚姻、收养等身份关系", "侵害他人合法权益"),
    "依据": ("第三百五十五条第一款第三项", "人民调解法第三十三条"),
    "结果": ("未发现", "已核对"),
    "见": ("第2号文件第1至3页",),
}
OWN = {"测算": FIGURES, "审查": REVIEWED}
"""What stands in tables that have little room, by how their names begin."""
OTHER = ("经双方核对无误，于2025年3月31日前办结（详见第18号卷宗）",)
CHOICES = frozenset(
    (
        "来源",
        "结案来源",
        "回避结果",
        "告知",
        "语言",
        "权限",
        "司法确认",
        "同意",
        "缴费人类型选项",
        "办理结论",
        "满意度选项",
    )
)
TICKS = "选项"
"""How the records end in which every choice of a question is a box to tick."""
SWITCHES = frozenset(
    (
        *("已履行", "未履行", "电子送达", "不同意电子送达", "达成协议", "未达成", "有请求"),
        *("有会议", "是付款", "是行为", "已告知权利", "已同意个人信息", "申请司法确认"),
        *("已约定履行", "已写明", "仲裁", "行政", "诉讼", "其他", "已有结果", "成功", "不成"),
        *("不予受理", "无附件", "选中", "有邀请参加人", "有电子文件", "自行"),
    )
)


def shipped_forms() -> dict[str, Path]:
    """Return the templates that are shipped, by their name."""
    forms = [*ROOT.glob("forms/*/templates/*.docx"), *ROOT.glob("resources/papers/*.docx")]
    return {path.stem: path for path in sorted(forms)}


def hard_values(fields: Iterable[str], items: Mapping[str, int] = LISTS) -> dict[str, object]:
    """Return a value for every field: long addresses, rare names, lists with several items."""
    values: dict[str, object] = {}
    inner: dict[str, set[str]] = {}
    for name in fields:
        head, _, rest = name.partition(".")
        if rest:
            inner.setdefault(head, set()).add(rest)
        elif name in items:
            values[name] = [_value("", name, number) for number in range(items[name])]
        else:
            values[name] = _value("", name, 0)
    for head, names in inner.items():
        made = [_record(head, sorted(names), at) for at in range(items.get(head, 0))]
        values[head] = made or _record(head, sorted(names), 0)
    return values


def _record(head: str, names: Iterable[str], number: int) -> dict[str, object]:
    """Return the values of one record; a name with a dot stands in a record inside it."""
    told: dict[str, object] = {}
    inner: dict[str, list[str]] = {}
    for name in names:
        first, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(first, []).append(rest)
        else:
            told[name] = _value(head, name, number)
    return told | {first: _record(first, rest, number) for first, rest in inner.items()}


def _value(head: str, name: str, number: int) -> object:
    """Return the value of one field in item `number` of its list."""
    if name.endswith("图"):
        return None  # unsigned
    if name == "是个人":
        return number % 2 == 0
    if name == "是单位":
        return number % 2 == 1
    if head in CHOICES or head.endswith(TICKS) or name in SWITCHES:
        return len(name) % 2 == number % 2
    known = next((own for start, own in OWN.items() if head.startswith(start)), TEXTS)
    for end in sorted(known, key=len, reverse=True):
        if name.endswith(end) and known[end]:
            return known[end][number % len(known[end])]
    return OTHER[0]
