"""What is said in which case: by SMS to the number on file, or after the code was right."""

from datetime import date
from typing import Final

from anju.ground.errors import Refusal
from anju.identity.enrolment.judge import Case
from anju.identity.knocks.begin_knock import Door
from anju.identity.models import Code, Holder, Knock
from anju.policy.rules import value

DOOR: Final = Door(
    holder=Holder.MEMBER,
    purposes={
        Knock.Kind.REGISTER: Code.Purpose.REGISTER,
        Knock.Kind.RESET: Code.Purpose.RESET,
    },
    words={
        Knock.Kind.REGISTER: "用于注册网上业务",
        Knock.Kind.RESET: "用于重置登录密码",
    },
)
_DEEDS: Final = {Knock.Kind.REGISTER: "办理网上注册", Knock.Kind.RESET: "重置登录密码"}
_WRONG: Final = {Knock.Verdict.WRONG_NAME: "姓名", Knock.Verdict.WRONG_MOBILE: "手机号码"}
_WHO_CORRECTS: Final = {
    "counter": "登记有误的，请带身份证到柜台更正",
    "agent": "登记有误的，请告诉单位经办人，由其在单位网厅提出更正",
}


class AlreadyRegistered(Refusal):
    code = "identity.already_registered"


class AccountsClosed(Refusal):
    code = "identity.accounts_closed"


class StoppedByUs(Refusal):
    code = "identity.hall_stopped"


class NotRegistered(Refusal):
    code = "identity.not_registered"


class NotSignedAtCounter(Refusal):
    code = "identity.not_signed_at_counter"


AFTER_PROOF: Final = (
    AlreadyRegistered,
    AccountsClosed,
    StoppedByUs,
    NotRegistered,
    NotSignedAtCounter,
)


def detail_text(kind: Knock.Kind, case: Case, today: date) -> str:
    """The message to the number on file: what was wrong, whom to ask, and what if it was
    somebody else."""
    wrong = _WRONG.get(case.verdict, "信息")
    who = _WHO_CORRECTS[value("identity.member_mismatch", on=today)]
    hotline = value("hall.hotline", on=today)
    return (
        f"您正在{_DEEDS[kind]}，但填写的{wrong}与中心登记不一致，没有办成。请核对后重试；"
        f"{who}。如非本人操作，请拨打{hotline}。"
    )


def stopped_by_us() -> StoppedByUs:
    """The sentence for an account that was stopped, before this knock or during it."""
    return StoppedByUs(
        "您的网上业务已停用，暂时不能在网上办理。请带身份证到就近的管理部核实后恢复。"
    )


def refusal_of(knock: Knock) -> Refusal | None:
    """Why somebody who has proven himself is not let in all the same; nothing if he is.

    (Z-02: nobody registers twice; Z-07: closed accounts do not register; N-02.)
    """
    if knock.verdict == Knock.Verdict.ALREADY:
        return AlreadyRegistered("您已经注册过，不需要再次注册，请直接登录。")
    if knock.verdict == Knock.Verdict.CLOSED:
        return AccountsClosed(
            "您的住房公积金账户为销户状态，按规定不能注册。单位重新为您缴存后即可注册；"
            "有疑问请带身份证到就近的管理部核实。"
        )
    if knock.verdict == Knock.Verdict.LOCKED:
        return stopped_by_us()
    if knock.verdict == Knock.Verdict.NOT_REGISTERED:
        return NotRegistered("您还没有注册过网上业务，没有可以重置的密码，请先注册。")
    if knock.verdict == Knock.Verdict.NOT_SIGNED:
        return NotSignedAtCounter(
            "您还没有开通网上业务。请带身份证到就近的管理部签订面签协议，当场开通。"
        )
    return None
