"""Papers that tell a party something or that it gives its word with: D07, D11, D12, D37."""

from closings import WAYS, sign, sign_parties, sign_party, signing_grid
from duties import PERSONAL_INFORMATION, RIGHTS, SENSITIVE
from grids import Grid, box, label
from looks import (
    AFTER_TABLE,
    BEFORE_TABLE,
    CLOSING,
    DATE,
    LEFT,
    NOTICE,
    NOTICE_CHOICE,
    NOTICE_LEFT,
    NOTICE_TITLE,
    SIGNATURE_NAME,
    SIGNING,
    SIGNING_LABEL,
    SIGNING_TEXT,
    SMALL,
    TITLE,
)
from sheets import Sheet


def rights_notice() -> Sheet:
    """Return D07 人民调解当事人权利义务告知书."""
    sheet = Sheet("人民调解当事人权利义务告知书")
    sheet.write("人民调解当事人权利义务告知书", NOTICE_TITLE)
    for item in RIGHTS:
        sheet.write(item, NOTICE)
    sheet.write(
        "☐{{告知.已宣读}}已向我宣读并解释",
        NOTICE_CHOICE,
        keep=True,
    )
    sheet.write(
        "（语言：☐{{语言.普通话}}普通话　☐{{语言.壮话}}壮话　☐{{语言.白话}}白话　"
        "☐{{语言.其他}}其他☐{{其他语言}}）",
        NOTICE_LEFT,
        keep=True,
    )
    sheet.write("☐{{告知.代读}}我不识字，由☐{{代读人}}代读", NOTICE_LEFT, keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid, "当事人")
    sign(grid, "告知人（签名）：", picture="告知人签名图", day="{{告知日期}}", keep=False)
    return sheet


def consent_to_processing() -> Sheet:
    """Return D37 个人信息处理告知同意书."""
    sheet = Sheet("个人信息处理告知同意书")
    sheet.write("个人信息处理告知同意书", NOTICE_TITLE)
    sheet.write("{{调解委员会}}（以下称本委员会）就处理您的个人信息告知如下：", NOTICE)
    for item in PERSONAL_INFORMATION:
        sheet.write(item, NOTICE)
    sheet.write("{{若 机构电话}}联系方式：{{机构电话}}。", NOTICE)
    sheet.write("☐{{同意.已同意}}我已知悉以上内容，同意为调解处理我的个人信息。", NOTICE_CHOICE)
    sheet.write("我单独同意处理下列信息（逐项勾选）：", NOTICE_LEFT, keep=True)
    for row in SENSITIVE:
        ticks = (f"☐{{{{同意.{field}}}}}{words}" for field, words in row)
        sheet.write("　".join(ticks), NOTICE_LEFT, keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid, "同意人")
    sign(grid, "告知人（签名）：", picture="告知人签名图", day="{{告知日期}}", keep=False)
    return sheet


def power_of_attorney() -> Sheet:
    """Return D11: power of attorney, and for an organisation its representative's certificate."""
    sheet = Sheet("授权委托书和法定代表人（负责人）身份证明书")
    sheet.write("授权委托书", TITLE)
    sheet.write(
        "{{若 委托人.是个人}}委托人：{{委托人.姓名}}，{{委托人.证件类型}}号码{{委托人.证件号码}}，"
        "住{{委托人.住址}}{{委托人.法定代理人说明?}}。",
        LEFT,
    )
    sheet.write(
        "{{若 委托人.是单位}}委托人：{{委托人.姓名}}，统一社会信用代码{{委托人.证件号码}}，"
        "住所{{委托人.住址}}，法定代表人（负责人）{{委托人.法定代表人}}。",
        LEFT,
    )
    sheet.write("受托人：", BEFORE_TABLE, keep=True)
    _agent(sheet.grid(34, 44, 28, 50))
    sheet.write("委托事项：委托人与{{对方姓名}}之间{{纠纷类型}}的人民调解。", AFTER_TABLE)
    sheet.write(
        "委托权限：☐{{权限.一般}}一般代理　☐{{权限.特别}}特别授权（代为承认、放弃、变更请求，"
        "进行和解、调解，签收文书，申请司法确认）。"
    )
    sheet.write("仅写“全权代理”而无具体授权的，视为一般代理。")
    sheet.write("委托期限：{{委托期限}}。", keep=True)
    signers = signing_grid(sheet)
    day = "{{委托人.签署日期}}"
    sign_party(signers, "委托人", WAYS, party="委托人", day=day)
    agent, day = "受托人（签名）：", "{{受托人.签署日期}}"
    sign(signers, agent, picture="受托人签名图", day=day, keep=False)
    _certificate(sheet)
    return sheet


