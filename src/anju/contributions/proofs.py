"""Proves that deeds, rolls, orders and the ledger tell one story of every contribution."""

from anju.ledger.chart import BANK_DEPOSIT, MEMBERS, OTHER_PAYABLES, SUSPENSE
from anju.ledger.kinds import Kind
from anju.ledger.proofs import Proof

# The job that books a settled order is woken at once; after this long it was never run.
GRACE = "10 minutes"
_KINDS = {
    "remittance": Kind.REMITTANCE.value,
    "prepayment": Kind.PREPAYMENT.value,
    "back_payment": Kind.BACK_PAYMENT.value,
}
_RED = {"refund": Kind.REFUND.value, "correction": Kind.CORRECTION.value}
_UNALLOTTED = {"unallotted": Kind.UNALLOTTED.value}

CONTRIBUTIONS = (
    Proof(
        "个人账户与分户账一一对应",
        "contributions/proof_fund_accounts",
        "户",
        {"members": MEMBERS},
    ),
    Proof(
        "缴存明细逐人逐月入账，不多不少",
        "contributions/proof_shares",
        "份",
        {"members": MEMBERS, **_KINDS},
    ),
    Proof("单位比例等于最后一次调整，逐户相符", "contributions/proof_ratios", "次"),
    Proof("一人一月每种只缴一份", "contributions/proof_share_once", "份"),
    Proof("汇缴清册与明细、与上月相符", "contributions/proof_months", "月"),
    Proof(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "contributions/proof_remittances",
        "笔",
        {"members": MEMBERS, "suspense": SUSPENSE, **_KINDS},
    ),
    Proof(
        "每笔补缴等于其明细之和、付款与对方科目",
        "contributions/proof_back_payments",
        "笔",
        {"members": MEMBERS, **_KINDS},
    ),
    Proof("单位缴至年月等于最后入账的月份", "contributions/proof_paid_through", "个"),
    Proof("每笔预缴入账一次", "contributions/proof_prepayments", "笔", _KINDS),
    Proof("预缴户余额等于预缴减转出", "contributions/proof_prepaid", "户"),
    Proof(
        "银行指令成功，业务入账且只入账一次",
        "contributions/proof_orders_and_deeds",
        "笔",
        {"grace": GRACE},
    ),
    Proof(
        "归集专户等于成功收款之和",
        "contributions/proof_collection",
        "户",
        {
            "bank": BANK_DEPOSIT,
            "payout": Kind.REFUND_PAYOUT.value,
            **_KINDS,
            **_UNALLOTTED,
        },
    ),
    Proof(
        "每份退缴与更正红字入账一次，不多于原缴存",
        "contributions/proof_refunds",
        "份",
        {"members": MEMBERS, **_RED},
    ),
    Proof(
        "在途退款等于银行未答复的退款",
        "contributions/proof_refund_transit",
        "户",
        {"payables": OTHER_PAYABLES},
    ),
    Proof(
        "暂收科目等于未分摊的来款",
        "contributions/proof_suspense_balance",
        "个",
        {"suspense": SUSPENSE},
    ),
    Proof(
        "每笔来款记入暂收一次，待分摊、已分摊或已退回",
        "contributions/proof_suspense",
        "笔",
        {"suspense": SUSPENSE, "grace": GRACE, **_UNALLOTTED},
    ),
    Proof("来款分摊等于汇缴与余款", "contributions/proof_allotments", "笔"),
)
