"""Papers of social-insurance premium disputes: D33 in three sheets, D33C, D42 (domain.md 6)."""

from grids import Box, Grid, Line, box, label
from looks import (
    ABOVE_TABLE,
    CELL_MIDDLE,
    CELL_SEAL,
    CELL_TEXT,
    CUT_LINE,
    FIRST_FOOTNOTE,
    FOOTNOTE,
    FORM_NUMBER,
    FORM_TITLE,
    LABEL,
    SMALL,
    SMALL_LABEL,
    SMALL_MIDDLE,
    SMALL_RIGHT,
)
from sheets import FORM, WIDE_FORM, Sheet

FOUR = (25, 60, 25, 50)
"""Columns of a form of pairs: label, field, label, field; 160 mm."""
PAYERS = (
    "{{缴费人类型选项.单位}}单位　{{缴费人类型选项.职工}}职工　{{缴费人类型选项.居民}}居民　"
    "{{缴费人类型选项.灵活就业人员}}灵活就业人员"
)
CALCULATION = (
    ("险种", "险种", SMALL_MIDDLE),
    ("费款所属期", "所属期", SMALL_MIDDLE),
    ("缴费基数", "基数", SMALL_RIGHT),
    ("单位费率", "单位费率", SMALL_MIDDLE),
    ("个人费率", "个人费率", SMALL_MIDDLE),
    ("单位应缴", "单位应缴", SMALL_RIGHT),
    ("个人应缴", "个人应缴", SMALL_RIGHT),
    ("应缴本金", "本金", SMALL_RIGHT),
    ("应缴费日", "应缴期限", SMALL_MIDDLE),
    ("天数", "天数", SMALL_RIGHT),
    ("滞纳金", "滞纳金", SMALL_RIGHT),
)
"""Columns of the calculation: head, field, look."""


def intake_form() -> Sheet:
    """Return D33 社会保险费缴费争议受理登记表, with the routing slip and the reply slip."""
    sheet = Sheet("社会保险费缴费争议受理登记表、流转单、办理反馈单", FORM)
    sheet.write("社会保险费缴费争议受理登记表", FORM_TITLE)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(*FOUR)
    _wide(grid, "受理窗口", "{{受理窗口}}")
    _pair(grid, "窗口层级", "{{窗口层级?}}", "区 划 码", "{{窗口区划码?}}")
    _pair(grid, "受理时间", "{{登记日期}}", "受理渠道", "{{受理渠道}}")
    _pair(grid, "首问责任人", "{{首问责任人}}", "风险等级", "{{风险等级?}}")
    _wide(grid, "缴费人类型", PAYERS)
    _parties(grid)
    _wide(grid, "险　　种", "{{险种}}")
    _wide(grid, "争议类型", "{{争议类型}}")
    _pair(grid, "费款所属期", "{{费款所属期}}", "涉及金额", "{{涉及金额?}}")
    _text(grid, ("诉　　求",), "{{诉求}}", 22)
    _text(grid, ("争议事实",), "{{纠纷事实}}", 36)
    _text(grid, ("材料清单",), "{{材料清单?}}", 16)
    _pair(grid, "涉及人数", "{{涉及人数?}}", "外部编号", "{{外部渠道编号?}}")
    _pair(grid, "现办层级", "{{现办理层级?}}", "归 档 号", "{{归档号?}}")
    marks = "{{申请人签名图?}}　　　　　　{{申请人指印图?}}"
    _confirm(grid, "以上登记内容属实。", marks, clerk="受 理 人", picture="{{登记人签名图?}}")
    _routing_slip(sheet)
    _reply_slip(sheet)
    return sheet


def _parties(grid: Grid) -> None:
    """Add rows for the parties, repeated for each."""
    grid.row(
        label("{{当事人.称谓}}"),
        box("{{当事人.姓名}}"),
        label("联系方式"),
        box("{{当事人.联系方式}}"),
    )
    grid.row(
        label("证件号码"),
        box("{{当事人.证件类型}}　{{当事人.证件号码}}", span=3),
    )


