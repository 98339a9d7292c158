"""Papers of how a mediation ends, and of its file: D19, D20, D27, D28, D29, D30, D43."""

from closings import (
    WAYS,
    close_with_seal,
    sign,
    sign_officials,
    sign_parties,
    sign_party,
    signing_grid,
)
from grids import Box, Grid, Line, box, label
from looks import (
    BODY,
    CELL_MIDDLE,
    CELL_RIGHT,
    CELL_TEXT,
    CUT_LINE,
    FIRST_FOOTNOTE,
    FLUSH,
    FORM_NUMBER,
    FORM_TITLE,
    HEADING,
    LABEL,
    LEFT,
    NUMBER_LINE,
    SIGNING,
    SMALL,
    TITLE,
    TITLE_FIRST,
    Look,
)
from sheets import FORM, Sheet

REASONS = (
    "一方拒绝或者放弃调解",
    "双方分歧较大难以达成协议",
    "调解期限届满未达成协议且未同意延长",
    "当事人撤回申请或者自行和解",
    "发现可能是虚假调解",
)
SERVICE_WAYS = ("直接送达", "留置送达", "邮寄送达", "电子送达", "转交送达")
SECRETS = (
    "一、对调解中知悉的国家秘密、商业秘密、个人隐私和其他不宜公开的信息，不向与本案调解无关的人透露。",
    "二、不公开调解过程和调解协议的内容，不擅自录音、录像、拍照、复制或者传播案件材料，"
    "法律另有规定或者各方当事人同意的除外。",
    "三、对一方当事人单独陈述的、要求保密的内容，未经其同意不告知另一方。",
    "四、当事人为达成协议作出的让步，不向后续程序的任何一方提供。",
    "五、妥善保管案件材料，调解结束后全部交回；调解结束以后继续承担保密义务。",
    "六、违反以上承诺的，依法承担责任。",
)
"""人民调解法 15(4)；特邀调解规定 2(5)、22、28(4)."""
BACK_LINE = Look("封底文字", "宋体", 16, 30, "center")
BACK_SPACE = Look("封底留白", "宋体", 16, 560, "center")
"""Puts the line of the back cover where it stands on a bound file: near the foot."""


def undisputed_facts() -> Sheet:
    """Return D19 无争议事实确认书."""
    sheet = Sheet("无争议事实确认书")
    sheet.number_pages(of_total=True)
    sheet.write("无争议事实确认书", TITLE)
    sheet.write("编号：{{案件编号}}", NUMBER_LINE)
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}，经{{调解委员会}}调解未能达成协议。"
        "对下列事实，各方当事人均无争议，共同确认如下：",
        LEFT,
    )
    sheet.write("{{无争议事实.序号}}．{{无争议事实.事实}}", LEFT)
    sheet.write("{{若 无争议事实.依据}}（依据：{{无争议事实.依据}}）", LEFT)
    sheet.write("除共同确认的无争议事实外，为达成协议作出的妥协不得作为对其不利的根据。")
    sheet.write("以上内容经各方当事人核对（已向当事人宣读），确认无误。", keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid)
    sign_officials(grid, keep=False)
    return sheet


