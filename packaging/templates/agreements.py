"""The agreement, written (D17) and oral (D18)."""

from closings import sign_officials, sign_parties, signing_grid
from duties import PERSONAL_INFORMATION, RIGHTS
from grids import Grid, Line, box, label
from intake import PARTY_COLUMNS, list_parties
from looks import (
    CELL_MIDDLE,
    CELL_SIGNING,
    CELL_TEXT,
    DATE,
    FORM_NUMBER,
    FORM_TITLE,
    HEADING,
    LEFT,
    NUMBER_LINE,
    SEAL_PLACE,
    SMALL,
    SMALL_HEADING,
    SMALL_LABEL,
    SMALL_MIDDLE,
    SMALL_TEXT,
    TITLE,
)
from sheets import FORM, Sheet

PERSON = (
    "{{若 当事人.是个人}}当事人（{{当事人.称谓}}）姓名{{当事人.姓名}}，{{当事人.个人情况}}，"
    "单位或住址{{当事人.住址}}{{当事人.证件说明?}}{{当事人.法定代理人说明?}}。"
)
ORGANISATION = (
    "{{若 当事人.是单位}}当事人（{{当事人.称谓}}）名称{{当事人.姓名}}，统一社会信用代码"
    "{{当事人.证件号码}}，住所{{当事人.住址}}，法定代表人（负责人）{{当事人.法定代表人}}"
    "{{当事人.单位情况?}}。"
)
PAYMENT = (
    "{{若 履行.是付款}}（{{履行.序}}）{{履行.付款人}}向{{履行.收款人}}支付人民币（大写）"
    "{{履行.大写}}（{{履行.金额}}），不迟于{{履行.期限}}（含当日）{{履行.方式说明?}}。"
)
ACTION = (
    "{{若 履行.是行为}}（{{履行.序}}）{{履行.义务人}}{{履行.事项}}，"
    "不迟于{{履行.期限}}（含当日）{{履行.方式说明?}}。"
)


def written_agreement() -> Sheet:
    """Return D17 人民调解协议书, for any number of persons and organisations."""
    sheet = Sheet("人民调解协议书")
    sheet.number_pages(of_total=True)
    sheet.write("人民调解协议书", TITLE)
    sheet.write("编号：{{协议编号}}", NUMBER_LINE)
    sheet.write(PERSON, LEFT)
    sheet.write(ORGANISATION, LEFT)
    sheet.write("纠纷主要事实、争议事项：", HEADING)
    sheet.write("{{协议事实}}", LEFT)
    sheet.write("{{若 各方责任}}各方责任：{{各方责任}}", LEFT)
    sheet.write("经调解，自愿达成如下协议：", HEADING)
    sheet.write("{{条款.序}}、{{条款}}", LEFT)
    sheet.write("履行方式、时限：", HEADING)
    sheet.write("{{若 履行说明}}{{履行说明}}", LEFT)
    sheet.write(PAYMENT, LEFT)
    sheet.write(ACTION, LEFT)
    sheet.write("{{若无 已约定履行}}{{履行说明}}", LEFT)
    sheet.write("{{若 违约责任}}违约责任：{{违约责任}}", LEFT)
    sheet.write("{{若 争议处理}}争议处理：{{争议处理}}", LEFT)
    sheet.write(
        "{{若 申请司法确认}}双方☐{{司法确认.同意}}同意　"
        "☐{{司法确认.不同意}}不同意共同申请司法确认。",
        LEFT,
    )
    sheet.write(
        "{{若无 申请司法确认}}本协议一式{{份数}}份，当事人、人民调解委员会各持一份。",
        LEFT,
        keep=True,
    )
    sheet.write(
        "{{若 申请司法确认}}本协议一式{{份数}}份，当事人、人民调解委员会各持一份，"
        "其余提交人民法院。",
        LEFT,
        keep=True,
    )
    grid = signing_grid(sheet)
    sign_parties(grid)
    sign_officials(grid)
    sheet.write("（人民调解{{印章图?}}委员会印章）", SEAL_PLACE, keep=True)
    sheet.write("{{落款日期}}", DATE)
    return sheet


def oral_agreement() -> Sheet:
    """Return D18 人民调解口头协议登记表: complete in itself, with what was read out behind it."""
    sheet = Sheet("人民调解口头协议登记表", FORM)
    sheet.write("人民调解口头协议登记表", FORM_TITLE)
    sheet.write("编号：{{协议编号}}", FORM_NUMBER)
    grid = sheet.grid(*PARTY_COLUMNS)
    grid.row(
        label("案件来源"),
        box(
            "{{来源.依申请}}当事人申请　{{来源.主动调解}}主动调解　{{来源.委托移送}}委托移送",
            look=SMALL,
            span=4,
        ),
        label("纠纷类型"),
        box("{{纠纷类型}}", look=CELL_MIDDLE),
        height=9,
    )
    list_parties(grid)
    grid.row(
        box("纠纷主要", "事实、争议", "事　　项", look=SMALL_LABEL),
        box("{{协议事实}}", look=CELL_TEXT, span=6, vertical="top"),
        height=32,
    )
    grid.row(
        label("协议内容"),
        box(
            "经调解，自愿达成如下协议：",
            "{{条款.序}}、{{条款}}",
            look=CELL_TEXT,
            span=6,
            vertical="top",
        ),
        height=30,
    )
    grid.row(
        box("履行方式、", "时　　限", look=SMALL_LABEL),
        box("{{履行要点}}", look=CELL_TEXT, span=6),
        height=16,
    )
    _consents(grid)
    grid.row(
        box("人民调解员", "（签名）", look=SMALL_LABEL),
        box("{{调解员签名图?}}", look=CELL_MIDDLE, span=3),
        box(
            Line("（人民调解{{印章图?}}委员会印章）", CELL_MIDDLE),
            Line("{{落款日期}}", CELL_MIDDLE),
            span=3,
        ),
        height=42,
        keep=True,
    )
    grid.row(label("备　　注"), box("此表由人民调解委员会填写。", span=6), height=9)
    _read_out(sheet)
    return sheet


def _consents(grid: Grid) -> None:
    """Add a row for each party: what it was told and agreed to, when, and who read it out."""
    grid.row(
        label("告知同意"),
        box(
            Line(
                "{{当事人.姓名}}：{{当事人.已告知权利}}权利义务已宣读并解释"
                "（{{当事人.权利告知时间}}，宣读人{{当事人.权利宣读人}}）。",
                SMALL,
            ),
            Line(
                "{{若 当事人.是个人}}{{当事人.已同意个人信息}}个人信息处理事项已告知，同意处理"
                "（{{当事人.个人信息告知时间}}，宣读人{{当事人.个人信息宣读人}}）。",
                SMALL,
            ),
            span=5,
        ),
        box(
            Line("确认", SMALL_MIDDLE),
            Line("（可签名、按指印）", SMALL_MIDDLE),
            Line("{{当事人.签名图?}}　　　　{{当事人.指印图?}}", CELL_SIGNING),
            span=1,
            vertical="top",
        ),
        height=24,
    )


def _read_out(sheet: Sheet) -> None:
    """Add the second page: the texts that were read out."""
    sheet.write("附：向当事人宣读的告知事项", FORM_TITLE, new_page=True)
    sheet.write("人民调解当事人权利义务告知", SMALL_HEADING)
    for item in RIGHTS:
        sheet.write(item, SMALL_TEXT)
    sheet.write("个人信息处理告知", SMALL_HEADING)
    for item in PERSONAL_INFORMATION:
        sheet.write(item, SMALL_TEXT)
