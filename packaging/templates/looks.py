"""The looks of paragraphs in our papers, which become the styles of the Word templates."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Look:
    """A paragraph style: typeface; size, line height and space around it in points; indents in
    characters.
    """  # noqa: D205 - one sentence

    name: str
    font: str
    size: float
    line: float
    align: str = "both"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False

    def twips(self, characters: float) -> int:
        """Return a width in characters of this look in twips."""
        return round(characters * self.size * 20)


LINE = 28.95
"""22 lines on a page of GB/T 9704-2012."""

TITLE = Look("文书标题", "方正小标宋简体", 22, 36, "center", after=10, keep=True)
TITLE_FIRST = replace(TITLE, name="文书标题首行", after=0)
NUMBER_LINE = Look("文书编号", "仿宋", 16, LINE, "right", after=6, keep=True)
BODY = Look("文书正文", "仿宋", 16, LINE, first=2)
FLUSH = replace(BODY, name="文书顶格", first=0)
AFTER_TABLE = replace(BODY, name="表后正文", before=8)
BEFORE_TABLE = replace(BODY, name="表前正文", after=5)
LEFT = replace(BODY, name="文书左对齐", align="left")
"""For what holds long numbers: justified, the line before an account's number is torn apart."""
ATTACHED = replace(LEFT, name="附件项", first=4)
HEADING = Look("一级标题", "黑体", 16, LINE, "left", first=2, keep=True)
CLOSING = Look("落款", "仿宋", 16, LINE, "center", left=11.34)
"""Name and seal, centred over the date: a box as wide as 16 characters at the right margin."""
SEAL_PLACE = replace(CLOSING, name="盖章处", before=24)
"""A seal on it, 40 mm wide, covers no signature above, nor the day beside one."""
SIGNATURE_NAME = replace(CLOSING, name="署名", before=30)
DATE = Look("成文日期", "仿宋", 16, LINE, "right", right=4)
SIGNING = Look("签署栏", "仿宋", 14, 22, "left")
SIGNER = replace(SIGNING, name="签署人", before=6)
SIGNER_BELOW = replace(SIGNING, name="代签人")
"""Whoever signs for the one above: no room between the two."""
SIGNING_LABEL = replace(SIGNING, name="签署栏目", align="center")
SIGNING_WAYS = Look("签署方式", "仿宋", 12, 18, "left")
SIGNING_PLACE = Look("签名处", "仿宋", 14, 28, "left", left=3)
SEALING_PLACE = replace(SIGNING_PLACE, name="单位签名处", before=24, after=16)
"""Tall enough for a company's seal, 38 mm wide, to leave its neighbours' signatures free."""
SIGNING_TEXT = replace(SIGNING, name="签署说明", align="both", first=2)
SIGNING_END = Look("签署日期", "仿宋", 12, 20, "right")

NOTICE_TITLE = Look("告知书标题", "方正小标宋简体", 22, 34, "center", after=8, keep=True)
NOTICE = Look("告知书正文", "仿宋", 14, 23, first=2)
NOTICE_FLUSH = replace(NOTICE, name="告知书顶格", first=0)
NOTICE_LEFT = replace(NOTICE, name="告知书选项", align="left")
NOTICE_CHOICE = replace(NOTICE_LEFT, name="告知书首选项", before=8)

FORM_TITLE = Look("表格标题", "方正小标宋简体", 22, 34, "center", after=6, keep=True)
FORM_NUMBER = Look("表格编号", "宋体", 12, 20, "right", after=3, keep=True)
CELL = Look("表格内容", "宋体", 12, 19, "left")
ABOVE_TABLE = replace(CELL, name="表前内容", after=3)
CELL_MIDDLE = replace(CELL, name="表格居中", align="center")
CELL_RIGHT = replace(CELL, name="表格右对齐", align="right")
CELL_SEAL = replace(CELL, name="表格落款", align="center", left=18)
CELL_SIGNING = Look("表格签名", "宋体", 12, 40, "center")
CELL_TEXT = replace(CELL, name="表格正文", first=2)
"""Not justified: in a narrow cell an amount that does not fit tears the line before it apart."""
LABEL = replace(CELL, name="表格栏目", font="黑体", align="center")
SMALL = Look("表格小字", "宋体", 10.5, 16, "left")
SMALL_TEXT = replace(SMALL, name="小字正文", align="both", first=2)
SMALL_MIDDLE = replace(SMALL, name="小字居中", align="center")
SMALL_RIGHT = replace(SMALL, name="小字右对齐", align="right")
SMALL_LABEL = replace(SMALL, name="小字栏目", font="黑体", align="center")
SMALL_HEADING = Look("小字标题", "黑体", 12, 24, "center", before=6, keep=True)
FOOTNOTE = Look("表注", "楷体", 10.5, 17, "left")
NOTE_ABOVE_TABLE = replace(FOOTNOTE, name="表前注", after=3)
FIRST_FOOTNOTE = replace(FOOTNOTE, name="表注首行", before=4)
CUT_LINE = Look("裁剪线", "宋体", 10.5, 24, "center", before=10, after=6)
PAGE_NUMBER = Look("文书页码", "宋体", 14, 18, "center")

LOOKS = tuple(look for look in list(globals().values()) if isinstance(look, Look))
