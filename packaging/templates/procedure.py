"""Papers on the way to an agreement: D03, D06, D08, D09, D10, D16; and D22 after it."""

from dataclasses import replace

from closings import (
    WAYS,
    close_with_seal,
    sign,
    sign_parties,
    sign_party,
    signing_grid,
    ways_of,
)
from grids import Grid, Line, box, label
from looks import (
    AFTER_TABLE,
    BEFORE_TABLE,
    BODY,
    DATE,
    FLUSH,
    FOOTNOTE,
    HEADING,
    LEFT,
    NOTICE,
    NOTICE_LEFT,
    NOTICE_TITLE,
    NUMBER_LINE,
    SEAL_PLACE,
    SIGNER,
    SIGNING,
    SIGNING_LABEL,
    SIGNING_WAYS,
    SMALL,
    TITLE,
    TITLE_FIRST,
)
from sheets import Sheet

SIGNED_LINE = replace(SIGNING_WAYS, name="签名行", line=36)
"""Room for a signature in a line of its own."""
PERSON = (
    "姓名{{{{{0}.姓名}}}}，{{{{{0}.个人情况}}}}，单位或住址{{{{{0}.住址}}}}"
    "{{{{{0}.法定代理人说明?}}}}。"
)
ORGANISATION = (
    "名称{{{{{0}.姓名}}}}，统一社会信用代码{{{{{0}.证件号码}}}}，住所{{{{{0}.住址}}}}，"
    "法定代表人（负责人）{{{{{0}.法定代表人}}}}{{{{{0}.单位情况?}}}}。"
)


def application() -> Sheet:
    """Return D03 人民调解申请书; its day interrupts the limitation of actions."""
    sheet = Sheet("人民调解申请书")
    sheet.number_pages()
    sheet.write("人民调解申请书", NOTICE_TITLE)
    for role in ("申请人", "被申请人", "第三人"):
        person, organisation = PERSON.format(role), ORGANISATION.format(role)
        sheet.write(f"{{{{若 {role}.是个人}}}}{role}：{person}", NOTICE_LEFT)
        sheet.write(f"{{{{若 {role}.是单位}}}}{role}：{organisation}", NOTICE_LEFT)
    sheet.write("", NOTICE, head="纠纷简要情况：", keep=True)
    sheet.write("{{纠纷事实}}", NOTICE_LEFT)
    sheet.write("", NOTICE, head="当事人申请事项：", keep=True)
    sheet.write("{{请求.序号}}．{{请求}}", NOTICE_LEFT)
    sheet.write(
        "人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。",
        NOTICE,
    )
    sheet.write("{{申请日期}}", NOTICE, head="申请日期：", keep=True)
    grid = signing_grid(sheet)
    who = Line("申请人：{{申请人.姓名}}", SIGNER)
    sign_party(grid, who, *ways_of("申请人"), party="申请人", day="{{申请人.签署日期}}")
    sheet.write("", SIGNING, keep=True)
    sheet.write(
        "注：向人民调解委员会提出保护相应民事权利的请求，诉讼时效从提出请求之日起中断。", FOOTNOTE
    )
    return sheet


def notice_of_non_acceptance() -> Sheet:
    """Return D06 人民调解不予受理告知书, with the applicant's receipt below it."""
    sheet = Sheet("人民调解不予受理告知书")
    sheet.number_pages()
    _head(sheet, "不予受理告知书", "登记号：{{案件编号}}")
    sheet.write("{{申请人姓名}}：", FLUSH)
    sheet.write(
        "你（单位）于{{申请日期}}申请调解与{{被申请人姓名}}之间的{{纠纷类型}}。经审查，"
        "因下列原因，本委员会决定不予受理："
    )
    sheet.write("☐{{不予受理事由.选中}}{{不予受理事由.内容}}", NOTICE_LEFT)
    sheet.write(
        "{{若 告知的救济途径}}你（单位）可以依法通过仲裁、行政、司法等途径维护自己的权利："
        "{{告知的救济途径}}",
        keep=True,
    )
    sheet.write(
        "{{若无 告知的救济途径}}你（单位）可以依法通过仲裁、行政、司法等途径维护自己的权利。",
        keep=True,
    )
    sheet.write("特此告知。", keep=True)
    close_with_seal(sheet, "{{调解委员会}}")
    grid = signing_grid(sheet)
    sign_party(
        grid,
        Line("签收人：{{申请人.姓名}}", SIGNER),
        Line("（已收到本不予受理告知书）", SMALL),
        party="申请人",
        day="{{申请人.签署日期}}",
        keep=False,
    )
    return sheet


