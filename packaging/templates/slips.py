"""The slip by which a centre invites a laptop: given by hand, typed in or scanned there."""

from grids import Line, box, label
from looks import FORM_TITLE, Look
from sheets import Layout, Sheet

PAGE = Layout(24, 20, 26, 26)
LETTERS = Look("接入字母", "黑体", 20, 34, "center")
"""Read aloud and typed: four letters at a time."""
SYMBOL = Look("接入二维码", "宋体", 12, 19, "center")
"""The QR symbol floats around the middle of this line."""
STEPS = Look("接入步骤", "仿宋", 14, 25, "both", first=2)
STEPS_HEADING = Look("接入标题", "黑体", 14, 30, "left", before=12, keep=True)
MARGIN = Look("接入间隔", "宋体", 6, 10, "left")
HINT = Look("接入提示", "宋体", 10.5, 18, "center")


def slip() -> Sheet:
    """Return the slip: who invites whom, the letters, the symbol, and what to do with them."""
    looks = (LETTERS, SYMBOL, STEPS, STEPS_HEADING, MARGIN, HINT)
    sheet = Sheet("接入单", PAGE, own_looks=looks)
    sheet.write("接　入　单", FORM_TITLE)
    grid = sheet.grid(28, 130)
    grid.row(label("发出单位"), box("{{发出单位}}"))
    grid.row(label("接入机构"), box("{{接入机构?}}"))
    grid.row(label("有效期至"), box("{{有效期至}}，只能用一次，只用于一台电脑"))
    grid.row(label("网上地址"), box("{{地址?}}"))
    sheet.write("", MARGIN)
    code = sheet.grid(102, 56)
    code.row(
        box(
            Line("{{字母.一}}", LETTERS),
            Line("{{字母.二}}", LETTERS),
            Line("字母不分大小写；没有 0、1、l、o", HINT),
        ),
        box(Line("{{二维码图?}}", SYMBOL)),
        height=54,
    )
    sheet.write("怎样使用", STEPS_HEADING)
    for step in (
        "一、在工作台的“同步”页选“接入中心”，照样输入上面八组字母；有扫码枪的，扫二维码。"
        "最后一个字母用来查错：输错、少输、颠倒，工作台会当场指出。",
        "二、有网络的，工作台自己向中心申请，一般一分钟内办好。",
        "三、没有网络的，工作台把申请写到U盘；把U盘送到发出单位，带回答复，在同一页打开。",
        "四、工作台只接受本单所写中心的答复。如需再次核实，请双方在电话里念六个词，应当一字不差。",
    ):
        sheet.write(step, STEPS)
    sheet.write("请注意", STEPS_HEADING)
    sheet.write(
        "在用完之前，本单等于一把钥匙：请当面交给要用的人，不要拍照，不要用微信等转发。"
        "遗失的，请马上告诉发出单位作废。用过以后可以销毁。",
        STEPS,
    )
    return sheet