def _routing_slip(sheet: Sheet) -> None:
    """Add the second sheet: to whom the matter was passed, each hop with its receipt."""
    sheet.write("社会保险费缴费争议流转单", FORM_TITLE, new_page=True)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(*FOUR)
    _pair(grid, "原受理窗口", "{{受理窗口}}", "首问责任人", "{{首问责任人}}")
    _wide(grid, "当 事 人", "{{当事人姓名}}")
    _wide(grid, "争议类型", "{{争议类型}}")
    sheet.write("", FOOTNOTE)
    hops = sheet.grid(10, 32, 32, 25, 32, 29, inset=1)
    heads = (
        "序号",
        "转出单位、时间",
        "接收单位、时限",
        "事由、附材料",
        "签收人、\n签收时间",
        "回执号、\n办理回复",
    )
    titles = (box(*head.splitlines(), look=SMALL_LABEL) for head in heads)
    hops.row(*titles, head=True, height=13)
    hops.row(
        box("{{流转.序号}}", look=SMALL_MIDDLE),
        box("{{流转.转出单位?}}", _if_there("流转.转出时间"), look=SMALL),
        box("{{流转.接收单位?}}", _if_there("流转.时限"), look=SMALL),
        box("{{流转.事由?}}", look=SMALL),
        box("{{流转.签收人?}}", _if_there("流转.签收时间"), look=SMALL),
        box("{{流转.回执号?}}", _if_there("流转.回复"), look=SMALL),
        height=24,
    )
    sheet.write("注：受理窗口负责回复缴费人；每次流转由接收单位签收。", FIRST_FOOTNOTE)


def _if_there(field: str) -> str:
    """Return a line of a cell that is not there while it is empty, so that the others centre."""
    return f"{{{{若 {field}}}}}{{{{{field}}}}}"


def _reply_slip(sheet: Sheet) -> None:
    """Add the third sheet: what came of it, and what the payer says."""
    sheet.write("社会保险费缴费争议办理反馈单", FORM_TITLE, new_page=True)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(*FOUR)
    _pair(grid, "回复窗口", "{{受理窗口}}", "首问责任人", "{{首问责任人}}")
    _pair(grid, "受理渠道", "{{受理渠道}}", "外部编号", "{{外部渠道编号?}}")
    _wide(grid, "缴 费 人", "{{申请人姓名}}")
    _wide(grid, "办理单位", "{{办理单位?}}")
    results = (
        "{{办理结论选项.已解决}}已解决　　{{办理结论选项.部分解决}}部分解决　　"
        "{{办理结论选项.转其他途径}}转其他途径　　{{办理结论选项.不支持}}不支持"
    )
    _wide(grid, "办理结论", results)
    _pair(grid, "追缴金额", "{{追缴金额?}}", "滞 纳 金", "{{滞纳金?}}")
    grid.row(
        label("退费金额"),
        box("{{退费金额?}}"),
        box("调解协议", "编　　号", look=LABEL),
        box("{{协议编号?}}"),
    )
    _text(grid, ("办理情况",), "{{办理结果?}}", 32)
    _text(grid, ("办理依据",), "{{办理依据?}}", 14)
    _text(grid, ("告知的", "救济途径"), "{{救济途径?}}", 24)
    _pair(grid, "反馈时间", "{{反馈时间?}}", "反馈方式", "{{反馈方式?}}")
    _text(grid, ("缴费人意见",), "{{缴费人意见?}}", 24)
    satisfaction = (
        "{{满意度选项.满意}}满意　　{{满意度选项.基本满意}}基本满意　　{{满意度选项.不满意}}不满意"
    )
    _wide(grid, "满 意 度", satisfaction)
    # Signed by hand: the pictures of the intake's signatures would say yes to the reply as well.
    _confirm(grid, "签名、盖章或者按指印：", "", clerk="首问责任人", picture="")


def routing_slip() -> Sheet:
    """Return D33A 社会保险费缴费争议流转单: the slip that goes with a case to one office."""
    sheet = Sheet("社会保险费缴费争议流转单", FORM)
    sheet.write("社会保险费缴费争议流转单", FORM_TITLE)
    sheet.write("编号：{{流转单.编号}}", FORM_NUMBER)
    grid = sheet.grid(*FOUR)
    _pair(grid, "原受理号", "{{案件编号}}", "受理时间", "{{登记日期}}")
    _wide(grid, "受理窗口", "{{受理窗口}}")
    _pair(grid, "受理渠道", "{{受理渠道}}", "外部编号", "{{外部渠道编号?}}")
    _wide(grid, "当 事 人", "{{当事人姓名}}")
    _wide(grid, "争议类型", "{{争议类型}}")
    _pair(grid, "转出单位", "{{流转单.转出单位}}", "转出时间", "{{流转单.转出时间}}")
    _pair(grid, "转 出 人", "{{流转单.转出人}}", "办理时限", "{{流转单.时限?}}")
    _wide(grid, "接收单位", "{{流转单.接收单位}}")
    _text(grid, ("事　　由",), "{{流转单.事由}}", 28)
    _text(grid, ("附材料清单",), "{{材料清单?}}", 24)
    _pair(grid, "签 收 人", "{{流转单.签收人?}}", "签收时间", "{{流转单.签收时间?}}")
    _wide(grid, "回 执 号", "{{流转单.回执号?}}")
    _text(grid, ("办理回复",), "{{流转单.回复?}}", 32)
    _text(grid, ("退回原因",), "{{流转单.退回原因?}}", 18)
    sheet.write(
        "注：接收单位签收后在办理时限内办结并回复；受理窗口负责回复缴费人。", FIRST_FOOTNOTE
    )
    return sheet


