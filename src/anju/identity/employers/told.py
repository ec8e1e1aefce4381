"""What is told by SMS to the mobile on file when somebody's details did not fit."""

from datetime import datetime

from anju.identity.models import Knock
from anju.policy.hotline import hotline

ASKED = {
    Knock.Kind.REGISTER: "有人以您的证件号码申请注册单位网上业务大厅",
    Knock.Kind.RESET: "有人以您的证件号码申请重置单位网上业务大厅的登录密码",
}
WHY = {
    Knock.Verdict.CLOSED: "单位账户已销户，不能办理。",
    Knock.Verdict.WRONG_MOBILE: "所填手机号码与中心登记的不一致，没有办理。"
    "手机号码有变更，请本人持身份证到柜台办理。",
    Knock.Verdict.ALREADY: "您已经注册，请直接登录；忘记密码请在登录页点“忘记密码”。",
    Knock.Verdict.NOT_REGISTERED: "您还没有注册，请先在登录页点“用户注册”。",
}


def told_about(kind: Knock.Kind, verdict: Knock.Verdict, now: datetime) -> str:
    """The message's words; where nobody is told they are the same length of work."""
    why = WHY.get(verdict, "所填信息与中心登记不一致，没有办理。")
    return f"{ASKED[kind]}：{why}如非本人操作，请拨打 {hotline(now=now)}。"
