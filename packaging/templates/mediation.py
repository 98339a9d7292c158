"""Papers of sessions and of what comes after the agreement: D15, D21, D23."""

from closings import WAYS, sign, sign_officials, sign_parties, sign_party, signing_grid
from grids import Line, box, label
from looks import BODY, CELL_MIDDLE, CELL_TEXT, FORM_NUMBER, FORM_TITLE, HEADING, LEFT, TITLE
from sheets import FORM, Sheet


def session_record() -> Sheet:
    """Return D15 人民调解记录."""
    sheet = Sheet("人民调解记录")
    sheet.number_pages(of_total=True)
    sheet.write("人民调解记录", TITLE)
    for head, text in (
        ("时间：", "{{调解时间}}"),
        ("地点：", "{{调解地点}}"),
        ("事由：", "{{事由}}"),
        ("当事人：", "{{到场当事人}}"),
        ("参加人：", "{{参加人}}"),
    ):
        sheet.write(text, BODY, head=head)
    sheet.write("人民调解委员会已将人民调解的相关规定告知各方当事人。")
    sheet.write("调解记录：", HEADING)
    sheet.write("{{记录}}", LEFT)
    sheet.write("调解结果：", HEADING)
    sheet.write("{{若 结果.达成协议}}☑达成协议{{结果.要点说明?}}", LEFT)
    sheet.write("{{若无 结果.达成协议}}□达成协议", LEFT)
    sheet.write("{{若 结果.未达成}}☑未达成协议（原因：{{结果.原因}}；已告知救济途径）", LEFT)
    sheet.write("{{若无 结果.未达成}}□未达成协议", LEFT)
    sheet.write("{{若 结果.另定时间}}☑另定时间：{{结果.另定时间}}", LEFT)
    sheet.write("{{若无 结果.另定时间}}□另定时间", LEFT)
    sheet.write("以上记录经本人核对（已向本人宣读），与所述一致。", keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid)
    sign(grid, "参加人（签名）：", "{{参加人员.姓名?}}", picture="参加人员.签名图")
    sign_officials(grid, keep=False)
    return sheet


def receipt() -> Sheet:
    """Return D21 履行凭证（收条）."""
    sheet = Sheet("履行凭证（收条）")
    sheet.write("收　条", TITLE)
    sheet.write(
        "今收到{{付款人}}依{{协议编号}}调解协议第{{条}}条支付的{{金额大写}}（{{金额}}）。", LEFT
    )
    sheet.write("{{若 履行凭据}}凭据：{{履行凭据}}。", keep=True)
    sheet.write("收款人证件号：{{收款人.证件号码}}（{{收款人.证件类型}}）。", keep=True)
    grid = signing_grid(sheet)
    payee = "收款人：{{收款人.姓名}}"
    sign_party(grid, payee, WAYS, party="收款人", day="{{收款日期}}", keep=False)
    return sheet


def visit_record() -> Sheet:
    """Return D23 人民调解回访记录."""
    sheet = Sheet("人民调解回访记录", FORM)
    sheet.write("人民调解回访记录", FORM_TITLE)
    sheet.write("编号：{{案件编号}}", FORM_NUMBER)
    grid = sheet.grid(34, 44, 36, 46)
    grid.row(label("当 事 人"), box("{{当事人姓名}}", span=3), height=12)
    grid.row(label("调解协议编号"), box("{{协议编号}}", span=3), height=10)
    grid.row(label("回访事由"), box("{{回访.事由}}", span=3), height=12)
    grid.row(
        label("回访时间"),
        box("{{回访.时间}}", look=CELL_MIDDLE),
        label("回访方式"),
        box("{{回访.方式?}}", look=CELL_MIDDLE),
        height=10,
    )
    grid.row(
        label("回访情况"),
        box(Line("{{回访.情况}}", CELL_TEXT), span=3, vertical="top"),
        height=96,
        long=True,
    )
    grid.row(
        label("履行情况"),
        box("{{回访.已履行}}协议已履行　　{{回访.未履行}}协议尚未履行完毕", span=3),
        height=10,
    )
    grid.row(
        label("当事人（签名）"),
        box("", look=CELL_MIDDLE),
        label("回访人（签名）"),
        box("{{回访人签名图?}}", look=CELL_MIDDLE),
        height=16,
    )
    grid.row(label("备　　注"), box("{{回访.备注?}}", span=3), height=14)
    return sheet