def receipt() -> Sheet:
    """Return D42 受理回执: the citizen's half, and the window's half below the cut."""
    sheet = Sheet("受理回执", FORM)
    _half(sheet, "受 理 回 执", "（交缴费人）")
    sheet.write("……………………………………（沿此线裁开）……………………………………", CUT_LINE)
    _half(sheet, "受 理 回 执 存 根", "（窗口留存）")
    return sheet


def _half(sheet: Sheet, title: str, whose: str) -> None:
    sheet.write(title, FORM_TITLE)
    sheet.write(f"{whose}编号：{{{{案件编号}}}}", FORM_NUMBER)
    grid = sheet.grid(*FOUR)
    _pair(grid, "缴 费 人", "{{申请人姓名}}", "受理时间", "{{登记日期}}")
    _wide(grid, "争议类型", "{{争议类型}}")
    _pair(grid, "受理窗口", "{{受理窗口}}", "联系电话", "{{机构电话?}}")
    _wide(grid, "收到材料", "{{材料清单?}}", 10)
    _wide(
        grid,
        "说　　明",
        "您反映的事项已登记受理，由首问责任人{{首问责任人}}跟踪办理并回复。",
        12,
    )
    grid.row(
        box("缴 费 人", "（签收）", look=LABEL),
        box("{{申请人签名图?}}", look=CELL_MIDDLE),
        box("受 理 人", "（签名）", look=LABEL),
        box("{{登记人签名图?}}", look=CELL_MIDDLE),
        height=13,
    )
    grid.row(
        box(
            Line("{{受理窗口}}", CELL_SEAL),
            Line("{{日期}}", CELL_SEAL),
            span=4,
        ),
        height=20,
    )


def late_fee_sheet() -> Sheet:
    """Return D33C 社会保险费补缴及滞纳金测算单: the calculation with the rules it used."""
    sheet = Sheet("社会保险费补缴及滞纳金测算单", WIDE_FORM)
    sheet.number_pages(of_total=True)
    sheet.write("社会保险费补缴及滞纳金测算单", FORM_TITLE)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    sheet.write(
        "用人单位：{{被申请人姓名}}　　职工：{{申请人姓名}}　　测算缴款日：{{测算.缴款日}}　　"
        "测算日：{{日期}}　　单位：元",
        ABOVE_TABLE,
        keep=True,
    )
    grid = sheet.grid(30, 24, 24, 17, 17, 24, 24, 24, 33, 16, 24, inset=1)
    grid.row(*(label(head, look=SMALL_LABEL) for head, _, _ in CALCULATION), head=True, height=9)
    cells = (box(f"{{{{测算明细.{field}}}}}", look=look) for _, field, look in CALCULATION)
    grid.row(*cells)
    shares = (_total(field) for field in ("单位应缴", "个人应缴", "本金"))
    name = box("{{测算合计.险种}}", look=SMALL_MIDDLE, span=5)
    grid.row(name, *shares, box("", span=2), _total("滞纳金"), keep=True)
    # The notes belong to the totals: none of them stands alone on a page.
    unknown = "{{若 测算.待核定}}待核定：{{测算.待核定}}（费率未知，未计入合计）。"
    sheet.write(unknown, FIRST_FOOTNOTE, keep=True)
    sheet.write("{{测算.计算规则}}", FOOTNOTE, keep=True)
    basis = "缴费义务的依据：{{社会保险费依据}}。"
    sheet.write("滞纳金由用人单位承担。{{测算说明}}。" + basis, FOOTNOTE)
    return sheet


def _total(field: str) -> Box:
    return box(f"{{{{测算合计.{field}}}}}", look=SMALL_RIGHT)


def _pair(grid: Grid, first: str, one: str, second: str, two: str) -> None:
    """Add a row of two labels with their fields."""
    grid.row(label(first), box(one), label(second), box(two), height=9)


def _wide(grid: Grid, words: str, text: str, height: float = 9) -> None:
    """Add a row of a label with one wide field."""
    grid.row(label(words), box(text, span=3), height=height)


def _text(grid: Grid, words: tuple[str, ...], text: str, height: float) -> None:
    """Add a row of a label with room for sentences."""
    sentences = box(text, look=CELL_TEXT, span=3, vertical="top")
    grid.row(box(*words, look=LABEL), sentences, height=height)


def _confirm(grid: Grid, words: str, marks: str, *, clerk: str, picture: str) -> None:
    """Add the row in which the citizen and the clerk sign."""
    grid.row(
        box("缴 费 人", "（签名）", look=LABEL),
        box(Line(words, SMALL), Line(marks, CELL_MIDDLE)),
        box(clerk, "（签名）", look=LABEL),
        box(picture, look=CELL_MIDDLE),
        height=20,
    )