def termination_notice() -> Sheet:
    """Return D20 人民调解终止告知书, with the receipt that is kept."""
    sheet = Sheet("人民调解终止告知书")
    sheet.number_pages()
    sheet.write("{{调解委员会}}", TITLE_FIRST)
    sheet.write("人民调解终止告知书", TITLE)
    sheet.write("{{终止.文号}}", NUMBER_LINE)
    sheet.write("{{收件人.姓名}}：", FLUSH)
    sheet.write(
        "你（单位）与{{对方姓名}}之间的{{纠纷类型}}，本委员会于{{受理日期}}受理。因下列原因，"
        "本委员会决定自{{终止日期}}起终止调解：",
        LEFT,
    )
    sheet.write("{{若无 终止原因}}终止原因：{{终止原因}}", LEFT)
    for reason in REASONS:
        sheet.write(f"☐{{{{终止原因选项.{reason}}}}}{reason}", LEFT)
    sheet.write("{{若 终止.其他}}☑其他：{{终止.其他原因}}", LEFT)
    sheet.write("{{若无 终止.其他}}□其他", LEFT)
    sheet.write("你（单位）可以依法通过下列途径维护自己的权利：", keep=True)
    sheet.write("{{若无 救济.已写明}}救济途径：{{救济.途径}}", LEFT)
    sheet.write("{{若 救济.仲裁}}☑仲裁：向{{仲裁机构}}申请仲裁{{救济.仲裁时效?}}。", LEFT)
    sheet.write("{{若无 救济.仲裁}}□仲裁", LEFT)
    sheet.write("{{若 救济.行政}}☑行政：请求{{行政机关}}处理。", LEFT)
    sheet.write("{{若无 救济.行政}}□行政", LEFT)
    sheet.write("{{若 救济.诉讼}}☑诉讼：向{{起诉法院}}提起诉讼{{救济.诉讼时效?}}。", LEFT)
    sheet.write("{{若无 救济.诉讼}}□诉讼", LEFT)
    sheet.write("调解时双方的让步不作为后续程序中对其不利的依据。")
    sheet.write("特此告知。", keep=True)
    mediator = signing_grid(sheet)
    sign(
        mediator,
        "人民调解员（签名）：",
        picture="调解员签名图",
        day="{{调解员签署日期?}}",
    )
    close_with_seal(sheet, "{{调解委员会}}")
    sheet.write("…………………… 以下由收件人填写 ……………………", CUT_LINE, keep=True)
    sheet.write("上列告知书已收到。", keep=True)
    receipt, day = signing_grid(sheet), "{{收件人.签署日期}}"
    who = "收件人：{{收件人.姓名}}"
    sign_party(receipt, who, WAYS, party="收件人", day=day, keep=False)
    return sheet


