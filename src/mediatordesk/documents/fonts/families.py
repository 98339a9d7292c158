"""Which family stands for a named font: the house's own face, and those a machine may have."""

from collections.abc import Mapping

# The files of the house: resources/fonts.
FANGSONG, SONG, HEI = "MDFangSong.ttf", "NotoSerifSC-Regular.ttf", "NotoSansSC-Medium.ttf"
KAI, TITLE = "LXGWWenKai-Regular.ttf", "MDXiaoBiaoSong.ttf"
THIN = "LXGWWenKai-Light.ttf"
HOUSE = (SONG, FANGSONG, HEI, KAI, TITLE, THIN)

# Families that draw what a face of the house stands for, the best first. Windows names its fonts
# in Chinese and English, UOS and Kylin bring 方正, macOS brings 华文, and 朱雀仿宋 is free.
DRAWN_BY: Mapping[str, tuple[str, ...]] = {
    FANGSONG: (
        *("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312"),
        *("方正仿宋_GBK", "FZFangSong-Z02", "方正仿宋简体", "FZFangSong-Z02S"),
        *("华文仿宋", "STFangsong", "朱雀仿宋"),
        *("Zhuque Fangsong", "Zhuque Fangsong (technical preview)"),
    ),
    SONG: (
        *("宋体", "SimSun", "新宋体", "NSimSun"),
        *("方正书宋_GBK", "FZShuSong-Z01", "方正书宋简体", "FZShuSong-Z01S"),
        *("华文宋体", "STSong", "华文中宋", "STZhongsong"),
    ),
    HEI: (
        *("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S"),
        *("华文黑体", "STHeiti", "Heiti SC"),
    ),
    KAI: (
        *("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312"),
        *("方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "FZKai-Z03S"),
        *("华文楷体", "STKaiti", "Kaiti SC"),
    ),
    TITLE: (
        *("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        *("小标宋", "小标宋体", "文鼎小标宋", "文鼎小标宋简"),
    ),
}
# Names that documents use for a face of the house, and that nothing else is drawn by.
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    FANGSONG: ("MD FangSong", "FandolFang", "方正仿宋", "文鼎仿宋"),
    SONG: (
        *("Times New Roman", "Cambria", "Songti SC", "方正书宋"),
        *("文鼎PL简报宋", "AR PL SungtiL GB", "AR PL UMing CN"),
        *("思源宋体", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC"),
    ),
    HEI: (
        *("微软雅黑", "Microsoft YaHei", "等线", "DengXian", "Arial", "Calibri", "Helvetica"),
        *("Tahoma", "Verdana", "方正黑体", "文鼎黑体", "思源黑体", "Source Han Sans SC"),
        *("Noto Sans CJK SC", "Noto Sans SC", "苹方-简", "PingFang SC"),
    ),
    KAI: (
        *("霞鹜文楷", "LXGW WenKai", "方正楷体"),
        *("文鼎PL简中楷", "AR PL KaitiM GB", "AR PL UKai CN"),
    ),
    TITLE: ("MD XiaoBiaoSong", "方正小标宋"),
}
# Families made for rare characters; they help out where nothing else has one.
FOR_RARE = (
    *("SimSun-ExtB", "SimSun-ExtG", "宋体-ExtB", "宋体-ExtG", "HanaMinB", "花園明朝B"),
    *(
        "HanaMinA",
        "花園明朝A",
        "方正宋体-超大字符集",
        "FZSong-Extended",
        "天珩全字库",
        "TH-Tshyn-P2",
    ),
)

# What a face of the house is called by people.
CALLED: Mapping[str, str] = {
    FANGSONG: "仿宋",
    SONG: "宋体",
    HEI: "黑体",
    KAI: "楷体",
    TITLE: "小标宋",
}
# What the name of a font that is not known says about its look: the first that it holds counts.
# LiSu (隶书) and STXingkai (华文行楷) are written with a brush, as 楷体 is.
SPOKEN_OF: tuple[tuple[str, tuple[str, ...]], ...] = (
    (FANGSONG, ("仿宋", "fangsong")),
    (TITLE, ("标宋", "biaosong")),
    (KAI, ("楷", "kai", "隶", "lisu", "lishu", "liti", "行书", "xingshu", "草书", "caoshu")),
    (KAI, ("魏", "xinwei", "weibei", "舒体", "shuti", "瘦金", "手写", "硬笔", "钢笔", "毛笔")),
    (HEI, ("黑", "hei", "圆", "yuan", "姚体", "yaoti", "琥珀", "hupo", "gothic", "sans")),
)

# A character that the face does not have is looked for in these, in this order.
OTHERS = (SONG, KAI, HEI, FANGSONG, TITLE)
# A rare Han character beside the thin strokes of 仿宋 is 楷体 of the same weight: in a heavier one
# a rare name looks as if somebody had stressed it.
OTHERS_OF_FANGSONG = (THIN, KAI, SONG, HEI, TITLE)

FACES: Mapping[str, str] = {
    name.casefold(): face
    for names in (DRAWN_BY, ALSO_CALLED)
    for face, group in names.items()
    for name in group
}


def house_face(name: str) -> str:
    """Return the file of the house that stands for a named font.

    For one that is not known its name is looked at (华文行楷 is 楷体); else it is 宋体.
    """
    called = name.casefold()
    if called in FACES:
        return FACES[called]
    return next((face for face, words in SPOKEN_OF if any(one in called for one in words)), SONG)


def stands_for(name: str) -> str:
    """Return what the face of the house that stands for a named font is called: 楷体."""
    return CALLED[house_face(name)]


def house_chain(name: str, *, for_han: bool) -> tuple[str, ...]:
    """Return the files in which a character of a named font is looked for, the right one first."""
    first = house_face(name)
    others = OTHERS_OF_FANGSONG if for_han and first == FANGSONG else OTHERS
    return tuple(dict.fromkeys((first, *others)))


def families_for(name: str) -> tuple[str, ...]:
    """Return the families that may draw a named font, the font itself first."""
    return tuple(dict.fromkeys((name, *DRAWN_BY[house_face(name)])))
