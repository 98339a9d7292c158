"""Values with the names that break programs."""

import io
from datetime import date

from PIL import Image, ImageDraw

from mediatordesk.documents import Picture


def seal(colour: tuple[int, int, int] = (214, 0, 0)) -> Picture:
    """Draw a round seal of 42 mm (人民调解委员会印章), transparent around its lines."""
    image = Image.new("RGBA", (420, 420), (*colour, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 412, 412), outline=(*colour, 255), width=14)
    star = [(210, 120), (232, 186), (302, 186), (246, 228), (266, 296)]
    star += [(210, 255), (154, 296), (174, 228), (118, 186), (188, 186)]
    draw.polygon(star, fill=(*colour, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return Picture(target.getvalue(), 42, 42)


PARTIES = [
    {
        "姓名": "覃𬭎",
        "性别": "男",
        "号码": "450405198503150021",
        "住址": "青石县永安镇永安村二组17号",
        "年龄": 41,
        "民族": "壮",
    },
    {
        "姓名": "O'Brien & Sons <a<b> 农业发展有限公司",
        "号码": "91350100M000100Y43",
        "住址": "青石县永安镇工业园区3号 010-8000 0002",
        "是单位": True,
        "代表": "Nguyễn Văn Đức",
    },
]
FACTS = (
    "2019年4月，双方签订《农村土地承包经营权流转合同》，约定被申请人租用申请人承包地12.6亩，租期10年，"
    "每年租金每亩800元，于每年3月底前一次付清。2024年、2025年两年租金共计20,160元至今未付，申请人多次"
    "催要未果，遂向本委员会申请调解。被申请人对欠付事实无异议，但称因2024年7月洪水造成损失，要求减免"
    "部分租金（“洪灾减免”）……"
)
CLAUSE = (
    "被申请人于2025年12月31日前一次性支付申请人2024年度租金10,080元（大写：壹万零捌拾元整），逾期未付的，"
    "按全国银行间同业拆借中心公布的一年期LPR的1.5倍支付逾期利息。上述款项支付完毕后，就本纠纷再无其他争议；"
    "申请人应配合办理土地交接手续，保证承包地四至清楚、权属无争议。"
)
CASE: dict[str, object] = {
    "编号": "（2025）永安人调字第18号",
    "委员会": "青石县永安镇永安村人民调解委员会",
    "当事人": PARTIES,
    "事实": FACTS,
    "条款": [CLAUSE] * 6,
    "履行": "银行转账至申请人指定账户。",
    "份数": "叁",
    "日期": date(2025, 4, 7),
    "公章": seal(),
    "时间": "2025年4月1日上午9时",
    "依申请": True,
    "主动": False,
    "案由": "农村土地承包经营权流转合同纠纷",
    "情况": FACTS,
    "登记人": "李翀",
    "附件": ["土地流转合同复印件一份", "付款凭证两张"],
    "姓名": "覃𬭎",
    "申请人": "永安村农民专业合作社等353人",
    "地点": "永安村党群服务中心二楼调解室",
    "联系人": "李翀",
    "电话": "010-80000003",
}
