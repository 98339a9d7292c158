"""Letters from office to office, reports upwards and minutes: D31, D32, D34, D44, D45."""

from collections.abc import Iterable

from closings import close_with_seal, sign, signing_grid
from grids import Grid, Line, box, label
from looks import (
    CELL_MIDDLE,
    CELL_SEAL,
    CELL_TEXT,
    FLUSH,
    FORM_NUMBER,
    FORM_TITLE,
    HEADING,
    LABEL,
    LEFT,
    NUMBER_LINE,
    TITLE,
    TITLE_FIRST,
)
from sheets import FORM, Sheet

RISKS = ("群体性上访", "械斗", "民转刑", "自杀", "极端行为", "舆情")
RECIPIENTS = ("党委", "政府", "政法委", "综治中心", "公安", "主管部门")
LEVELS = ("村（社区）", "乡镇（街道）", "县（市、区）", "设区的市")
CLUES = (
    "虚假调解或者虚假诉讼",
    "套路贷或者非法放贷",
    "非法集资",
    "家庭暴力",
    "侵害未成年人",
    "可能引起治安案件、刑事案件",
    "其他",
)


def _letter(title: str, heading: str, number: str, to: str) -> Sheet:
    """Return a letter of the committee with its head, up to whom it is written."""
    sheet = Sheet(title)
    sheet.number_pages()
    sheet.write("{{调解委员会}}", TITLE_FIRST)
    sheet.write(heading, TITLE)
    sheet.write(number, NUMBER_LINE)
    sheet.write(to, FLUSH)
    return sheet


def _parts(sheet: Sheet, parts: Iterable[tuple[str, str]], *, keep: bool = False) -> None:
    """Add headings, each with its text; a text of several lines becomes paragraphs."""
    for heading, text in parts:
        sheet.write(heading, HEADING)
        sheet.write(text, LEFT, keep=keep)


def _contact(sheet: Sheet) -> None:
    """Add who answers questions about a letter."""
    sheet.write("联系人：{{调解员}}{{联系电话说明?}}。", keep=True)


def _ticks(field: str, words: Iterable[str], between: str = "　") -> str:
    """Return boxes with their words in one line."""
    return between.join(f"☐{{{{{field}.{word}}}}}{word}" for word in words)


def referral_letter() -> Sheet:
    """Return D31 委托（移送）调解函."""
    heading = "{{移送方式}}调解函"
    sheet = _letter("委托（移送）调解函", heading, "{{函.文号}}", "{{函.收函单位}}：")
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}，本委员会于{{受理日期}}受理，"
        "案件编号{{案件编号}}。"
        "{{函.事由}}，经当事人同意，现{{移送方式}}你单位调解。有关情况如下：",
        LEFT,
    )
    sheet.write("一、纠纷概要", HEADING)
    sheet.write("{{纠纷事实}}", LEFT)
    sheet.write("{{若 有请求}}当事人申请事项：", LEFT)
    sheet.write("{{请求.序号}}．{{请求?}}", LEFT)
    _parts(sheet, (("二、当事人同意情况", "{{当事人同意情况}}"),))
    sheet.write("三、随函材料", HEADING)
    sheet.write("{{移送材料.序号}}．{{移送材料}}", LEFT)
    sheet.write("请于{{函.期限}}前将办理结果函告本委员会。", keep=True)
    _contact(sheet)
    close_with_seal(sheet, "{{函.发函单位}}", date="{{函.日期}}")
    return sheet