def notice_of_session() -> Sheet:
    """Return D08 人民调解通知书."""
    sheet = Sheet("人民调解通知书")
    sheet.number_pages()
    _head(sheet, "人民调解通知书", "{{分号.通知}}")
    sheet.write("{{收件人.姓名}}：", FLUSH)
    sheet.write(
        "你（单位）与{{对方姓名}}之间的{{纠纷类型}}，本委员会定于下列时间、地点进行调解，"
        "请准时参加。",
        keep=True,
    )
    # All of one list and next to each other: they repeat together for each appointment.
    sheet.write("{{若 各次安排.多次}}第{{各次安排.序}}次调解", LEFT, keep=True)
    for head, field in (("调解时间：", "时间"), ("调解地点：", "地点")):
        sheet.write(f"{{{{若 各次安排.{field}}}}}{head}{{{{各次安排.{field}}}}}", LEFT)
    # An address of the web cannot be broken: in a line of its own it keeps its indent.
    sheet.write("{{若 各次安排.线上入口}}线上入口：", LEFT, keep=True)
    sheet.write("{{若 各次安排.线上入口}}{{各次安排.线上入口}}", LEFT)
    sheet.write("人民调解员：{{各次安排.人民调解员}}", LEFT)
    sheet.write("{{若 各次安排.邀请人员}}邀请参加人员：{{各次安排.邀请人员}}", LEFT)
    sheet.write("请携带：{{各次安排.携带材料}}", LEFT)
    sheet.write("联系人：{{各次安排.联系人}}{{各次安排.联系电话说明?}}", LEFT)
    sheet.write(
        "因故不能参加的，请提前告知本委员会。无正当理由不到场又未说明的，视为不同意调解。",
        keep=True,
    )
    sheet.write("特此通知。", keep=True)
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def choice_of_mediators() -> Sheet:
    """Return D09 人民调解员选定（指定）书."""
    sheet = Sheet("人民调解员选定（指定）书")
    sheet.number_pages()
    sheet.write("人民调解员选定（指定）书", TITLE)
    sheet.write("案号：{{案件编号}}", NUMBER_LINE)
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}之间的{{纠纷类型}}，依照《中华人民共和国人民调解法》的规定，"
        "人民调解员按下列方式产生："
    )
    sheet.write(
        "☐{{调解员产生方式选项.双方共同选定}}双方共同选定　"
        "☐{{调解员产生方式选项.各自选定}}各自选定　"
        "☐{{调解员产生方式选项.人民调解委员会指定}}人民调解委员会指定",
        LEFT,
    )
    sheet.write("", SMALL, keep=True)
    list_panel(sheet.grid(29, 28, 64, 35))
    sheet.write("{{若 有邀请参加人}}各方当事人同意邀请下列人员参加调解：", AFTER_TABLE, keep=True)
    sheet.write("{{邀请参加人.序号}}．{{邀请参加人.说明?}}", LEFT)
    sheet.write(
        "当事人知悉：对人民调解员有正当理由的，可以要求更换；有应当回避情形的，可以申请其回避。",
        LEFT,
        keep=True,
    )
    grid = signing_grid(sheet)
    sign_parties(grid)
    sheet.write("（人民调解{{印章图?}}委员会印章）", SEAL_PLACE, keep=True)
    sheet.write("{{落款日期}}", DATE)
    return sheet


