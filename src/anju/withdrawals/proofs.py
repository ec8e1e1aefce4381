"""Proves that withdrawals, cases, holds, orders and the ledger tell one story."""

from anju.ledger.chart import MEMBERS, OTHER_PAYABLES, OTHER_RECEIVABLES
from anju.ledger.kinds import Kind
from anju.ledger.proofs import Proof

# The job that acts on an answer is woken at once; after this long it was never run.
GRACE = "10 minutes"

WITHDRAWALS = (
    Proof("申请中的提取逐笔冻结，办结后不再冻结", "withdrawals/proof_holds", "笔"),
    Proof(
        "每笔提取出账一次，金额与利息相符",
        "withdrawals/proof_booked",
        "笔",
        {
            "members": MEMBERS,
            "partial": Kind.PARTIAL_WITHDRAWAL.value,
            "repaying": Kind.LOAN_REPAYMENT.value,
            "closing": Kind.CLOSING_WITHDRAWAL.value,
            "interest": Kind.CLOSING_INTEREST.value,
        },
    ),
    Proof(
        "提取付款指令与提取一一对应，只付一次，只付本人或继承人",
        "withdrawals/proof_orders",
        "笔",
        {"grace": GRACE},
    ),
    Proof(
        "提取在途等于付款中与退汇的提取",
        "withdrawals/proof_transit",
        "户",
        {"payables": OTHER_PAYABLES},
    ),
    Proof(
        "重复付款逐笔立账追偿，账上余额等于未追回的合计",
        "withdrawals/proof_claims",
        "笔",
        {"receivables": OTHER_RECEIVABLES, "twice": Kind.PAID_TWICE.value},
    ),
    Proof("提取与办件状态相符，由不同的人审核", "withdrawals/proof_eyes", "笔"),
)
