"""What is found out and handed in: the record of an investigation (D13), evidence (D14, D14P)."""

from closings import sign, signing_grid
from grids import Grid, box, label
from looks import (
    AFTER_TABLE,
    BEFORE_TABLE,
    BODY,
    CELL_MIDDLE,
    FORM_NUMBER,
    FORM_TITLE,
    LEFT,
    NOTE_ABOVE_TABLE,
    NUMBER_LINE,
    SIGNING,
    SIGNING_LABEL,
    SMALL,
    SMALL_LABEL,
    SMALL_MIDDLE,
    TITLE,
)
from sheets import FORM, Layout, Sheet

EVIDENCE_LIST = Layout(25, 18, 20, 20, width=297, height=210)
"""Lies in the file with its upper side at the binding, which needs 25 mm (domain.md 9.1)."""
OPEN_DAY = "　　年　 月　 日"


def investigation() -> Sheet:
    """Return D13 人民调解调查记录: who is asked signs at the foot of every page."""
    sheet = Sheet("人民调解调查记录")
    sheet.number_pages(of_total=True, before="被调查人（签名）：　　　　　　　　　　")
    sheet.write("人民调解调查记录", TITLE)
    sheet.write("案号：{{案件编号}}", NUMBER_LINE)
    for head, text in (
        ("时间：", "{{调查.时间}}"),
        ("地点：", "{{调查.地点}}"),
        ("事由：", "{{调查.事由}}"),
        ("参加人：", "{{调查.参加人}}"),
    ):
        sheet.write(text, BODY, head=head)
    sheet.write("", BEFORE_TABLE, head="被调查人：", keep=True)
    _person(sheet.grid(36, 52, 32, 36))
    sheet.write("", AFTER_TABLE, head="调查记录：", keep=True)
    sheet.write("{{调查记录}}", LEFT)
    sheet.write("以上记录经本人核对（已向本人宣读），与所述一致。", keep=True)
    grid = signing_grid(sheet)
    asked = "被调查人（签名、按指印）："
    sign(grid, asked, picture="被调查人签名图", day=OPEN_DAY)
    for title, mark in (("调查人", "调解员签名图"), ("记录人", "记录人签名图")):
        who = f"{title}：{{{{调查.{title}}}}}（签名）："
        sign(grid, who, picture=mark, day=OPEN_DAY, keep=title == "调查人")
    return sheet


def _person(grid: Grid) -> None:
    """Add the table of whoever is asked."""
    rows = (
        (("姓　　名", "被调查人"), ("性　　别", "性别")),
        (("民　　族", "民族"), ("年　　龄", "年龄")),
        (("职业或职务", "职业或职务"), ("联系方式", "联系方式")),
    )
    for row in rows:
        cells = []
        for words, field in row:
            cells.append(label(words, look=SIGNING_LABEL))
            cells.append(box(f"{{{{调查.{field}}}}}", look=SIGNING))
        grid.row(*cells, height=10, keep=True)
    for words, field in (("单位或住址", "单位或住址"), ("与当事人关系", "与当事人关系")):
        cells = [label(words, look=SIGNING_LABEL)]
        cells.append(box(f"{{{{调查.{field}}}}}", look=SIGNING, span=3))
        grid.row(*cells, height=10)


def evidence_list() -> Sheet:
    """Return D14 人民调解证据材料清单: two rows for each item, the second with its file's hash."""
    sheet = Sheet("人民调解证据材料清单", EVIDENCE_LIST)
    sheet.number_pages(of_total=True)
    sheet.write("人民调解证据材料清单", FORM_TITLE)
    sheet.write("案号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(11, 40, 22, 18, 12, 32, 24, 44, 34, 20)
    heads = (
        *("序号", "证据名称", "种类", "原件或\n复印件", "页数", "提供人", "提供日期"),
        *("证明内容", "对方意见", "收件人"),
    )
    cells = (box(*head.splitlines(), look=SMALL_LABEL) for head in heads)
    grid.row(*cells, height=11, head=True)
    middle = ("种类", "原件或复印件", "页数", "提供人", "提供日期")
    grid.row(
        box("{{证据清单.序号}}", look=SMALL_MIDDLE),
        box("{{证据清单.名称}}", look=SMALL),
        *(box(f"{{{{证据清单.{field}}}}}", look=SMALL_MIDDLE) for field in middle),
        box("{{证据清单.证明内容}}", look=SMALL),
        box("{{证据清单.对方意见}}", look=SMALL),
        box("{{证据清单.收件人}}", look=SMALL_MIDDLE),
        height=10,
        keep=True,
    )
    grid.row(
        box("", look=SMALL_MIDDLE),
        box(
            "{{若 证据清单.有电子文件}}电子文件：{{证据清单.电子文件}}　"
            "SHA-256：{{证据清单.校验值}}",
            "{{若无 证据清单.有电子文件}}没有电子文件",
            look=SMALL,
            span=9,
        ),
        height=8,
    )
    sheet.write("", SMALL, keep=True)
    signers = sheet.grid(44, 60, 44, 60, 49, ruled=False, inset=0.5)
    signers.row(
        box("提供人（签名）：", look=SIGNING, vertical="bottom"),
        box("", look=SIGNING),
        box("收件人（签名）：", look=SIGNING, vertical="bottom"),
        box("{{记录人签名图?}}", look=SIGNING),
        box(OPEN_DAY, look=SIGNING, vertical="bottom"),
        height=14,
    )
    return sheet


def evidence_sheets() -> Sheet:
    """Return D14P 人民调解证据材料粘贴页: a page for each item of the list."""
    sheet = Sheet("人民调解证据材料粘贴页", FORM)
    sheet.number_pages(of_total=True)
    sheet.write("人民调解证据材料", FORM_TITLE)
    sheet.write("案号：{{案件编号}}", FORM_NUMBER)
    sheet.write("注：超出一页的证据，首页粘贴在此，其余各页依次附后。", NOTE_ABOVE_TABLE)
    grid = sheet.grid(24, 56, 24, 56)
    for row in (
        (("证据编号", "序号"), ("证据名称", "名称")),
        (("种　　类", "种类"), ("提 供 人", "提供人")),
    ):
        cells = []
        for words, field in row:
            cells += [label(words), box(f"{{{{证据清单.{field}}}}}", look=CELL_MIDDLE)]
        grid.row(*cells, height=11, keep=True)
    grid.row(
        box("（证据{{证据清单.序号}}　{{证据清单.名称}}　粘贴处）", look=SMALL_MIDDLE, span=4),
        height=178,
    )
    return sheet