def reply_letter() -> Sheet:
    """Return D31R 委托（移送）调解反馈函."""
    heading = "委托（移送）调解反馈函"
    sheet = _letter(heading, heading, "{{反馈函文号}}", "{{委托单位}}：")
    sheet.write(
        "你单位以{{委托文号}}委托（移送）调解的{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}，"
        "本委员会于{{收函日期}}收到。现将办理情况反馈如下：",
        LEFT,
    )
    sheet.write("一、办理结果", HEADING)
    sheet.write("{{若无 反馈.已有结果}}办理结果：{{反馈.结果}}", LEFT)
    sheet.write("☐{{反馈.成功}}调解成功　☐{{反馈.不成}}调解不成　☐{{反馈.不予受理}}不予受理", LEFT)
    sheet.write("{{结案.结果}}", LEFT)
    sheet.write("二、履行情况", HEADING)
    sheet.write("{{结案.履行情况}}", LEFT)
    sheet.write("三、附件", HEADING)
    sheet.write("{{若 反馈.无附件}}无。", LEFT)
    sheet.write("{{反馈附件.序号}}．{{反馈附件?}}", LEFT)
    sheet.write("特此函复。", keep=True)
    _contact(sheet)
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def risk_report() -> Sheet:
    """Return D32 重大纠纷隐患信息快报."""
    sheet = Sheet("重大纠纷隐患信息快报", FORM)
    sheet.write("重大纠纷隐患信息快报", FORM_TITLE)
    sheet.write("编号：{{快报.快报编号}}", FORM_NUMBER)
    grid = sheet.grid(28, 52, 28, 52)
    _row(grid, "报告次序", _ticks("快报.报告次序选项", ("初报", "续报", "终报")))
    _row(grid, "报告层级", _ticks("快报.报告层级选项", LEVELS))
    _pair(grid, ("发生时间", "{{快报.发生时间}}"), ("区划代码", "{{快报.区划代码}}"))
    _row(grid, "发生地点", "{{快报.发生地点}}")
    _row(grid, "纠　　纷", "{{纠纷类型}}，案件编号{{案件编号}}")
    _pair(grid, ("涉及人数", "{{快报.人数}}人"), ("涉及金额", "{{快报.金额}}"))
    _row(grid, "风　　险", _ticks("快报.风险选项", RISKS))
    _row(grid, "风险等级", _ticks("快报.等级选项", ("红", "橙", "黄")))
    for title, text, height in (
        (("主要诉求",), "{{快报.主要诉求}}", 26),
        (("已采取", "措　施"), "{{快报.已采取措施}}", 30),
        (("请求支持", "事　　项"), "{{快报.请求支持事项}}", 26),
    ):
        text_of_row = box(Line(text, CELL_TEXT), span=3, vertical="top")
        grid.row(box(*title, look=LABEL), text_of_row, height=height, long=True)
    _row(grid, "报送对象", _ticks("快报.报送对象选项", RECIPIENTS))
    _pair(grid, ("报 告 人", "{{快报.报告人}}"), ("签 发 人", "{{快报.签发人}}"))
    grid.row(
        box(
            Line("{{调解委员会}}", CELL_SEAL),
            Line("（印{{印章图?}}章）", CELL_SEAL),
            Line("报告时间：{{快报.报告时间}}", CELL_SEAL),
            span=4,
        ),
        height=42,
    )
    return sheet


def _row(grid: Grid, title: str, text: str) -> None:
    grid.row(label(title), box(text, span=3), height=10)


def _pair(grid: Grid, *pairs: tuple[str, str]) -> None:
    cells = [one for title, text in pairs for one in (label(title), box(text, look=CELL_MIDDLE))]
    grid.row(*cells, height=10)


def joint_minutes() -> Sheet:
    """Return D34 联合调处会议纪要."""
    sheet = Sheet("联合调处会议纪要")
    sheet.number_pages(of_total=True)
    sheet.write("联合调处会议纪要", TITLE)
    _heads(
        sheet,
        (
            ("时间：", "{{联合会议.会议时间}}"),
            ("地点：", "{{联合会议.会议地点}}"),
            ("主持人：", "{{联合会议.主持人}}"),
            ("议题：", "{{联合会议.议题}}"),
            ("案件：", "{{案件名称}}，{{案件编号}}"),
        ),
    )
    _parts(
        sheet,
        (
            ("一、参加单位及人员", "{{联合会议.参加单位及人员}}"),
            ("二、各方意见", "{{联合会议.各方意见}}"),
            ("三、会议结论", "{{联合会议.会议结论}}"),
        ),
    )
    task = "由{{联合会议.责任单位}}负责落实，于{{联合会议.完成时限}}前完成。"
    # No signature or seal stands on a page without text (GB/T 9704-2012, 7.3.5).
    _parts(sheet, (("四、责任单位和时限", task),), keep=True)
    _end_minutes(sheet, "联合会议")
    return sheet


def _heads(sheet: Sheet, heads: Iterable[tuple[str, str]]) -> None:
    """Add lines that begin with what they tell of, as time and place."""
    for head, text in heads:
        sheet.write(text, LEFT, head=head)


def _end_minutes(sheet: Sheet, meeting: str) -> None:
    """Add who signs minutes, and the seal."""
    grid = signing_grid(sheet)
    sign(grid, f"主持人（签名）：{{{{{meeting}.主持人}}}}", picture="主持人签名图")
    sign(grid, "记录人（签名）：", picture="记录人签名图", day="{{记录人签署日期?}}")
    close_with_seal(sheet, "{{调解委员会}}", date="{{落款日期}}")


