"""What an entry does: the business types of JGJ/T 320 appendix A.5 and a few of our own."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """业务明细类型; codes from 80 on are local, as the standard leaves them to the center."""

    REMITTANCE = "01", "汇缴"
    BACK_PAYMENT = "02", "补缴"
    INTERNAL_TRANSFER = "06", "内部转移"
    TRANSFER_OUT = "07", "外部转出"
    TRANSFER_IN = "08", "外部转入"
    INTEREST = "09", "年终结息"
    PARTIAL_WITHDRAWAL = "11", "部分提取"
    CLOSING_WITHDRAWAL = "12", "销户提取"
    LOAN_REPAYMENT = "19", "公积金提取还款"
    CORRECTION = "73", "错缴更正"
    OPENING_BALANCE = "70", "期初余额"
    PREPAYMENT = "80", "预缴"
    UNALLOTTED = "81", "暂收"
    BANK_RECEIPT = "82", "银行入账"
    REFUND = "83", "退缴"
    REFUND_PAYOUT = "84", "退款"
    WITHDRAWAL_PAYOUT = "85", "提取付款"
    CLOSING_INTEREST = "86", "销户结息"
    PAID_TWICE = "87", "重复付款追偿"


# Entries of these kinds show their amount as 发生利息额, not as 发生额.
INTEREST_KINDS = frozenset({Kind.INTEREST, Kind.CLOSING_INTEREST})