def list_panel(grid: Grid) -> None:
    """Add the table of those who mediate, a row for each."""
    heads = ("职　　责", "姓　　名", "单位和职务", "选 定 人")
    grid.row(*(label(head, look=SIGNING_LABEL) for head in heads), height=10, keep=True)
    grid.row(
        box("{{调解组成员.职责}}", look=SIGNING_LABEL),
        box("{{调解组成员.姓名}}", look=SIGNING_LABEL),
        box("{{调解组成员.单位和职务}}", look=SIGNING_LABEL),
        box("{{调解组成员.选定人}}", look=SIGNING_LABEL),
        height=10,
    )


def notice_of_panel() -> Sheet:
    """Return D09N 成立调解组通知书, a letter to each party."""
    sheet = Sheet("成立调解组通知书")
    sheet.number_pages()
    _head(sheet, "成立调解组通知书", "{{分号.调解组}}")
    sheet.write("{{收件人.姓名}}：", FLUSH)
    sheet.write(
        "你（单位）与{{对方姓名}}之间的{{纠纷类型}}，本委员会已于{{受理日期}}受理。"
        "根据《中华人民共和国人民调解法》的规定，本案成立调解组，由{{主持调解员}}主持调解。"
        "调解组组成人员如下：",
        BEFORE_TABLE,
    )
    list_panel(sheet.grid(29, 28, 64, 35))
    sheet.write(
        "{{若 有邀请参加人}}经各方当事人同意，邀请下列人员参加调解：", AFTER_TABLE, keep=True
    )
    sheet.write("{{邀请参加人.序号}}．{{邀请参加人.说明?}}", LEFT)
    sheet.write(
        "你（单位）对人民调解员有正当理由的，可以要求更换；认为人民调解员有应当回避情形的，"
        "可以向本委员会申请其回避。",
        AFTER_TABLE,
    )
    sheet.write("特此通知。", keep=True)
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def request_for_recusal() -> Sheet:
    """Return D10 回避申请书."""
    sheet = Sheet("回避申请书")
    sheet.number_pages()
    sheet.write("回避申请书", TITLE)
    sheet.write("案号：{{案件编号}}", NUMBER_LINE)
    sheet.write("{{回避申请.申请人}}", BODY, head="申请人：")
    sheet.write("{{回避申请.被申请回避人}}", BODY, head="被申请回避的人民调解员：")
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}之间的{{纠纷类型}}，正由{{调解委员会}}调解。"
        "因该人民调解员有下列情形，申请其回避："
    )
    sheet.write("☐{{回避理由.选中}}{{回避理由.内容}}", LEFT)
    sheet.write("事实：", HEADING)
    sheet.write("{{回避事实}}", LEFT)
    sheet.write("此致", keep=True)
    sheet.write("{{调解委员会}}", FLUSH, keep=True)
    grid = signing_grid(sheet)
    who = Line("申请人：{{回避申请.申请人}}", SIGNER)
    sign(grid, who, WAYS, picture="回避申请人签名图", day="{{回避申请.申请日期}}", keep=False)
    return sheet