def assessment() -> Sheet:
    """Return D44 纠纷研判报告, or 通气会纪要: its kind is its title."""
    sheet = Sheet("纠纷研判报告（通气会纪要）")
    sheet.number_pages(of_total=True)
    sheet.write("{{研判.文种}}", TITLE)
    _heads(
        sheet,
        (
            ("时间：", "{{研判.研判时间}}"),
            ("地点：", "{{研判.研判地点}}"),
            ("主持人：", "{{研判.主持人}}"),
            ("主题：", "{{研判.研判主题}}"),
            ("案件：", "{{案件名称}}，{{案件编号}}"),
        ),
    )
    _parts(
        sheet,
        (
            ("一、参加单位及人员", "{{研判.参加单位及人员}}"),
            ("二、基本情况", "{{研判.基本情况}}"),
            ("三、研判意见", "{{研判.研判意见}}"),
            ("四、风险等级", _ticks("研判.风险级别选项", ("红", "橙", "黄", "无明显风险"))),
            ("五、工作措施", "{{研判.工作措施}}"),
        ),
    )
    task = "由{{研判.责任单位}}负责，于{{研判.完成时限}}前落实。"
    _parts(sheet, (("六、责任单位和时限", task),), keep=True)
    _end_minutes(sheet, "研判")
    return sheet


def clue_letter() -> Sheet:
    """Return D45 线索移送函, with the slip on which the receiver answers."""
    sheet = _letter("线索移送函", "线索移送函", "{{函.文号}}", "{{函.收函单位}}：")
    sheet.write(
        "本委员会在办理{{案件编号}}案件，调解{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}时，"
        "发现下列线索。根据《中华人民共和国人民调解法》的规定，现移送你单位依法处理。",
        LEFT,
    )
    sheet.write("一、线索类型", HEADING)
    sheet.write("{{若无 线索类型}}线索类型：{{线索类型}}", LEFT)
    for clue in CLUES:
        sheet.write(f"☐{{{{线索类型选项.{clue}}}}}{clue}", LEFT)
    _parts(sheet, (("二、线索内容", "{{函.事由}}。"), ("三、纠纷概要", "{{纠纷事实}}")))
    sheet.write("四、随函材料", HEADING)
    sheet.write("{{线索材料.序号}}．{{线索材料}}", LEFT)
    sheet.write("请于{{函.期限}}前将办理情况反馈本委员会。本函内容请予保密。", keep=True)
    _contact(sheet)
    close_with_seal(sheet, "{{函.发函单位}}", date="{{函.日期}}")
    _slip(sheet)
    return sheet


def _slip(sheet: Sheet) -> None:
    """Add the page on which the receiver of a clue answers by hand."""
    sheet.write("线索移送回执", FORM_TITLE, new_page=True)
    sheet.write("（本页由收函单位填写后退回）", FORM_NUMBER)
    grid = sheet.grid(44, 112)
    grid.row(label("移送单位"), box("{{函.发函单位}}"), height=12)
    grid.row(label("移送文号"), box("{{函.文号}}"), height=12)
    grid.row(label("收函单位"), box("{{函.收函单位}}"), height=12)
    grid.row(label("签收人、签收时间"), box(""), height=14)
    grid.row(label("是否受理及文号"), box("□受理　　□不予受理　　□转其他单位："), height=14)
    grid.row(label("办理情况"), box(""), height=70)
    grid.row(
        label("收函单位（印章）"),
        box(Line("年　　月　　日", CELL_SEAL), vertical="bottom"),
        height=36,
    )


def clue_answer() -> Sheet:
    """Return D45R 线索办理反馈登记表."""
    sheet = Sheet("线索办理反馈登记表", FORM)
    sheet.write("线索办理反馈登记表", FORM_TITLE)
    sheet.write("案件编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(28, 52, 28, 52)
    _pair(grid, ("移送文号", "{{函.文号}}"), ("移送日期", "{{函.日期}}"))
    _pair(grid, ("移送单位", "{{函.发函单位}}"), ("收函单位", "{{函.收函单位}}"))
    _row(grid, "线索类型", "{{线索类型}}")
    text = box(Line("{{函.事由}}。", CELL_TEXT), span=3, vertical="top")
    grid.row(label("线索内容"), text, height=40, long=True)
    _pair(grid, ("签 收 人", "{{函.签收人}}"), ("签收时间", "{{函.签收时间}}"))
    _pair(grid, ("回 执 号", "{{函.回执号?}}"), ("反馈时间", "{{函.回复时间}}"))
    answer = box(Line("{{函.回复}}", CELL_TEXT), span=3, vertical="top")
    grid.row(label("反馈情况"), answer, height=60, long=True)
    grid.row(
        label("登 记 人"),
        box("（签名）：　　　　　　{{登记人签名图?}}", span=3),
        height=14,
    )
    return sheet
