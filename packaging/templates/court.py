"""Papers for judicial confirmation: D24, D25, D26, D49 (民诉法解释 354, domain.md 3.4)."""

from dataclasses import replace

from closings import close_with_seal, sign, sign_parties, signing_grid
from grids import box, label
from looks import (
    ATTACHED,
    FIRST_FOOTNOTE,
    FLUSH,
    FORM_TITLE,
    LEFT,
    SMALL,
    SMALL_HEADING,
    TITLE,
    Look,
)
from sheets import Layout, Sheet

ONE_PAGE = Layout(12, 17, 22, 20)
ROW = 5.6
"""Least height of a row in millimetres: all items stand on one page."""
TABLE_TEXT = Look("要素小字", "宋体", 10, 13.5, "left")
TABLE_LABEL = replace(TABLE_TEXT, name="要素栏目", font="黑体", align="center")
TABLE_HEADING = replace(SMALL_HEADING, name="要素小标题", line=20, before=4)
TABLE_LOOKS = (TABLE_TEXT, TABLE_LABEL, TABLE_HEADING)


def application() -> Sheet:
    """Return D24 司法确认申请书."""
    sheet = Sheet("司法确认申请书")
    sheet.number_pages()
    sheet.write("司法确认申请书", TITLE)
    sheet.write(
        "{{若 当事人.是个人}}申请人：{{当事人.姓名}}，{{当事人.个人情况}}，"
        "{{当事人.证件类型}}号码{{当事人.证件号码}}，住{{当事人.住址}}"
        "{{当事人.法定代理人说明?}}。",
        LEFT,
    )
    sheet.write(
        "{{若 当事人.是单位}}申请人：{{当事人.姓名}}，统一社会信用代码{{当事人.证件号码}}，"
        "住所{{当事人.住址}}，法定代表人（负责人）{{当事人.法定代表人}}{{当事人.单位情况?}}。",
        LEFT,
    )
    sheet.write("{{若 当事人.委托代理人}}委托代理人：{{当事人.委托代理人}}。")
    sheet.write("请求确认{{调解委员会}}{{协议编号}}人民调解协议有效。", LEFT, head="申请事项：")
    sheet.write(
        "申请人因{{纠纷类型}}，经{{调解委员会}}主持调解，于{{协议日期}}自愿达成调解协议，主要内容："
        "{{协议主要内容}}该协议于{{生效日期}}生效。为保障协议履行，现依照{{司法确认依据}}，"
        "共同申请司法确认。",
        LEFT,
        head="事实和理由：",
    )
    sheet.write("此致", keep=True)
    sheet.write("{{受理法院}}", FLUSH)
    sheet.write("附：", LEFT, keep=True)
    sheet.write("{{附件.序号}}．{{附件}}", ATTACHED, keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid, "申请人")
    return sheet


def undertaking() -> Sheet:
    """Return D25 承诺书."""
    sheet = Sheet("承诺书")
    sheet.write("承　诺　书", TITLE)
    sheet.write("我们双方就{{协议编号}}调解协议向{{受理法院}}申请司法确认，现承诺：")
    sheet.write("一、双方出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；")
    sheet.write("二、如因该协议内容给他人造成损害，愿意承担相应的民事责任和其他法律责任；")
    sheet.write("三、所提交的材料真实、合法，未就同一纠纷向其他法院申请确认或者起诉。", keep=True)
    sign_parties(signing_grid(sheet), "承诺人")
    return sheet


def certificate() -> Sheet:
    """Return D26 调解情况证明: proof that the mediation was held by the committee."""
    sheet = Sheet("调解情况证明")
    sheet.write("调解情况证明", TITLE)
    sheet.write("{{若 受理法院}}{{受理法院}}：", FLUSH)
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}一案，由本委员会于{{受理日期}}受理，"
        "由{{调解人员}}主持调解{{记录说明?}}。{{备案说明?}}"
    )
    sheet.write("{{若 有会议}}调解的时间和地点：", keep=True)
    sheet.write("（{{会议.序}}）{{会议.时间}}，{{会议.地点}}。")
    sheet.write(
        "双方当事人于{{协议日期}}达成{{协议编号}}人民调解协议书。该协议系在本委员会主持下，双方自愿达成。"
    )
    sheet.write("特此证明。")
    sheet.write("经办人：{{记录人}}　　联系电话：{{机构电话}}")
    grid = signing_grid(sheet)
    sign(grid, "人民调解员（签名）：", picture="调解员签名图")
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def review_table() -> Sheet:
    """Return D49 审查要素表: one page for the judge, each item with the file that shows it."""
    sheet = Sheet("司法确认审查要素表", ONE_PAGE, own_looks=TABLE_LOOKS)
    sheet.write("司法确认审查要素表", FORM_TITLE)
    sheet.write("协议编号：{{协议编号}}　　调解组织：{{调解委员会}}", SMALL)
    sheet.write("受理法院：{{受理法院}}　　填表日期：{{日期}}", SMALL)
    _small_table(
        sheet,
        "一、当事人",
        "审查当事人",
        (("姓名", 36), ("电话", 26), ("送达地址", 58), ("让步", 48)),
    )
    _small_table(
        sheet,
        "二、申请材料（第三百五十四条）",
        "审查材料",
        (("文件", 118), ("页", 28), ("结果", 22)),
    )
    _small_table(
        sheet,
        "三、不予受理、驳回申请的情形和申请期限",
        "审查事项",
        (("事项", 44), ("依据", 38), ("结果", 30), ("见", 56)),
    )
    sheet.write("四、虚假调解筛查", TABLE_HEADING)
    grid = sheet.grid(48, 120, inset=1.2)
    grid.row(label("筛查结论", look=TABLE_LABEL), box("{{筛查结论}}", look=TABLE_TEXT), height=ROW)
    sheet.write(
        "条号未注明法律的，是民事诉讼法司法解释的条号。本表由调解组织按提交的材料填写，供审查参考。",
        FIRST_FOOTNOTE,
    )
    return sheet


def _small_table(
    sheet: Sheet, heading: str, rows: str, columns: tuple[tuple[str, float], ...]
) -> None:
    """Add a table with its heading: one row for each of a list, its columns by their labels."""
    sheet.write(heading, TABLE_HEADING)
    grid = sheet.grid(*(width for _, width in columns), inset=1.2)
    grid.row(
        *(label(name, look=TABLE_LABEL) for name, _ in columns), height=ROW, head=True, keep=True
    )
    cells = (box(f"{{{{{rows}.{name}}}}}", look=TABLE_TEXT) for name, _ in columns)
    grid.row(*cells, height=ROW)
