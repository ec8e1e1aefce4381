"""What somebody with the keys to the database could do, and which law betrays it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crime:
    """Statements that tamper with the books, the law they break, and a word of the verdict."""

    law: str
    says: str
    deeds: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"{self.law}: {self.deeds[-1]}"


def crime(law: str, says: str, *deeds: str) -> Crime:
    return Crime(law, says, deeds)


LINE = "WHERE account_id = {wang} AND seq = 1"

AGAINST_THE_LEDGER = (
    crime(
        "每张凭证借贷相等",
        "凭证 {july} 借贷相差 1 分",
        f"UPDATE ledger_posting SET amount_fen = amount_fen + 1 {LINE}",
    ),
    crime(
        "每张凭证借贷相等",
        "凭证 {july} 借贷相差 -144000 分",
        f"DELETE FROM ledger_posting {LINE}",
    ),
    crime(
        "凭证与分录一一相配",
        "没有分录",
        "UPDATE ledger_posting SET entry_id = 999999 WHERE entry_id = {july}",
    ),
    crime(
        "凭证与分录一一相配",
        "凭证 {july} 的会计日与分录不同",
        "UPDATE ledger_entry SET booked_on = booked_on - 1 WHERE id = {july}",
    ),
    crime(
        "账户、余额与分录相配",
        "余额行缺失",
        "DELETE FROM ledger_balance WHERE account_id = {wang}",
    ),
    crime(
        "账户、余额与分录相配",
        "账户 9998 不存在",
        "UPDATE ledger_posting SET account_id = 9998 WHERE account_id = {bank}",
    ),
    crime(
        "余额等于分录之和，版本等于笔数",
        "账户 {wang} 余额 0+288001 分，分录合计 0+288000 分",
        "UPDATE ledger_balance SET current_fen = current_fen + 1 WHERE account_id = {wang}",
    ),
    crime(
        "余额等于分录之和，版本等于笔数",
        "账户 {wang}",
        "UPDATE ledger_balance SET current_fen = current_fen - 1, carried_fen = 1"
        " WHERE account_id = {wang}",
    ),
    crime(
        "余额等于分录之和，版本等于笔数",
        "版本 5，分录 4 笔",
        "UPDATE ledger_balance SET version = version + 1 WHERE account_id = {wang}",
    ),
    crime(
        "逐笔余额首尾相连",
        "账户 {wang} 第 1 笔",
        f"UPDATE ledger_posting SET balance_fen = balance_fen + 1 {LINE}",
    ),
    crime(
        "逐笔余额首尾相连",
        "账户 {wang} 第 3 笔之后是第 9 笔",
        "UPDATE ledger_posting SET seq = 9 WHERE account_id = {wang} AND seq = 4",
    ),
    crime(
        "积数与起息日重算一致",
        "账户 {wang} 积数",
        "UPDATE ledger_balance SET current_product = current_product + 1"
        " WHERE account_id = {wang}",
    ),
    crime(
        "积数与起息日重算一致",
        "账户 {wang} 积数",
        "UPDATE ledger_entry SET value_on = value_on - 30 WHERE id = {july}",
    ),
    crime(
        "职工账户与预缴户没有透支",
        "账户 {wang} 低至 -1 分",
        "ALTER TABLE ledger_balance DROP CONSTRAINT ledger_current_not_negative",
        "ALTER TABLE ledger_balance DROP CONSTRAINT ledger_held_stays",
        "UPDATE ledger_balance SET current_fen = -1 WHERE account_id = {wang}",
    ),
    crime(
        "冻结额等于未解冻的明细，不多于余额",
        "账户 {wang} 冻结 1 分，明细合计 0 分",
        "UPDATE ledger_balance SET held_fen = 1 WHERE account_id = {wang}",
    ),
    crime(
        "冻结额等于未解冻的明细，不多于余额",
        "多于余额",
        "ALTER TABLE ledger_balance DROP CONSTRAINT ledger_held_stays",
        "INSERT INTO ledger_hold (act, account_id, amount_fen, why, placed_on)"
        " VALUES ('TQ1', {wang}, 99999999, '冻结', '2026-07-15')",
        "UPDATE ledger_balance SET held_fen = 99999999 WHERE account_id = {wang}",
    ),
    crime(
        "分户余额合计等于科目余额",
        "科目 201",
        "UPDATE ledger_balance SET current_fen = current_fen - 1 WHERE account_id = {wang}",
    ),
    crime(
        "资产等于负债与净资产",
        "资产 720799 分，负债与净资产 720800 分",
        "UPDATE ledger_posting SET amount_fen = amount_fen + 1"
        " WHERE account_id = {bank} AND entry_id = {july}",
    ),
    crime(
        "资产等于负债与净资产",
        "科目 1019 不在会计科目表中",
        "UPDATE ledger_account SET subject = '1019' WHERE id = {bank}",
    ),
    crime(
        "同一业务流水只入账一次",
        "入账 2 次",
        "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_act_once",
        "UPDATE ledger_entry SET act = 'TQ1' WHERE act = 'red:TQ1'",
    ),
    crime(
        "红字凭证与原凭证完全相反",
        "红字凭证 {red} 与原凭证",
        "UPDATE ledger_posting SET amount_fen = amount_fen * 2 WHERE entry_id = {red}",
    ),
    crime(
        "红字凭证与原凭证完全相反",
        "红字凭证 {red} 的类型、起息日或月份与原凭证不同",
        "UPDATE ledger_entry SET value_on = value_on + 1 WHERE id = {red}",
    ),
    crime(
        "分录存放在所属年度的分区",
        "分区 ledger_posting_2026 已脱离分录表",
        "ALTER TABLE ledger_posting DETACH PARTITION ledger_posting_2026",
    ),
    crime(
        "分录存放在所属年度的分区",
        "分区 ledger_posting_2099 里有 2026-11-18 至 2026-11-18 的分录",
        "ALTER TABLE ledger_posting_2026 RENAME TO ledger_posting_2099",
    ),
    crime(
        "本年与下一年的分区已经建好",
        "2027 年没有自己的分录分区",
        "ALTER TABLE ledger_posting DETACH PARTITION ledger_posting_2027",
    ),
    crime(
        "账簿的守卫全部在岗",
        "ledger_guard 缺失、被停用或被改动",
        "ALTER TABLE ledger_posting DISABLE TRIGGER ledger_guard",
    ),
    crime(
        "账簿的守卫全部在岗",
        "ledger_open_fund 缺失、被停用或被改动",
        "ALTER FUNCTION ledger_open_fund SECURITY INVOKER",
    ),
    crime(
        "账簿的守卫全部在岗",
        "ledger_act_once 缺失、被停用或被改动",
        "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_act_once",
    ),
    crime(
        "应用程序无权改动账簿",
        "应用程序对 ledger_entry 有 UPDATE 权限",
        "GRANT UPDATE (summary) ON ledger_entry TO anju_app",
    ),
    crime(
        "应用程序无权改动账簿",
        "应用程序对 ledger_posting_2026 有 DELETE 权限",
        "GRANT DELETE ON ledger_posting_2026 TO PUBLIC",
    ),
)

AGAINST_PAYMENTS = (
    crime(
        "每笔银行指令只有一个结果，且有银行应答为证",
        "与采纳的银行应答不一致",
        "UPDATE payments_order SET state = 'rejected' WHERE id = {order}",
    ),
    crime(
        "每笔银行指令只有一个结果，且有银行应答为证",
        "没有银行应答为证",
        "DELETE FROM payments_bankmessage WHERE order_id = {order}",
    ),
    crime(
        "每笔银行指令只有一个结果，且有银行应答为证",
        "状态 lost 不存在",
        "UPDATE payments_order SET state = 'lost' WHERE id = {open_order}",
    ),
    crime(
        "未决的银行指令都有人追问",
        "没有下次查询的时间",
        "UPDATE payments_order SET look_at = NULL WHERE id = {open_order}",
    ),
    crime(
        "银行对账单首尾相符",
        "期初加发生不等于期末",
        "UPDATE payments_daystatement SET closing_fen = closing_fen + 1",
    ),
    crime(
        "银行对账单首尾相符",
        "应有 6 行，存有 5 行",
        "DELETE FROM payments_statementline WHERE line_no = 1",
    ),
    crime(
        "对账单每一行与我方指令相符",
        "金额或方向与对账单不同",
        "UPDATE payments_statementline SET direction = 'out' WHERE order_id = {order}",
    ),
    crime(
        "对账单每一行与我方指令相符",
        "没有连到指令",
        "UPDATE payments_statementline SET order_id = NULL WHERE order_id = {order}",
    ),
    crime(
        "成功的指令都在银行对账单上",
        "对账单上却没有",
        "UPDATE payments_statementline SET order_id = NULL, serial = ''"
        " WHERE order_id = {order}",
    ),
    crime(
        "应用程序无权改动银行报文与审计记录",
        "应用程序对 payments_bankmessage 有 DELETE 权限",
        "GRANT DELETE ON payments_bankmessage TO anju_app",
    ),
)