def _agent(grid: Grid) -> None:
    """Add the table of the agent, with room to write by hand."""
    rows = (
        (("姓　　名", "姓名"), ("证件号码", "证件号码")),
        (("工作单位", "单位"), ("联系方式", "联系方式")),
    )
    for row in rows:
        cells = []
        for words, field in row:
            cells.append(label(words, look=SIGNING_LABEL))
            cells.append(box(f"{{{{受托人.{field}?}}}}", look=SIGNING))
        grid.row(*cells, height=11, keep=True)
    relation = box("{{受托人.关系?}}", look=SIGNING, span=3)
    grid.row(label("与委托人关系", look=SIGNING_LABEL), relation, height=11)


def _certificate(sheet: Sheet) -> None:
    """Add the page that only an organisation gets; each paragraph goes for a person."""
    only = "{{若 委托人.是单位}}"
    sheet.write(f"{only}法定代表人（负责人）身份证明书", TITLE, new_page=True)
    sheet.write(
        f"{only}{{{{委托人.法定代表人}}}}同志在我单位任{{{{委托人.代表人职务}}}}职务，"
        "系我单位法定代表人（负责人）。"
    )
    sheet.write(f"{only}特此证明。")
    sheet.write(f"{only}附：法定代表人（负责人）身份证件复印件。", keep=True)
    sheet.write(f"{only}{{{{委托人.姓名}}}}", SIGNATURE_NAME, keep=True)
    sheet.write(f"{only}（公{{{{单位公章图?}}}}章）", CLOSING, keep=True)
    sheet.write(f"{only}{{{{日期}}}}", DATE)


def service_address() -> Sheet:
    """Return D12 送达地址确认书（含电子送达同意）."""
    sheet = Sheet("送达地址确认书")
    sheet.write("送达地址确认书", TITLE)
    grid = sheet.grid(30, 48, 34, 44)
    wide = (
        ("案件编号", "{{案件编号}}"),
        ("纠　　纷", "{{申请人姓名}}与{{被申请人姓名}}{{纠纷类型}}"),
        ("受送达人", "{{收件人.姓名}}"),
        ("证件号码", "{{收件人.证件类型}}　{{收件人.证件号码}}"),
        ("送达地址", "{{收件人.送达地址}}"),
        ("收 件 人", "{{收件人.收件人姓名}}"),
        ("电子邮箱", "{{收件人.电子邮箱?}}"),
    )
    for words, text in wide:
        cells = label(words, look=SIGNING_LABEL), box(text, look=SIGNING, span=3)
        grid.row(*cells, height=12)
    grid.row(
        label("联系电话", look=SIGNING_LABEL),
        box("{{收件人.联系方式}}", look=SIGNING),
        box("微信或者短信", "接收号码", look=SIGNING_LABEL),
        box("{{收件人.微信?}}", look=SIGNING),
        height=12,
    )
    grid.row(
        label("电子送达", look=SIGNING_LABEL),
        box(
            "☐{{收件人.电子送达}}同意电子送达　　☐{{收件人.不同意电子送达}}不同意电子送达",
            look=SIGNING,
            span=3,
        ),
        height=12,
    )
    grid.row(
        label("声　　明", look=SIGNING_LABEL),
        box(
            "地址变更应及时书面告知，因地址不准确导致文书未能实际送达的，由本人承担后果。",
            look=SIGNING_TEXT,
            span=3,
        ),
        height=20,
        keep=True,
    )
    sheet.write("", SMALL, keep=True)
    signers = signing_grid(sheet)
    day = "{{收件人.签署日期}}"
    sign_party(signers, "受送达人", WAYS, party="收件人", day=day, keep=False)
    return sheet
