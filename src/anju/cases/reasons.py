"""Why a case goes back to its applicant: a code, the field or paper it is about, a sentence.

The wording is what the applicant reads; it is written once and used by every officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Bound = Literal["field", "paper", "any"]


@dataclass(frozen=True)
class Reason:
    """A reason as officers choose it and as the applicant reads it, with an example."""

    code: str
    label: str
    wording: str
    example: str
    bound: Bound = "any"


_ALL = (
    Reason(
        "01",
        "材料不齐",
        "还缺少一份材料，请补交后重新提交。",
        "购房提取须同时提供购房合同和付款发票。",
        "paper",
    ),
    Reason(
        "02",
        "填写有误",
        "这一项与登记的信息或证明材料不一致，请核对后修改。",
        "姓名、证件号码、地址请与证件上的写法一字不差。",
        "field",
    ),
    Reason(
        "03",
        "印章或签字不清",
        "材料上的印章或签字看不清，请换一份清晰的。",
        "公章须完整、能认出单位全称；签字须为本人手写。",
        "paper",
    ),
    Reason(
        "04",
        "与证明材料不符",
        "这一项与您提交的材料不一致，请按材料修改，或换成正确的材料。",
        "编号、日期、地址、金额，都按合同、发票上写的填，一字不差。",
        "field",
    ),
    Reason(
        "05",
        "不符合办理条件",
        "目前还不符合办理条件，请看规则结果中最早可办的日期。",
        "距上次提取未满一年的，满一年后再申请。",
    ),
    Reason(
        "06",
        "影像不清晰",
        "影像模糊、反光或缺角，请重新拍摄。",
        "平放在光线均匀的地方，四个角都拍进来，编号和日期能逐字读出。",
        "paper",
    ),
    Reason(
        "07",
        "材料已过期",
        "这份材料已过有效期，请换一份在有效期内的。",
        "个人征信报告、无房证明一般要求一个月内开具。",
        "paper",
    ),
    Reason(
        "08",
        "材料缺页",
        "这份材料缺页，请把每一页按次序补齐。",
        "购房合同须有首页、房屋信息页、付款页和签章页。",
        "paper",
    ),
    Reason(
        "09",
        "银行卡信息有误",
        "收款银行卡须为您本人名下，卡号或开户银行请再核对。",
        "储蓄卡（Ⅰ类户），户名与身份证姓名相同。",
        "field",
    ),
    Reason(
        "10",
        "材料不是本人或家庭成员的",
        "材料上的姓名不是您或您的配偶、父母、子女，请换成家庭成员名下的材料。",
        "房产在父母名下的，请同时提交户口簿等关系证明。",
        "paper",
    ),
    Reason(
        "11",
        "缺少关系证明",
        "请补交能证明家庭关系的材料。",
        "结婚证、户口簿同户页或出生医学证明，任选一份。",
        "paper",
    ),
    Reason(
        "12",
        "金额与材料不一致",
        "申请金额超过或不同于材料上的金额，请修改金额或补充材料。",
        "发票合计 86,000.00 元，申请提取 90,000.00 元。",
        "field",
    ),
    Reason(
        "13",
        "发票或合同已用过",
        "这份发票或合同已在另一件申请中用过，请换成没有用过的。",
        "同一张发票只能提取一次；继续还贷的请提交新一年度的还款明细。",
        "paper",
    ),
    Reason("99", "其他", "请按具体说明修改。", "无"),
)
REASONS: Final[Mapping[str, Reason]] = {one.code: one for one in _ALL}


def reasons_for(bound: Bound) -> list[Reason]:
    """The reasons that fit a field or a paper."""
    return [one for one in _ALL if one.bound in (bound, "any")]


@dataclass(frozen=True)
class Return:
    """One reason for a return; an empty field means the application as a whole.

    Without words of the officer's own the reason's wording stands. `place` is what people
    call the field; the case knows it and fills it in.
    """

    code: str
    field: str = ""
    words: str = ""
    place: str = ""

    def as_json(self) -> dict[str, str]:
        """The reason as it is kept with its step."""
        reason = REASONS[self.code]
        return {
            "code": self.code,
            "label": reason.label,
            "field": self.field,
            "place": self.place,
            "words": self.words or reason.wording,
            "example": reason.example,
        }
