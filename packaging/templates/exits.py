"""Papers of the other ways out: bankruptcy (D35, D40), abroad (D38), the model clause (D48)."""

from dataclasses import replace

from closings import close_with_seal, sign, sign_parties, signing_grid
from grids import Grid, Line, box, label
from looks import (
    ATTACHED,
    FIRST_FOOTNOTE,
    FLUSH,
    LEFT,
    NUMBER_LINE,
    SMALL,
    SMALL_LABEL,
    TITLE,
    TITLE_FIRST,
    Look,
)
from sheets import FORM, Sheet

ENGLISH_TITLE = Look("英文标题", "宋体", 16, 24, "center", after=8, keep=True)
ENGLISH = Look("英文正文", "宋体", 12, 20, "left", after=6)
CHINESE = Look("中文正文", "仿宋", 14, 25, first=2, after=4)
NOTE_BOTH = Look("双语说明", "宋体", 10.5, 16, "left", before=4)
ENGLISH_RIGHT = replace(ENGLISH, name="英文编号", align="right", after=4)
CHINESE_TITLE = replace(TITLE, name="中英标题", after=0)
CHINESE_BASIS = replace(CHINESE, name="中文依据", before=8)
ENGLISH_OFFICE = Look("英文署名", "宋体", 12, 20, "center", left=15, before=16, keep=True)
BILINGUAL = (
    CHINESE,
    CHINESE_BASIS,
    CHINESE_TITLE,
    ENGLISH,
    ENGLISH_OFFICE,
    ENGLISH_RIGHT,
    ENGLISH_TITLE,
    NOTE_BOTH,
)
STATEMENT = replace(LEFT, name="各方声明", before=8)
CLAIMANT = replace(SMALL_LABEL, name="申报人", align="left")
BEFORE_CLAIMS = replace(LEFT, name="债权表前", after=5)
MEDIATION_FIRST = (
    (
        "一、因本合同引起的或者与本合同有关的任何争议，各方同意先提交{{调解委员会}}调解。",
        "1. Any dispute arising out of or in connection with this contract shall initially be "
        "submitted to {{英文.机构}} for mediation.",
    ),
    (
        "二、各方可以共同选定调解员；不能共同选定的，请该机构推荐。",
        "2. The parties may jointly choose the mediator; failing that, they shall ask the "
        "institution to recommend one.",
    ),
    (
        "三、自一方提出调解申请之日起三十日内没有达成协议的，除各方同意延长外，任何一方可以依照本合同"
        "约定申请仲裁或者提起诉讼。",
        "3. If no settlement is reached within thirty days after a party has asked for mediation, "
        "and unless all parties agree to an extension, any party may resort to arbitration or "
        "litigation as agreed in this contract.",
    ),
    (
        "四、各方不得在其他程序中以对方在调解中的让步、陈述作为对其不利的依据。",
        "4. No concession or statement made in the mediation may be relied upon against the party "
        "who made it in any other proceedings.",
    ),
)


def claim_opinion() -> Sheet:
    """Return D35 债权确认意见书: each claim as filed, as reviewed, and as it was settled."""
    sheet = Sheet("债权确认意见书", own_looks=(STATEMENT, BEFORE_CLAIMS, CLAIMANT))
    sheet.number_pages(of_total=True)
    sheet.write("{{调解委员会}}", TITLE_FIRST)
    sheet.write("债权确认意见书", TITLE)
    sheet.write("{{协议编号}}", NUMBER_LINE)
    sheet.write(
        "{{受理破产的法院}}于{{破产申请受理日期}}裁定受理{{债务人}}破产一案，案号为{{破产案号}}，"
        "指定{{破产管理人}}担任管理人。申报人对管理人的债权审查结果有异议，经{{调解委员会}}主持调解，"
        "各方于{{协议日期}}就下列债权达成一致意见：",
        BEFORE_CLAIMS,
    )
    grid = sheet.grid(30, 48, 30, 48)
    grid.row(
        label("债权{{债权.序}}", look=SMALL_LABEL),
        box(Line("{{债权.申报人}}", CLAIMANT), span=3),
        keep=True,
    )
    _pair(grid, ("申报额", "{{债权.申报额}}"), ("债权性质", "{{债权.债权性质}}"))
    _wide(grid, "申报构成", "{{债权.申报构成}}")
    _pair(grid, ("管理人审查额", "{{债权.审查额}}"), ("担保", "{{债权.担保?}}"))
    _wide(grid, "审查理由", "{{债权.审查理由}}")
    _wide(grid, "争议焦点", "{{债权.争议焦点}}")
    _wide(grid, "证据", "{{债权.证据?}}")
    _wide(grid, "调解确认额", "{{债权.确认额}}")
    _wide(grid, "确认构成", "{{债权.确认构成}}")
    _pair(grid, ("顺位", "{{债权.顺位?}}"), ("计算截止日", "{{债权.计算截止日?}}"))
    _wide(grid, "放弃部分", "{{债权.放弃部分?}}")
    _wide(grid, "附条件", "{{债权.附条件?}}")
    sheet.write(
        "各方声明：以上意见系自愿达成，申报材料真实，没有虚构债权、恶意串通。本意见书由管理人据以"
        "编制或者更正债权表，提交债权人会议核查、人民法院裁定；不排除其他债权人、债务人对债权表记载的"
        "债权提出异议的权利。附利息的债权自破产申请受理时停止计息。",
        STATEMENT,
    )
    grid = signing_grid(sheet)
    sign_parties(grid)
    sign(grid, "人民调解员（签名）：", picture="调解员签名图", day="{{调解员签署日期?}}")
    close_with_seal(sheet, "{{调解委员会}}", date="{{落款日期}}")
    return sheet


