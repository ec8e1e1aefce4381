"""Proves that each order has one fate, with evidence, and agrees with the bank's statements."""

from anju.ledger.proofs import Proof, rights_proof

PAYMENTS = (
    Proof("每笔银行指令只有一个结果，且有银行应答为证", "payments/proof_orders", "笔"),
    Proof("未决的银行指令都有人追问", "payments/proof_open_orders", "笔"),
    Proof("银行对账单首尾相符", "payments/proof_statements", "份"),
    Proof("对账单每一行与我方指令相符", "payments/proof_statement_lines", "行"),
    Proof("成功的指令都在银行对账单上", "payments/proof_orders_on_statement", "笔"),
    Proof("来款与银行对账单一致", "payments/proof_arrivals", "笔"),
    Proof("付到个人银行卡的指令只记尾号，户名与核验的一致", "payments/proof_card_orders", "笔"),
    Proof("退汇的来款与原付款一一对应，金额相同", "payments/proof_returns", "笔"),
    rights_proof(
        law="应用程序无权改动银行报文与审计记录",
        tables=["payments_bankmessage", "payments_arrival", "audit_event"],
        forbidden=["UPDATE", "DELETE", "TRUNCATE"],
    ),
)