def decision_on_recusal() -> Sheet:
    """Return D10D 回避决定书; the parties sign where they waive it."""
    sheet = Sheet("回避决定书", own_looks=(SIGNED_LINE,))
    sheet.number_pages()
    _head(sheet, "回避决定书", "{{分号.回避}}")
    sheet.write(
        "{{若无 所涉回避.自行}}{{所涉回避.申请人}}于{{所涉回避.申请日期}}以“{{所涉回避.理由}}”"
        "为由，申请人民调解员{{回避决定.被申请回避人}}在{{申请人姓名}}与{{被申请人姓名}}之间的"
        "{{纠纷类型}}中回避。经审查，决定如下："
    )
    sheet.write(
        "{{若 所涉回避.自行}}人民调解员{{回避决定.被申请回避人}}于{{所涉回避.申请日期}}以"
        "“{{所涉回避.理由}}”为由，申请在{{申请人姓名}}与{{被申请人姓名}}之间的"
        "{{纠纷类型}}中自行回避。经审查，决定如下："
    )
    sheet.write("☐{{回避结果.准许}}准许回避{{回避结果.准许说明?}}。", LEFT)
    sheet.write("☐{{回避结果.不准许}}不准许回避{{回避结果.不准许说明?}}。", LEFT)
    sheet.write(
        "☐{{回避结果.知情同意}}双方当事人知悉上述情形，仍同意由{{回避决定.被申请回避人}}调解。",
        LEFT,
    )
    sheet.write("决定人：{{回避决定.决定人}}", LEFT, keep=True)
    close_with_seal(sheet, "{{调解委员会}}", date="{{回避决定.决定日期}}")
    waived = "{{若 回避结果.知情同意}}"
    sheet.write(f"{waived}当事人知情同意：", AFTER_TABLE, keep=True)
    sheet.write(f"{waived}{{{{当事人.称谓}}}}：{{{{当事人.姓名}}}}", SIGNING, keep=True)
    sheet.write(
        f"{waived}（签名、盖章或者按指印）：　　　{{{{当事人.签名图?}}}}"
        "　　　　　{{当事人.指印图?}}　　　　{{当事人.签署日期}}",
        SIGNED_LINE,
    )
    return sheet


def consent_to_extension() -> Sheet:
    """Return D16 延长调解期限同意书."""
    sheet = Sheet("延长调解期限同意书")
    sheet.number_pages()
    sheet.write("延长调解期限同意书", TITLE)
    sheet.write("案号：{{案件编号}}", NUMBER_LINE)
    sheet.write(
        "{{申请人姓名}}与{{被申请人姓名}}之间的{{纠纷类型}}，{{调解委员会}}于{{受理日期}}受理。"
    )
    sheet.write(
        "因{{延长期限.原因}}，本案未能在调解期限内调结。双方同意延长至{{延长期限.延长至}}。",
        keep=True,
    )
    sheet.write(
        "当事人知悉：延长调解期限须经各方自愿；调解不成或者不愿继续调解的，可以依法通过仲裁、行政、"
        "司法等途径维护自己的权利。",
        keep=True,
    )
    sign_parties(signing_grid(sheet))
    sheet.write("", SMALL)
    return sheet


def reminder() -> Sheet:
    """Return D22 督促履行通知书, to whoever owes."""
    sheet = Sheet("督促履行通知书")
    sheet.number_pages()
    _head(sheet, "督促履行通知书", "{{分号.督促}}")
    sheet.write("{{督促.义务人}}：", FLUSH)
    sheet.write(
        "你（单位）与{{督促.权利人}}经本委员会主持调解达成的调解协议（编号：{{督促.协议编号}}）"
        "约定：{{督促.义务}}",
        LEFT,
    )
    sheet.write("{{若 督促.尚欠}}截至本通知书作出之日，你（单位）尚有{{督促.尚欠}}未支付。", LEFT)
    sheet.write("上述义务应于{{督促.期限}}前（含当日）履行，至今已逾期{{督促.逾期天数}}日。")
    sheet.write("请于{{督促.限期}}前（含当日）履行，并将履行凭证交本委员会{{督促.联系电话说明?}}。")
    sheet.write(
        "逾期仍不履行的，对方可以依法向人民法院起诉；调解协议已经人民法院司法确认的，"
        "对方可以向人民法院申请强制执行。",
        keep=True,
    )
    sheet.write("特此通知。", keep=True)
    close_with_seal(sheet, "{{调解委员会}}")
    return sheet


def _head(sheet: Sheet, title: str, number: str) -> None:
    """Begin a letter of the committee: its name, what the letter is, its number."""
    sheet.write("{{调解委员会}}", TITLE_FIRST)
    sheet.write(title, TITLE)
    sheet.write(number, NUMBER_LINE)
