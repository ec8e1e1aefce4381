"""What an employer may ask the counter for: kinds, titles, and the papers that prove it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """A kind of application; its name is the case's kind and the key of its deadline."""

    REGISTRATION = "registration"
    DEFERRAL = "deferral"
    REDUCTION = "reduction"
    CLOSING = "closing"
    SIGNING = "signing"


TITLES: Final[Mapping[Kind, str]] = {
    Kind.REGISTRATION: "单位登记信息变更（凭证明）",
    Kind.DEFERRAL: "缓缴住房公积金申请",
    Kind.REDUCTION: "降低缴存比例申请",
    Kind.CLOSING: "单位缴存注销登记",
    Kind.SIGNING: "单位缴存银行账户签约申请",
}
PAPERS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.REGISTRATION: ("营业执照或批准变更的文件",),
    Kind.DEFERRAL: ("职工代表大会或工会的决议", "亏损或停产的证明（财务报表）"),
    Kind.REDUCTION: ("职工代表大会或工会的决议", "亏损或停产的证明（财务报表）"),
    Kind.CLOSING: ("注销、撤销、合并或破产的证明",),
    Kind.SIGNING: ("开户许可证或基本存款账户信息",),
}
