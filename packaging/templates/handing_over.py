"""Papers that leave with a packet: how to check it, the facts for a ruling, who signed when."""

from dataclasses import replace

from grids import Line, box, label
from looks import (
    CELL_MIDDLE,
    CUT_LINE,
    FIRST_FOOTNOTE,
    FORM_TITLE,
    LEFT,
    SMALL,
    SMALL_LABEL,
    SMALL_MIDDLE,
    SMALL_TEXT,
    TITLE,
    Look,
)
from sheets import LETTER, Layout, Sheet

ONE_PAGE = Layout(12, 14, 24, 22)
DIGEST = Look("校验值", "仿宋", 19, 27, "center")
"""The hash is compared by eye, eight characters at a time."""
QR_PLACE = Look("二维码处", "宋体", 12, 19, "center")
"""The symbol floats around the middle of this line."""
LISTED = Look("清单", "宋体", 9, 11.5, "left")
LISTED_MIDDLE = replace(LISTED, name="清单居中", align="center")
LISTED_LABEL = replace(LISTED_MIDDLE, name="清单栏目", font="黑体")
LOG = Layout(18, 18, 20, 18, width=297, height=210)
HOW_TO_CHECK = replace(FIRST_FOOTNOTE, name="核对方法", line=15, after=5)
GAP = Look("表间", "宋体", 5, 6, "left")
"""Tables that touch become one in Word."""
RECEIPT = Look("回执", "宋体", 12, 22, "left", after=3)
SHEET_LOOKS = (DIGEST, QR_PLACE, LISTED, LISTED_MIDDLE, LISTED_LABEL, RECEIPT, GAP, HOW_TO_CHECK)
LOW_ROW = 4.9
FACTS_HEADING = Look("要素标题", "黑体", 16, 28.95, "left", before=6, keep=True)
NAMED = Look("要素当事人", "仿宋", 16, 28.95, "left", first=2)


def check_sheet() -> Sheet:
    """Return the sheet that goes with a packet: what is in it, its hash, and the receipt."""
    sheet = Sheet("核验单", ONE_PAGE, own_looks=SHEET_LOOKS)
    sheet.write("核　验　单", FORM_TITLE)
    grid = sheet.grid(22, 60, 22, 60)
    grid.row(label("案件名称"), box("{{案件名称}}", span=3))
    grid.row(label("案件编号"), box("{{案件编号}}"), label("联系电话"), box("{{联系电话?}}"))
    grid.row(label("移交单位"), box("{{移交单位}}"), label("制作时间"), box("{{制作时间}}"))
    grid.row(label("接收单位"), box("{{接收单位}}", span=3))
    sheet.write("", GAP)
    digest = sheet.grid(128, 36)
    digest.row(
        box(
            Line("材料清单（manifest-sha256.txt）的 SHA-256 校验值", SMALL_MIDDLE),
            Line("{{校验值.前段}}", DIGEST),
            Line("{{校验值.后段}}", DIGEST),
        ),
        box(Line("{{二维码图?}}", QR_PLACE)),
        height=32,
    )
    sheet.write(
        "核对方法（任选一种，都不用联网）：一、解压后双击打开 verify.html，"
        "把收到的 ZIP 文件拖入页面；二、在解压后的文件夹里运行 python3 verify.py；"
        "三、运行 sha256sum -c manifest-sha256.txt，再运行 sha256sum manifest-sha256.txt。"
        "得到的校验值与本单所印的一字不差，材料就没有改动过。",
        HOW_TO_CHECK,
    )
    files = sheet.grid(14, 132, 18)
    heads = ("序号", "文件名", "页数")
    files.row(*(label(one, look=LISTED_LABEL) for one in heads), height=LOW_ROW, head=True)
    files.row(
        box("{{文件.序号}}", look=LISTED_MIDDLE),
        box("{{文件.名称}}", look=LISTED),
        box("{{文件.页数?}}", look=LISTED_MIDDLE),
        height=LOW_ROW,
    )
    sheet.write("………………………… 回　执 …………………………", CUT_LINE, keep=True)
    sheet.write(
        "今收到{{移交单位}}移交的“{{案件名称}}”材料共{{文件数}}个文件，校验值以{{首段}}开头。",
        RECEIPT,
        keep=True,
    )
    receipt = sheet.grid(30, 52, 28, 54)
    receipt.row(
        label("收件人（签名）", look=SMALL_LABEL),
        box(""),
        label("收件日期", look=SMALL_LABEL),
        box("　　年　 月　 日", look=CELL_MIDDLE),
        height=10,
        keep=True,
    )
    receipt.row(
        label("联系电话", look=SMALL_LABEL),
        box(""),
        label("备　　注", look=SMALL_LABEL),
        box(""),
        height=10,
    )
    return sheet


