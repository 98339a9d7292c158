"""Papers of acceptance: D04, D05, D41."""

from closings import close_with_seal
from grids import Box, Grid, Line, box, label
from looks import (
    CELL_MIDDLE,
    CELL_SEAL,
    CELL_TEXT,
    FLUSH,
    FORM_NUMBER,
    FORM_TITLE,
    NOTE_ABOVE_TABLE,
    NUMBER_LINE,
    SMALL,
    SMALL_LABEL,
    SMALL_MIDDLE,
    TITLE,
    TITLE_FIRST,
)
from sheets import FORM, Sheet

PARTY_COLUMNS = (22, 30, 11, 16, 14, 22, 45)
PLACE_OF_SIGNING = "{{当事人.签名图?}}　　　　　　{{当事人.指印图?}}"


def list_parties(grid: Grid) -> None:
    """Add the table of the parties, a row for each; needs the columns PARTY_COLUMNS."""
    heads = ("当事人", "姓名（名称）", "性别", "民族", "年龄", "职业或职务", "联系方式、单位或住址")
    grid.row(*(label(head, look=SMALL_LABEL) for head in heads))
    grid.row(
        box("{{当事人.称谓}}", look=CELL_MIDDLE),
        box("{{当事人.姓名}}", look=CELL_MIDDLE),
        *(_of_a_person(field) for field in ("性别", "民族", "年龄", "职业")),
        box(
            "{{若 当事人.联系方式}}{{当事人.联系方式}}",
            "{{若 当事人.住址}}{{当事人.住址}}",
            "{{若 当事人.是单位}}法定代表人（负责人）：{{当事人.法定代表人?}}",
            "{{若 当事人.法定代理人}}法定代理人：{{当事人.法定代理人}}",
            look=SMALL,
        ),
        height=12,
    )


def _of_a_person(field: str) -> Box:
    """Return a cell for what only a person has; a stroke stands there for an organisation."""
    of_person = f"{{{{若 当事人.是个人}}}}{{{{当事人.{field}?}}}}"
    return box(of_person, "{{若 当事人.是单位}}／", look=CELL_MIDDLE)


def acceptance_form() -> Sheet:
    """Return D04 人民调解受理登记表."""
    sheet = Sheet("人民调解受理登记表", FORM)
    sheet.write("人民调解受理登记表", FORM_TITLE)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(*PARTY_COLUMNS)
    grid.row(
        box(
            "{{受理日期}}，人民调解委员会{{来源.依申请}}依当事人申请　{{来源.主动调解}}主动调解，"
            "经当事人同意，调解{{申请人姓名}}、{{被申请人姓名}}之间的纠纷。",
            look=CELL_TEXT,
            span=7,
        ),
        height=18,
    )
    grid.row(label("纠纷类型"), box("{{纠纷类型}}", span=6), height=9)
    grid.row(
        label("案件来源"),
        box(
            "{{来源.依申请}}①当事人申请　{{来源.主动调解}}②人民调解委员会主动调解　"
            "{{来源.委托移送}}③接受委托移送",
            "{{若 来源.委托移送}}委托单位：{{委托单位}}",
            "{{若 来源.委托移送}}文号：{{委托文号}}",
            span=6,
        ),
        height=9,
    )
    list_parties(grid)
    grid.row(
        label("纠纷简要情况"),
        box(
            Line("{{纠纷事实}}", CELL_TEXT),
            Line("{{若 有请求}}当事人申请事项：", CELL_TEXT),
            Line("{{请求.序号}}．{{请求?}}", CELL_TEXT),
            span=6,
            vertical="top",
        ),
        height=46,
        long=True,
    )
    grid.row(
        label("当 事 人"),
        box(
            "{{当事人.称谓}}{{当事人.姓名}}（签名）：",
            "{{若 当事人.法定代理人}}法定代理人：{{当事人.法定代理人}}",
            span=4,
        ),
        box(PLACE_OF_SIGNING, look=CELL_MIDDLE, span=2),
        height=13,
    )
    grid.row(
        label("登 记 人"),
        box("登记人（签名）：", span=4),
        box("{{登记人签名图?}}", look=CELL_MIDDLE, span=2),
        height=12,
        keep=True,
    )
    seal_row(grid, 7)
    grid.row(label("备　　注"), box("此表由人民调解委员会填写。", span=6), height=9)
    return sheet


def seal_row(grid: Grid, span: int) -> None:
    """Add the last row of a form: the committee's seal and the date, on the right."""
    grid.row(
        box(
            Line("（人民调解{{印章图?}}委员会印章）", CELL_SEAL),
            Line("{{落款日期}}", CELL_SEAL),
            span=span,
        ),
        height=36,
        keep=True,
    )


def notice_of_acceptance() -> Sheet:
    """Return D05 人民调解受理通知书."""
    sheet = Sheet("人民调解受理通知书")
    sheet.number_pages()
    sheet.write("{{调解委员会}}", TITLE_FIRST)
    sheet.write("受理通知书", TITLE)
    sheet.write("{{文号}}", NUMBER_LINE)
    sheet.write("{{收件人.姓名}}：", FLUSH)
    sheet.write(
        "你（单位）与{{对方姓名}}之间的{{纠纷类型}}，经审查，符合人民调解受理条件。根据《中华人民共和国"
        "人民调解法》的规定，本委员会决定于{{受理日期}}受理。"
    )
    sheet.write("{{若 待交材料}}请于{{待交材料期限}}前提交下列材料：{{待交材料}}。")
    sheet.write(
        "{{若 调解安排.时间}}本委员会定于{{调解安排.时间}}在{{调解安排.地点}}进行调解，请准时参加。"
    )
    sheet.write("人民调解不收取任何费用。")
    sheet.write("{{若 机构电话}}联系人：{{调解员}}，联系电话：{{机构电话}}。")
    sheet.write("特此通知。", keep=True)
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def identity_sheet() -> Sheet:
    """Return D41 当事人身份证明粘贴页: one page for each party."""
    sheet = Sheet("当事人身份证明粘贴页", FORM)
    sheet.write("当事人身份证明粘贴页", FORM_TITLE)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    sheet.write("注：复印件应当与原件核对无误。", NOTE_ABOVE_TABLE)
    grid = sheet.grid(22, 58, 34, 46)
    grid.row(
        label("{{当事人.称谓}}"),
        box("{{当事人.姓名}}"),
        box("{{当事人.证件类型}}", look=SMALL_LABEL),
        box("{{当事人.证件号码}}"),
        height=11,
        keep=True,
    )
    for side, of_organisation in (
        ("正面", "营业执照（登记证书）"),
        ("背面", "法定代表人（负责人）身份证明"),
    ):
        picture, who = f"{{{{当事人.证件{side}图?}}}}", "{{当事人.姓名}}"
        grid.row(
            box(
                f"{{{{若 当事人.是个人}}}}（{who}的身份证明{side}{picture}粘贴处）",
                f"{{{{若 当事人.是单位}}}}（{who}的{of_organisation}{picture}粘贴处）",
                look=SMALL_MIDDLE,
                span=4,
            ),
            height=102,
            keep=side == "正面",
        )
    return sheet
