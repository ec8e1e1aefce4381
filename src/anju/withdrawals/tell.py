"""Tells a member in his inbox what has become of his withdrawal (Z-16).

Of a dead member's money his heir is told, by SMS as well: he need not be in any hall.
"""

from datetime import datetime

from anju.ground.masks import mask_name
from anju.ground.money import format_yuan
from anju.notices.models import Message, Notice
from anju.notices.push_notices import push_notice
from anju.notices.write_message import write_message
from anju.withdrawals.models import Withdrawal

WHY_MOST = 150
# As long as a message may be: what is told never stops what it tells of.
TEXT_MOST = 300


def tell_applied(withdrawal: Withdrawal, *, now: datetime) -> None:
    """The application is in, and until when it is decided."""
    case = withdrawal.case
    due = f"，预计 {case.due_on} 前办结" if case else ""
    sum_ = f"{format_yuan(withdrawal.amount_fen)} 元{_besides(withdrawal)}"
    _tell(
        withdrawal,
        "applied",
        f"{_what(withdrawal)}申请 {sum_}已提交（{withdrawal.number}）{due}。",
        now,
    )


def tell_queued(withdrawal: Withdrawal, *, now: datetime) -> None:
    """It is kept until the hours open."""
    _tell(
        withdrawal,
        "queued",
        f"{_what(withdrawal)}申请已收下（{withdrawal.number}），"
        "到办理时间自动受理，在此之前可以撤回。",
        now,
    )


def tell_approved(withdrawal: Withdrawal, *, now: datetime) -> None:
    """Two officers have passed it, and the bank is to pay."""
    _tell(
        withdrawal,
        f"approved{withdrawal.attempt}",
        f"{_what(withdrawal)}申请（{withdrawal.number}）已审核通过，"
        f"{format_yuan(withdrawal.total_fen)} 元正由银行付到 {withdrawal.card.bank}"
        f"（{withdrawal.card.masked}）。",
        now,
    )


def tell_paid(withdrawal: Withdrawal, *, now: datetime) -> None:
    """The money is in his bank account."""
    slip = "回单可到柜台打印" if withdrawal.payee else "可打印提取回单"
    _tell(
        withdrawal,
        f"paid{withdrawal.attempt}",
        f"{_what(withdrawal)}{format_yuan(withdrawal.total_fen)} 元已付到 "
        f"{withdrawal.card.bank}（{withdrawal.card.masked}），{slip}。",
        now,
    )


def tell_bounced(withdrawal: Withdrawal, *, now: datetime) -> None:
    """The bank has not paid, or it came back: what to do."""
    way = (
        "请带身份证和能收款的本人银行卡到柜台换绑后重付"
        if withdrawal.payee
        else "请换绑本人银行卡后重新付款，或退回公积金账户"
    )
    _tell(
        withdrawal,
        f"bounced{withdrawal.attempt}",
        f"{_what(withdrawal)}{format_yuan(withdrawal.total_fen)} 元没有付到银行卡"
        f"（{_short(withdrawal.failure)}）。钱没有丢：{way}。",
        now,
    )


def tell_given_back(withdrawal: Withdrawal, *, now: datetime) -> None:
    """The money stands on the account again."""
    _tell(
        withdrawal,
        "given_back",
        f"{_what(withdrawal)}{format_yuan(withdrawal.amount_fen)} 元已退回"
        "公积金账户，计息不中断。",
        now,
    )


def tell_refused(withdrawal: Withdrawal, why: str, *, now: datetime) -> None:
    """It was refused, and why."""
    _tell(
        withdrawal,
        "refused",
        f"{_what(withdrawal)}申请（{withdrawal.number}）不予办理：{_short(why)}"
        "冻结的金额已经恢复可用。如有异议，可到中心柜台申请复核。",
        now,
    )


def tell_returned(withdrawal: Withdrawal, why: str, round_no: int, *, now: datetime) -> None:
    """It came back to be mended, what to mend, and where."""
    where = (
        "请带身份证和材料到柜台补正，" if withdrawal.payee else "请在网厅或带身份证到柜台补正，"
    )
    _tell(
        withdrawal,
        f"returned{round_no}",
        f"{_what(withdrawal)}申请（{withdrawal.number}）需要补正：{_short(why)}{where}"
        "只需修改标明的内容，改好后保留原来的次序。",
        now,
    )


def tell_withdrawn(withdrawal: Withdrawal, *, now: datetime) -> None:
    """It was taken back at the counter; who did not ask for that learns of it."""
    _tell(
        withdrawal,
        "withdrawn",
        f"{_what(withdrawal)}申请（{withdrawal.number}）已在柜台撤回，"
        "冻结的金额已经恢复可用。不是您办理的，请马上到柜台或拨打热线查询。",
        now,
    )


def _short(why: str) -> str:
    """In one line, and no longer than a message has room for; the case says it whole."""
    words = " ".join(why.split())
    return words if len(words) <= WHY_MOST else f"{words[:WHY_MOST]}……"


def _what(withdrawal: Withdrawal) -> str:
    if withdrawal.payee is None:
        return f"您的“{withdrawal.reason_title}”"
    return f"您领取{mask_name(withdrawal.member.name)}公积金的“{withdrawal.reason_title}”"


def _besides(withdrawal: Withdrawal) -> str:
    """The interest of a closing is worked out on the day it closes: the sum is not all."""
    return "（另计销户利息）" if withdrawal.interest_fen else ""


def _tell(withdrawal: Withdrawal, step: str, text: str, now: datetime) -> None:
    told, heir = withdrawal.receiver, withdrawal.payee
    if heir is not None:
        write_message(to=heir.mobile, text=text, kind=Message.Kind.NOTICE, now=now)
    push_notice(
        notice=Notice(
            recipient=told.pk,
            business=f"{withdrawal.reason_title}审批",
            text=f"尊敬的{told.name}，{text}"[:TEXT_MOST],
            channel="网厅",
            source=f"{withdrawal.number}/{step}",
        )
    )