def ruling_facts() -> Sheet:
    """Return the facts that a judge copies into a ruling: parties, agreement, clauses, duties."""
    sheet = Sheet("裁定书要素", LETTER, own_looks=(FACTS_HEADING, NAMED))
    sheet.number_pages()
    sheet.write("裁定书要素", TITLE)
    sheet.write("{{受理法院}}", LEFT, head="受理法院：")
    sheet.write("申请司法确认调解协议（{{纠纷类型}}）", LEFT, head="案由：")
    sheet.write("一、申请人", FACTS_HEADING)
    sheet.write("{{申请方.写法}}", NAMED)
    sheet.write("{{若 申请方.代表}}{{申请方.代表}}", NAMED)
    sheet.write("{{若 申请方.代理}}{{申请方.代理}}", NAMED)
    sheet.write("{{若 申请方.送达}}{{申请方.送达}}", NAMED)
    sheet.write("二、调解经过", FACTS_HEADING)
    sheet.write(
        "申请人{{各方姓名}}因{{纠纷类型}}，经{{调解委员会}}主持调解，于{{协议日期}}达成调解协议"
        "（编号：{{协议编号}}）。该协议于{{生效日期}}生效，申请司法确认的期限至{{申请期限}}。",
        LEFT,
    )
    sheet.write("{{协议事实}}", LEFT, head="纠纷事实：")
    sheet.write("三、调解协议的内容", FACTS_HEADING)
    sheet.write("{{条款.序}}、{{条款}}", LEFT)
    sheet.write("{{若 各方责任}}各方责任：{{各方责任}}", LEFT)
    sheet.write("四、给付事项", FACTS_HEADING, keep=True)
    grid = sheet.grid(12, 32, 28, 46, 38)
    heads = ("序号", "义务人", "权利人", "金额或者事项", "履行期限")
    grid.row(*(label(one, look=SMALL_LABEL) for one in heads), head=True)
    grid.row(
        box("{{给付.序号}}", look=SMALL_MIDDLE),
        box("{{给付.义务人}}", look=SMALL),
        box("{{给付.权利人}}", look=SMALL),
        box(Line("{{给付.内容}}", SMALL), Line("{{若 给付.大写}}{{给付.大写}}", SMALL)),
        box("{{给付.期限}}", look=SMALL_MIDDLE),
    )
    sheet.write(
        "本件只列申请材料中的事实，供制作裁定书时复制；条款照录调解协议原文。是否确认由人民法院审查决定。",
        FIRST_FOOTNOTE,
    )
    return sheet


def signing_log() -> Sheet:
    """Return the log of the signing: who was there, what was read out, who signed, in order."""
    sheet = Sheet("签署日志", LOG)
    sheet.number_pages(of_total=True)
    sheet.write("签署日志", FORM_TITLE)
    sheet.write(
        "案件编号：{{案件编号}}　　调解组织：{{调解委员会}}　　制作时间：{{制作时间}}", SMALL
    )
    papers = sheet.grid(14, 66, 18, 18, 142)
    heads = ("序号", "文书", "版次", "页数", "文件的 SHA-256")
    papers.row(*(label(one, look=SMALL_LABEL) for one in heads), head=True)
    papers.row(
        box("{{文书.序号}}", look=SMALL_MIDDLE),
        box("{{文书.名称}}", look=SMALL),
        box("{{文书.版次}}", look=SMALL_MIDDLE),
        box("{{文书.页数}}", look=SMALL_MIDDLE),
        box("{{文书.校验值}}", look=SMALL),
    )
    sheet.write("", SMALL_TEXT)
    grid = sheet.grid(54, 56, 30, 48, 70)
    heads = ("时间", "文书", "事项", "人员", "说明")
    grid.row(*(label(one, look=SMALL_LABEL) for one in heads), head=True)
    grid.row(
        box("{{事项.时间}}", look=SMALL_MIDDLE),
        box("{{事项.文书}}", look=SMALL),
        box("{{事项.事项}}", look=SMALL_MIDDLE),
        box("{{事项.人员?}}", look=SMALL),
        box("{{事项.说明?}}", look=SMALL),
    )
    sheet.write(
        "时间为工作台记录的北京时间；在纸上签名、盖章的日期由登记人按扫描件填写，注明“补录”。",
        FIRST_FOOTNOTE,
    )
    return sheet