def composition() -> Sheet:
    """Return D40: the court is asked to approve what debtor and creditors have agreed."""
    sheet = Sheet("请求人民法院裁定认可协议并终结破产程序申请书")
    sheet.number_pages()
    sheet.write("请求人民法院裁定认可协议", TITLE_FIRST)
    sheet.write("并终结破产程序申请书", TITLE)
    sheet.write(
        "{{若 当事人.是个人}}申请人：{{当事人.姓名}}，{{当事人.证件类型}}号码{{当事人.证件号码}}，"
        "住{{当事人.住址}}。",
        LEFT,
    )
    sheet.write(
        "{{若 当事人.是单位}}申请人：{{当事人.姓名}}，统一社会信用代码{{当事人.证件号码}}，"
        "住所{{当事人.住址}}，法定代表人（负责人）{{当事人.法定代表人}}。",
        LEFT,
    )
    sheet.write(
        "请求裁定认可{{协议编号}}协议，并终结{{债务人}}的破产程序，案号为{{破产案号}}。",
        LEFT,
        head="申请事项：",
    )
    sheet.write(
        "{{受理破产的法院}}于{{破产申请受理日期}}裁定受理{{债务人}}破产一案，指定{{破产管理人}}担任"
        "管理人。破产申请受理后，债务人与全体债权人就债权债务的处理，经{{调解委员会}}主持调解，于"
        "{{协议日期}}自行达成协议，主要内容：{{协议主要内容}}现依照{{裁定认可依据}}，共同提出申请。",
        LEFT,
        head="事实和理由：",
    )
    sheet.write("此致", keep=True)
    sheet.write("{{受理破产的法院}}", FLUSH)
    sheet.write("附：", LEFT, keep=True)
    sheet.write("1．调解协议书", ATTACHED, keep=True)
    sheet.write("2．债权申报材料、债权表", ATTACHED, keep=True)
    sheet.write("3．申请人身份（资格）证明", ATTACHED, keep=True)
    grid = signing_grid(sheet)
    sign_parties(grid, "申请人")
    return sheet


def attestation() -> Sheet:
    """Return D38 调解事实证明 in Chinese and English (Singapore Convention, art. 4 (1) (b))."""
    sheet = Sheet("调解事实证明", FORM, own_looks=BILINGUAL)
    sheet.write("调解事实证明", CHINESE_TITLE)
    sheet.write("Attestation of Mediation", ENGLISH_TITLE)
    sheet.write("编号 No. {{协议编号}}", ENGLISH_RIGHT)
    sheet.write(
        "兹证明：下列各方于{{协议日期}}达成的调解协议，编号为{{协议编号}}，系由{{调解委员会}}组织、"
        "{{调解员}}主持的调解所达成。",
        CHINESE,
    )
    sheet.write(
        "This is to certify that the settlement agreement No. {{协议编号}} dated "
        "{{英文.协议日期}} between {{英文.各方}} resulted from mediation conducted by "
        "{{英文.调解员}} and administered by {{英文.机构}}.",
        ENGLISH,
    )
    grid = sheet.grid(44, 66, 50)
    heads = ("当事人 Party", "拉丁字母姓名 Name in Latin letters", "证件号码 Identity No.")
    grid.row(*(label(one, look=SMALL_LABEL) for one in heads), head=True)
    cells = ("{{英文.当事人.中文}}", "{{英文.当事人.拉丁}}", "{{英文.当事人.证件}}")
    grid.row(*(box(one, look=SMALL) for one in cells))
    sheet.write("本证明依照{{公约依据}}出具。{{公约说明.中文}}", CHINESE_BASIS)
    sheet.write(
        "Issued for the purposes of {{公约依据英文}}. {{公约说明.英文}}",
        ENGLISH,
    )
    sheet.write("两种文本不一致的，以中文文本为准。", NOTE_BOTH)
    sheet.write("In case of any discrepancy the Chinese text prevails.", NOTE_BOTH, keep=True)
    grid = signing_grid(sheet)
    sign(grid, "调解员 Mediator：", picture="调解员签名图", day="{{调解员签署日期?}}")
    sheet.write("{{英文.机构}}", ENGLISH_OFFICE, keep=True)
    close_with_seal(sheet, "{{调解委员会}}", date="{{落款日期}}")
    return sheet


def mediation_first() -> Sheet:
    """Return D48 调解优先示范条款: a clause for contracts, line by line in both languages."""
    sheet = Sheet("调解优先示范条款", own_looks=BILINGUAL)
    sheet.write("调解优先示范条款", CHINESE_TITLE)
    sheet.write("Model Clause: Mediation First", ENGLISH_TITLE)
    for chinese, english in MEDIATION_FIRST:
        sheet.write(chinese, CHINESE)
        sheet.write(english, ENGLISH)
    sheet.write(
        "使用说明：把以上条款写入合同的争议解决部分，放在仲裁或者管辖条款之前；没有仲裁条款的，"
        "删去第三条中的仲裁。联系：{{调解委员会}}，{{机构电话}}，{{机构地址}}。",
        FIRST_FOOTNOTE,
    )
    return sheet


def _pair(grid: Grid, *pairs: tuple[str, str]) -> None:
    cells = [
        one
        for title, text in pairs
        for one in (label(title, look=SMALL_LABEL), box(text, look=SMALL))
    ]
    grid.row(*cells)


def _wide(grid: Grid, title: str, text: str) -> None:
    """Add a row with one label and one text over the rest of the row."""
    grid.row(label(title, look=SMALL_LABEL), box(Line(text, SMALL), span=3))
