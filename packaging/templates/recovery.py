"""The recovery sheet of a desk: printed once, kept away from the computer."""

from looks import AFTER_TABLE, BODY, TITLE
from sheets import Sheet


def recovery_sheet() -> Sheet:
    """Return the sheet that holds a desk's recovery identity, to be typed in again."""
    sheet = Sheet("恢复单")
    sheet.write("恢复单", TITLE)
    sheet.write("{{调委会名称}}", BODY, head="机构：")
    sheet.write("{{操作员}}", BODY, head="操作员：")
    sheet.write("{{制作日期}}", BODY, head="制作日期：")
    sheet.write("{{设备编号}}", BODY, head="设备编号：")
    sheet.write(
        "{{若无 求助机构}}口令忘记时，凭下面的恢复口令可以打开本工作台。空格和换行不用输入。",
        AFTER_TABLE,
    )
    sheet.write("{{恢复口令.内容?}}", BODY)
    sheet.write(
        "{{若无 求助机构}}请立即打印本单，放在上锁的柜子里，与电脑分开保管；"
        "打印后删除电脑和U盘上的文件。持有本单的人可以打开全部案件。",
        AFTER_TABLE,
    )
    sheet.write(
        "{{若 求助机构}}口令忘记时，请凭本单向下列机构求助，并在电话里核对设备编号：", AFTER_TABLE
    )
    sheet.write("{{若 求助机构}}{{求助机构}}", BODY)
    sheet.write(
        "{{若 求助机构}}本单上没有任何口令，拿到本单的人打不开本工作台。每次用恢复密钥打开，"
        "都会记入工作日志。",
        AFTER_TABLE,
    )
    return sheet
