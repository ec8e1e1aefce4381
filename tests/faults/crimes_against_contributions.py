"""What could be done to rolls and deeds, and which law betrays it."""

from faults.crimes import Crime, crime

AGAINST_CONTRIBUTIONS: tuple[Crime, ...] = (
    crime(
        "个人账户与分户账一一对应",
        "没有个人账户",
        "INSERT INTO ledger_account VALUES (888888, '201', '019', '2026-07-01')",
    ),
    crime(
        "缴存明细逐人逐月入账，不多不少",
        "应入 144001 分，入账 1 次 144000 分",
        "UPDATE contributions_share SET own_fen = own_fen + 1"
        " WHERE account_id = {wang} AND month = 202607",
    ),
    crime(
        "缴存明细逐人逐月入账，不多不少",
        "入账 144000 分，却没有明细",
        "DELETE FROM contributions_share WHERE account_id = {wang} AND month = 202607",
    ),
    crime(
        "缴存明细逐人逐月入账，不多不少",
        "没有入账",
        "DELETE FROM ledger_posting WHERE entry_id = {july}",
    ),
    crime(
        "一人一月每种只缴一份",
        "缴了 2 份",
        "DROP INDEX contributions_one_live_share_of_a_kind",
        "UPDATE contributions_share SET month = 202607 WHERE account_id = {wang}"
        " AND month = 202608",
    ),
    crime(
        "汇缴清册与明细、与上月相符",
        "202607 的清册数字为 3、",
        "UPDATE contributions_remittedmonth SET heads = heads + 1, joined = joined + 1"
        " WHERE month = 202607",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "各月之和 291000 分",
        "UPDATE contributions_remittance SET total_fen = 1, paid_fen = 1"
        " WHERE id = {remittance}",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "银行指令 290999 分",
        "UPDATE payments_order SET amount_fen = 290999 WHERE id = {order}",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "的对方科目不对",
        "UPDATE people_employer SET prepayment_id = {wang} WHERE paid_through = 202608",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "已入账，银行指令却未成功",
        "UPDATE payments_order SET state = 'accepted' WHERE id = {order}",
    ),
    crime(
        "缴存明细逐人逐月入账，不多不少",
        "202607 账户 {li} 应入 2001 分，入账 1 次 2000 分",
        "UPDATE contributions_share SET own_fen = own_fen + 1 WHERE back_payment_id = {back}",
    ),
    crime(
        "一人一月每种只缴一份",
        "的明细不属于有效的汇缴或补缴",
        "UPDATE contributions_backpayment SET state = 'failed' WHERE id = {back}",
    ),
    crime(
        "每笔补缴等于其明细之和、付款与对方科目",
        "合计 2001 分，明细之和 2000 分",
        "UPDATE contributions_backpayment SET total_fen = 2001, paid_fen = 2001"
        " WHERE id = {back}",
    ),
    crime(
        "每笔补缴等于其明细之和、付款与对方科目",
        "仍有有效的明细或分录",
        "UPDATE contributions_backpayment SET state = 'dropped' WHERE id = {back}",
    ),
    crime(
        "每笔补缴等于其明细之和、付款与对方科目",
        "的缴款方式与金额不符",
        "UPDATE contributions_backpayment SET method = 'prepayment' WHERE id = {back}",
    ),
    crime(
        "每笔补缴等于其明细之和、付款与对方科目",
        "入账，却没有这笔业务",
        "UPDATE ledger_entry SET act = 'BJ0000000/2026-07/0' WHERE kind = '02'",
    ),
    crime(
        "每笔补缴等于其明细之和、付款与对方科目",
        "的对方科目不对",
        "UPDATE ledger_posting SET account_id = {prepaid_account}, seq = 99"
        " WHERE account_id = {bank}"
        " AND entry_id = (SELECT id FROM ledger_entry WHERE kind = '02')",
    ),
    crime(
        "每份退缴与更正红字入账一次，不多于原缴存",
        "的金额与原缴存明细不符",
        "UPDATE contributions_refundedshare SET own_fen = own_fen + 1",
    ),
    crime(
        "每份退缴与更正红字入账一次，不多于原缴存",
        "没有退缴明细",
        "DELETE FROM contributions_refundedshare",
    ),
    crime(
        "每份退缴与更正红字入账一次，不多于原缴存",
        "的起息日或月份与原凭证不同",
        "UPDATE ledger_entry SET value_on = value_on - 1 WHERE kind = '73'",
    ),
    crime(
        "在途退款等于银行未答复的退款",
        "退款在途账上 0 分，处理中的退款 200 分",
        "UPDATE contributions_refund SET payout = 'processing'",
    ),
    crime(
        "单位缴至年月等于最后入账的月份",
        "缴至 202609，最后入账的是 202608",
        "UPDATE people_employer SET paid_through = 202609",
    ),
    crime(
        "每笔预缴入账一次",
        "的状态 processing 与入账不符",
        "UPDATE contributions_prepayment SET state = 'processing' WHERE id = {prepaid}",
    ),
    crime(
        "预缴户余额等于预缴减转出",
        "预缴户 30000 分，预缴减转出 30001 分",
        "UPDATE contributions_prepayment SET amount_fen = amount_fen + 1 WHERE id = {prepaid}",
    ),
    crime(
        "银行指令成功，业务入账且只入账一次",
        "却是 accepted",
        "UPDATE payments_order SET state = 'accepted' WHERE id = {order}",
    ),
    crime(
        "银行指令成功，业务入账且只入账一次",
        "仍在处理中",
        "UPDATE payments_order SET settled_at = now() - interval '1 hour' WHERE id = {order}",
        "DROP INDEX contributions_one_in_progress",
        "UPDATE contributions_remittance SET state = 'processing' WHERE id = {remittance}",
    ),
    crime(
        "每笔预缴入账一次",
        "的缴款方式与银行指令不符",
        "UPDATE contributions_prepayment SET way = 'cheque' WHERE id = {prepaid}",
    ),
    crime(
        "归集专户等于成功收款之和",
        "成功收款 740801 分",
        "UPDATE contributions_prepayment SET amount_fen = amount_fen - 29999"
        " WHERE way = 'cheque'",
    ),
    crime(
        "归集专户等于成功收款之和",
        "成功收款 479800 分",
        "UPDATE payments_order SET payee_account = 'elsewhere' WHERE id = {order}",
    ),
)
