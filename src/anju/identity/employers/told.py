"""What is told: by SMS to the number on file, or after the code from it was right."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.models import Knock
from anju.policy.hotline import hotline

ASKED = {
    Knock.Kind.REGISTER: "有人以您的证件号码申请注册单位网上业务大厅",
    Knock.Kind.RESET: "有人以您的证件号码申请重置单位网上业务大厅的登录密码",
}
WHY = {
    Knock.Verdict.WRONG_MOBILE: "所填手机号码与中心登记的不一致，没有办理。"
    "手机号码有变更，请本人持身份证到柜台办理。",
}


class AgentAlreadyRegistered(Refusal):
    code = "identity.agent_already_registered"


class EmployerIsClosed(Refusal):
    code = "identity.employer_is_closed"


class AgentNotRegistered(Refusal):
    code = "identity.agent_not_registered"


AFTER_PROOF = (AgentAlreadyRegistered, EmployerIsClosed, AgentNotRegistered)


def told_about(kind: Knock.Kind, verdict: Knock.Verdict, now: datetime) -> str:
    """The message's words; where nobody is told they are the same length of work."""
    why = WHY.get(verdict, "所填信息与中心登记不一致，没有办理。")
    return f"{ASKED[kind]}：{why}如非本人操作，请拨打 {hotline(now=now)}。"


def refusal_of_agent(knock: Knock) -> Refusal | None:
    """Why an agent who has proven himself is not let in all the same; nothing if he is."""
    if knock.verdict == Knock.Verdict.ALREADY:
        return AgentAlreadyRegistered(
            "您已经注册过，不需要再次注册，请直接登录；忘记密码请在登录页点“忘记密码”。"
        )
    if knock.verdict == Knock.Verdict.CLOSED:
        return EmployerIsClosed(
            "单位账户已销户，不能办理网上业务。有疑问请带单位公章和本人身份证到就近的管理部核实。"
        )
    if knock.verdict == Knock.Verdict.NOT_REGISTERED:
        return AgentNotRegistered(
            "您还没有注册，没有可以重置的密码，请先在登录页点“用户注册”。"
        )
    return None
