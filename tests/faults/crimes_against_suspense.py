"""What could be done to money that came by itself, and which law betrays it."""

from faults.crimes import Crime, crime

ONCE = "每笔来款记入暂收一次，待分摊、已分摊或已退回"
SHARED = "来款分摊等于汇缴与余款"

AGAINST_SUSPENSE: tuple[Crime, ...] = (
    crime(
        "暂收科目等于未分摊的来款",
        "暂收科目 7000 分，未分摊的来款 0 分",
        "UPDATE contributions_suspense SET state = 'allotted', settled_on = '2026-11-18'"
        " WHERE id = {unknown}",
    ),
    crime(
        "暂收科目等于未分摊的来款",
        "未分摊的来款 7001 分",
        "UPDATE payments_arrival SET amount_fen = 7001 WHERE bank_serial = 'BA1'",
    ),
    crime(
        ONCE,
        "没有记入暂收",
        "DELETE FROM contributions_suspense WHERE id = {unknown}",
        "UPDATE payments_arrival SET recorded_at = now() - interval '1 hour'",
    ),
    crime(
        ONCE,
        "入账 1 次 7000 分",
        "UPDATE payments_arrival SET amount_fen = 6999 WHERE bank_serial = 'BA1'",
    ),
    crime(
        ONCE,
        "却不知分给了哪一笔",
        "UPDATE contributions_suspense SET state = 'allotted', settled_on = '2026-11-18'"
        " WHERE id = {unknown}",
    ),
    crime(
        ONCE,
        "它却是 posted",
        "UPDATE contributions_suspense SET remittance_id = {transfer} WHERE id = {unknown}",
    ),
    crime(
        ONCE,
        "的状态 returned 与退回不符",
        "UPDATE contributions_suspense SET state = 'returned', settled_on = '2026-11-18'"
        " WHERE id = {unknown}",
    ),
    crime(
        ONCE,
        "没有按原金额退回原账户",
        "UPDATE payments_order SET payee_account = '6222000000000002'"
        " WHERE purpose = 'arrival_return'",
    ),
    crime(
        ONCE,
        "与支票不符，或重复入账",
        "UPDATE contributions_suspense SET state = 'cheque', settled_on = '2026-11-18'"
        " WHERE id = {unknown}",
    ),
    crime(
        SHARED,
        "144000 分，分摊来款 150000 分，余款 5999 分",
        "UPDATE contributions_prepayment SET amount_fen = 5999 WHERE way = 'arrival'",
    ),
    crime(
        SHARED,
        "分摊来款 0 分",
        "UPDATE contributions_suspense SET remittance_id = NULL WHERE state = 'allotted'",
    ),
    crime(
        SHARED,
        "没有来款",
        "UPDATE contributions_suspense SET prepayment_id = NULL WHERE state = 'allotted'",
        "UPDATE contributions_remittance SET method = 'realtime' WHERE id = {transfer}",
    ),
    crime(
        "来款与银行对账单一致",
        "不在 2026-11-18 的对账单上",
        "UPDATE payments_arrival SET day = '2026-11-18' WHERE bank_serial = 'BA1'",
    ),
    crime(
        "来款与银行对账单一致",
        "没有登记",
        "UPDATE payments_statementline SET order_id = NULL, serial = '' WHERE line_no = 1",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "的对方科目不对",
        "UPDATE contributions_remittance SET method = 'realtime', reference = '',"
        " order_id = (SELECT id FROM payments_order WHERE purpose = 'arrival_return')"
        " WHERE id = {transfer}",
        "UPDATE payments_order SET amount_fen = 144000 WHERE purpose = 'arrival_return'",
    ),
    crime(
        "每笔汇缴等于其各月之和、付款与对方科目",
        "已有分录，或不是转账汇款",
        "UPDATE contributions_remittance SET state = 'waiting' WHERE id = {transfer}",
    ),
    crime(
        "银行指令成功，业务入账且只入账一次",
        "却是 rejected",
        "UPDATE payments_order SET state = 'rejected' WHERE purpose = 'arrival_return'",
    ),
    crime(
        "归集专户等于成功收款之和",
        "成功收款",
        "UPDATE contributions_suspense SET state = 'open', settled_on = NULL"
        " WHERE state = 'returned'",
    ),
)
