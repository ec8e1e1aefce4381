"""Tells a member in his inbox what has become of his withdrawal (Z-16)."""

from anju.ground.money import format_yuan
from anju.notices.models import Notice
from anju.notices.push_notices import push_notice
from anju.withdrawals.models import Withdrawal


def tell_applied(withdrawal: Withdrawal) -> None:
    """The application is in, and until when it is decided."""
    case = withdrawal.case
    due = f"，预计 {case.due_on} 前办结" if case else ""
    _tell(
        withdrawal,
        "applied",
        f"您的“{withdrawal.reason_title}”申请 {format_yuan(withdrawal.amount_fen)} 元已提交"
        f"（{withdrawal.number}）{due}。",
    )


def tell_queued(withdrawal: Withdrawal) -> None:
    """It is kept until the hours open."""
    _tell(
        withdrawal,
        "queued",
        f"您的“{withdrawal.reason_title}”申请已收下（{withdrawal.number}），"
        "到办理时间自动受理，在此之前可以撤回。",
    )


def tell_approved(withdrawal: Withdrawal) -> None:
    """Two officers have passed it, and the bank is to pay."""
    _tell(
        withdrawal,
        f"approved{withdrawal.attempt}",
        f"您的“{withdrawal.reason_title}”申请（{withdrawal.number}）已审核通过，"
        f"{format_yuan(withdrawal.total_fen)} 元正由银行付到 {withdrawal.card.bank}"
        f"（{withdrawal.card.masked}）。",
    )


def tell_paid(withdrawal: Withdrawal) -> None:
    """The money is in his bank account."""
    _tell(
        withdrawal,
        f"paid{withdrawal.attempt}",
        f"您的“{withdrawal.reason_title}”{format_yuan(withdrawal.total_fen)} 元已付到 "
        f"{withdrawal.card.bank}（{withdrawal.card.masked}），可打印提取回单。",
    )


def tell_bounced(withdrawal: Withdrawal) -> None:
    """The bank has not paid, or it came back: what to do."""
    _tell(
        withdrawal,
        f"bounced{withdrawal.attempt}",
        f"您的“{withdrawal.reason_title}”{format_yuan(withdrawal.total_fen)} 元没有付到银行卡"
        f"（{withdrawal.failure}）。钱没有丢：请换绑本人银行卡后重新付款，或退回公积金账户。",
    )


def tell_given_back(withdrawal: Withdrawal) -> None:
    """The money stands on the account again."""
    _tell(
        withdrawal,
        "given_back",
        f"您的“{withdrawal.reason_title}”{format_yuan(withdrawal.amount_fen)} 元已退回"
        "公积金账户，计息不中断。",
    )


def tell_refused(withdrawal: Withdrawal, why: str) -> None:
    """It was refused, and why."""
    _tell(
        withdrawal,
        "refused",
        f"您的“{withdrawal.reason_title}”申请（{withdrawal.number}）不予办理：{why}"
        "冻结的金额已经恢复可用。如有异议，可到中心柜台申请复核。",
    )


def tell_returned(withdrawal: Withdrawal, why: str, round_no: int) -> None:
    """It came back to be mended, and what to mend."""
    _tell(
        withdrawal,
        f"returned{round_no}",
        f"您的“{withdrawal.reason_title}”申请（{withdrawal.number}）需要补正：{why}"
        "只需修改标明的内容，改好后保留原来的次序。",
    )


def _tell(withdrawal: Withdrawal, step: str, text: str) -> None:
    push_notice(
        notice=Notice(
            recipient=withdrawal.member_id,
            business=f"{withdrawal.reason_title}审批",
            text=f"尊敬的{withdrawal.member.name}，{text}",
            channel="网厅",
            source=f"{withdrawal.number}/{step}",
        )
    )