def proof_of_service() -> Sheet:
    """Return D27 送达回证, for one service."""
    sheet = Sheet("送达回证", FORM)
    sheet.write("送　达　回　证", FORM_TITLE)
    sheet.write("案号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(34, 46, 34, 46)
    _wide(grid, "受送达人", "{{送达.受送达人}}", 12)
    grid.row(
        _two("送达文书", "名称及文号"),
        box("{{送达.送达文书}}", span=3),
        height=24,
    )
    grid.row(
        label("份　　数"),
        box("{{送达.份数?}}", look=CELL_MIDDLE),
        label("送达地点"),
        box("{{送达.送达地点?}}"),
        height=14,
    )
    ways = "　".join(f"☐{{{{送达.送达方式选项.{way}}}}}{way}" for way in SERVICE_WAYS)
    _wide(grid, "送达方式", ways, 13)
    grid.row(
        _two("受送达人", "签名或者盖章"),
        box(
            "",
            Line("{{若 送达.收到日期}}{{送达.收到日期}}", CELL_RIGHT),
            Line("{{若无 送达.收到日期}}年　 月　 日", CELL_RIGHT),
            span=3,
            vertical="bottom",
        ),
        height=26,
    )
    grid.row(
        label("代 收 人"),
        box("{{送达.代收人?}}", look=CELL_MIDDLE),
        _two("代收人与", "受送达人关系"),
        box("{{送达.与受送达人关系?}}", look=CELL_MIDDLE),
        height=15,
    )
    _wide(grid, "拒收事由", "{{送达.拒收事由?}}", 20)
    grid.row(
        _two("见证人", "（签名）"),
        box("{{送达.见证人?}}", look=CELL_MIDDLE),
        _two("送达人", "（签名）"),
        box("{{送达.送达人}}", look=CELL_MIDDLE),
        height=20,
    )
    _wide(grid, "备　　注", "{{送达.快递单号或者电子回执?}}", 20)
    sheet.write(
        "注：本人不在的，可以由同住成年家属签收；拒绝签收的，由见证人签名，或者以拍照、录像等"
        "方式记录送达过程。",
        FIRST_FOOTNOTE,
    )
    return sheet


def _two(first: str, second: str) -> Box:
    """Return a label of two lines."""
    return box(first, second, look=LABEL)


def _wide(grid: Grid, title: str, text: str, height: float) -> None:
    """Add a row of one label and one text over the rest of a grid of four columns."""
    grid.row(label(title), box(text, span=3), height=height)


def closing_report() -> Sheet:
    """Return D28 人民调解结案报告表."""
    sheet = Sheet("人民调解结案报告表", FORM)
    sheet.write("人民调解结案报告表", FORM_TITLE)
    sheet.write("卷号：{{案件编号}}　　填表时间：{{结案.填表时间}}", FORM_NUMBER)
    grid = sheet.grid(28, 52, 28, 52)
    for pairs in (
        (("承办单位", "{{结案.承办单位}}"), ("承 办 人", "{{结案.承办人}}")),
        (("受案时间", "{{结案.受案时间}}"), ("结案时间", "{{结案.结案时间}}")),
    ):
        cells = [one for title, text in pairs for one in (label(title), box(text))]
        grid.row(*cells, height=10)
    _wide(
        grid,
        "案件来源",
        "☐{{结案来源.申请}}当事人申请　☐{{结案来源.主动}}主动调解　☐{{结案来源.公安移交}}公安移交　"
        "☐{{结案来源.法院委托}}法院委托　☐{{结案来源.政府指定}}政府指定　"
        "☐{{结案来源.其他移送}}其他移送",
        14,
    )
    grid.row(label("当 事 人"), label("姓名（名称）"), label("电　　话"), label("地　　址"))
    grid.row(
        box("{{当事人.称谓}}", look=CELL_MIDDLE),
        box("{{当事人.姓名}}"),
        box("{{当事人.联系方式?}}", look=SMALL),
        box("{{当事人.住址?}}", look=SMALL),
        height=10,
    )
    for title, text, height in (
        (_two("纠纷简要", "事　　实"), "{{纠纷事实}}", 18),
        (label("调解过程"), "{{结案.调解过程}}", 18),
        (label("结　　果"), "{{结案.结果}}", 24),
        (label("履行情况"), "{{结案.履行情况}}", 18),
    ):
        text_of_row = box(Line(text, CELL_TEXT), span=3, vertical="top")
        grid.row(title, text_of_row, height=height)
    grid.row(
        label("承 办 人"),
        box("（签名）：　　　　　　{{调解员签名图?}}", span=3),
        height=12,
        keep=True,
    )
    grid.row(
        label("领导意见"),
        box(
            Line("{{结案.领导意见?}}", CELL_TEXT),
            Line("", CELL_TEXT),
            Line("签名：　　　　　　　　　　年　 月　 日", CELL_RIGHT),
            span=3,
            vertical="bottom",
        ),
        height=26,
    )
    return sheet


def file_note() -> Sheet:
    """Return D29 卷宗情况说明."""
    sheet = Sheet("卷宗情况说明")
    sheet.write("卷宗情况说明", TITLE)
    sheet.write("卷号：{{案件编号}}", NUMBER_LINE)
    sheet.write("本卷共{{卷宗.页数}}页（照片{{卷宗.照片}}张，光盘{{卷宗.光盘}}张）。")
    sheet.write("缺损、补充、更正情况：", HEADING)
    sheet.write("{{卷宗.情况}}", LEFT)
    sheet.write("", SIGNING, keep=True)
    grid = signing_grid(sheet)
    day = "{{卷宗.立卷日期}}"
    sign(grid, "立卷人（签名）：", "{{卷宗.立卷人}}", picture="立卷人签名图", day=day)
    sign(
        grid,
        "检查人（签名）：",
        "{{卷宗.检查人?}}",
        picture="检查人签名图",
        day="{{卷宗.检查日期}}",
        keep=False,
    )
    return sheet


def back_cover() -> Sheet:
    """Return D30 封底: one line at the foot of an empty page."""
    sheet = Sheet("封底", own_looks=(BACK_LINE, BACK_SPACE))
    sheet.write("", BACK_SPACE)
    sheet.write("本卷连面带底共{{卷宗.连面带底}}页，附件{{卷宗.附件}}。", BACK_LINE)
    sheet.write("卷号：{{案件编号}}", BACK_LINE)
    return sheet


def confidentiality() -> Sheet:
    """Return D43 保密承诺书, signed by all who work on a case or are invited to it."""
    sheet = Sheet("保密承诺书")
    sheet.number_pages(of_total=True)
    sheet.write("保密承诺书", TITLE)
    sheet.write("编号：{{案件编号}}", NUMBER_LINE)
    sheet.write(
        "本人参加{{调解委员会}}对{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}的调解，现承诺：", LEFT
    )
    *promises, last = SECRETS
    for item in promises:
        sheet.write(item, BODY)
    sheet.write(last, BODY, keep=True)
    sheet.write("承诺人：", HEADING, keep=True)
    grid = signing_grid(sheet)
    sign_officials(grid)
    sign(
        grid,
        "参加人（签名）：",
        "{{承诺人员.姓名?}}",
        picture="承诺人员.签名图",
        keep=False,
    )
    return sheet
