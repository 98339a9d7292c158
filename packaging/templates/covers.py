"""The cover of a case's file and its index: D01, D02 (domain.md 1.3, 9.8)."""

from grids import Box, box, label
from looks import CELL_MIDDLE, FORM_NUMBER, FORM_TITLE, SMALL_MIDDLE, Look
from sheets import FORM, Sheet

OFFICE = Look("封面单位", "方正小标宋简体", 26, 44, "center", before=40)
TITLE = Look("封面标题", "方正小标宋简体", 48, 80, "center", before=40, after=64)
ITEM = Look("封面栏目", "仿宋", 18, 30, "center")
ENTRY = Look("封面内容", "仿宋", 18, 30, "left")


def cover() -> Sheet:
    """Return D01 调解卷宗封面: one page, the longest name of a case has room on it."""
    sheet = Sheet("调解卷宗封面", FORM, own_looks=(OFFICE, TITLE, ITEM, ENTRY))
    sheet.write("{{调解委员会}}", OFFICE)
    sheet.write("调　解　卷　宗", TITLE)
    grid = sheet.grid(44, 116, ruled=False, inset=1)
    for words, text in (
        ("卷　　　名：", "{{封面.卷名}}"),
        ("卷　　　号：", "{{案件编号}}"),
        ("人民调解员：", "{{封面.人民调解员}}"),
        ("调 解 日 期：", "{{封面.起}}至{{封面.止}}"),
        ("立　卷　人：", "{{卷宗.立卷人}}"),
        ("立 卷 日 期：", "{{封面.立卷日期}}"),
        ("保 管 期 限：", "{{封面.保管期限}}"),
        ("备　　　注：", "{{封面.备注}}"),
    ):
        grid.row(_item(words), _entry(text), height=15, keep=not words.startswith("备"))
    return sheet


def _item(words: str) -> Box:
    return Box((words,), ITEM, vertical="bottom")


def _entry(text: str) -> Box:
    """Return a line of the cover: what stands there, over a rule."""
    return Box((text,), ENTRY, vertical="bottom", underlined=True)


def index() -> Sheet:
    """Return D02 卷内目录: a row for each paper of the file, with its first and last page."""
    sheet = Sheet("卷内目录", FORM)
    sheet.write("卷内目录", FORM_TITLE)
    sheet.write("卷号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(12, 62, 34, 22, 17, 13)
    heads = ("序号", "文书名称", "责任者", "日期", "页号", "备注")
    grid.row(*map(label, heads), height=11, head=True)
    grid.row(
        box("{{目录.序号}}", look=CELL_MIDDLE),
        box("{{目录.文书名称}}"),
        box("{{目录.责任者}}", look=SMALL_MIDDLE),
        box("{{目录.日期}}", look=SMALL_MIDDLE),
        box("{{目录.页号}}", look=CELL_MIDDLE),
        box("{{目录.备注?}}", look=CELL_MIDDLE),
        height=10,
    )
    return sheet
