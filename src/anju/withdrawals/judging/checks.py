"""The conditions of withdrawals, numbered, one small function each.

The same functions decide on the page, at submission and at review. Each is given the situation
and the condition as the profile words it, and answers a Verdict; none reads the database.
W01 to W05 hold for every reason, the others where a reason's rule names them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from anju.ground.calendar import Month
from anju.ground.money import format_yuan
from anju.ground.retirement import retirement_months
from anju.people.models import FundAccount, Hold
from anju.policy.items import CHINA
from anju.policy.reasons import Condition
from anju.withdrawals.judging.amounts import taken_this_year
from anju.withdrawals.judging.days import months_after
from anju.withdrawals.judging.situation import Situation
from anju.withdrawals.judging.verdicts import Verdict, met, not_met, to_tell, unknown

Check = Callable[[Situation, Condition], Verdict]


def account_open(given: Situation, _: Condition) -> Verdict:
    """W01: the account is open and has money on it."""
    if not given.account.open:
        return not_met("账户已销户", next_step="已销户的账户没有可提取的余额。")
    if given.account.balance_fen <= 0:
        return not_met("余额 0.00 元", next_step="账户有余额后再办理。")
    return met(f"余额 {format_yuan(given.account.balance_fen)} 元")


def account_not_frozen(given: Situation, _: Condition) -> Verdict:
    """W02: neither the account nor its money is frozen."""
    held_fen = given.account.balance_fen - given.account.free_fen
    if given.account.state == FundAccount.State.FROZEN:
        return not_met("账户已冻结", next_step="请到中心柜台了解冻结原因和解冻手续。")
    if held_fen and (given.closing or given.account.free_fen <= 0):
        own, way = "", "冻结解除后再办理；冻结原因可到中心柜台了解。"
        if given.facts.open_number:
            own = "（含正在办理的提取）"
            way = "正在办理的提取办结或撤回后即解除；还有别的冻结的，可到中心柜台了解。"
        return not_met(f"有 {format_yuan(held_fen)} 元被冻结{own}", next_step=way)
    return met("没有冻结" if not held_fen else f"可用 {format_yuan(given.account.free_fen)} 元")


def nothing_under_way(given: Situation, _: Condition) -> Verdict:
    """W03: no other withdrawal is under way."""
    if given.facts.open_number:
        return not_met(
            f"{given.facts.open_number} 正在办理",
            next_step="请等它办结，或先撤回，再提出新的申请。",
        )
    return met("没有")


def payouts_not_held(given: Situation, _: Condition) -> Verdict:
    """W04: nothing the member or his security did keeps payouts for a while."""
    if not given.facts.held_because:
        return met("没有暂停")
    why = Hold.Reason(given.facts.held_because).label
    until = given.facts.held_until
    if until is None:
        return not_met(f"因“{why}”暂停支付", next_step="请在“资金保护”里解除，或到柜台核实。")
    local = until.astimezone(CHINA)
    return not_met(
        f"因“{why}”，{local:%Y-%m-%d %H:%M} 前暂停支付",
        from_day=local.date(),
        next_step="到时自动恢复，您不用办理。",
    )


def leaves_something(given: Situation, _: Condition) -> Verdict:
    """W05: a partial withdrawal leaves something on the account; emptying it is closing it."""
    if not given.closing and given.account.free_fen <= 1:
        return not_met("没有可提的余额", next_step="要提空账户请办理销户提取。")
    return met(f"可用 {format_yuan(given.account.free_fen)} 元")


def paid_months_in_row(given: Situation, condition: Condition) -> Verdict:
    """W06: contributed so many months in a row, up to last month at the earliest."""
    last, in_row = given.facts.paid_last, given.facts.paid_in_row
    this_month = Month.of(given.today)
    if last is None:
        return not_met("还没有缴存记录", next_step="请联系单位经办人为您缴存。")
    if this_month - last > 2:
        return not_met(
            f"最近缴存到 {last.chinese}，已中断",
            next_step=f"恢复缴存并连续满 {condition.months} 个月后可以办理。",
        )
    if in_row >= condition.months:
        return met(f"连续缴存 {in_row} 个月，到 {last.chinese}")
    wait = condition.months - in_row
    return not_met(
        f"连续缴存 {in_row} 个月，到 {last.chinese}",
        from_day=(last + wait).first_day,
        next_step=f"再连续缴存 {wait} 个月。",
    )


def account_sealed_for(given: Situation, condition: Condition) -> Verdict:
    """W07: the account has been sealed for so many months."""
    sealed_on = given.account.sealed_on
    if given.account.state != FundAccount.State.SEALED or sealed_on is None:
        return not_met("账户正常缴存", next_step="离职后由原单位办理封存，再按封存日期计算。")
    free_on = months_after(sealed_on, condition.months)
    if given.today >= free_on:
        return met(f"{sealed_on} 封存")
    return not_met(f"{sealed_on} 封存", from_day=free_on, next_step="到日期后即可申请。")


def not_paid_elsewhere(given: Situation, _: Condition) -> Verdict:
    """W08: no other account of his is being paid into."""
    active = [
        one
        for one in given.facts.accounts
        if one.state == FundAccount.State.NORMAL and one.number != given.account.number
    ]
    if active:
        return not_met(
            f"正在 {active[0].employer} 缴存",
            next_step="请把原账户转移到现在的单位，不能销户。",
        )
    return met("没有在其他单位缴存")


def of_retirement_age(given: Situation, condition: Condition) -> Verdict:
    """W09: of statutory retirement age, or a paper says that he retired earlier."""
    if given.facts.retired:
        return met("按已退休测算")
    earliest, latest = retirement_months(given.facts.born_on, sex=given.facts.sex)
    this_month = Month.of(given.today)
    born = f"{given.facts.born_on:%Y-%m-%d} 出生"
    if this_month >= latest:
        return met(f"{born}，{latest.chinese}达到法定退休年龄")
    if condition.field and given.facts.papers.get(condition.field):
        return unknown(f"{born}，已提交退休材料", next_step="由中心核对退休审批材料。")
    if this_month >= earliest:
        return unknown(
            f"{born}，原退休年龄 50 岁的已达到，55 岁的要到 {latest.chinese}",
            next_step="由中心按您的岗位核对；有退休证的请一并上传。",
        )
    return not_met(
        f"{born}，{earliest.chinese}达到法定退休年龄",
        from_day=earliest.first_day,
        next_step="已提前退休的，请先在材料夹上传退休证或审批表。",
    )


def contract_within(given: Situation, condition: Condition) -> Verdict:
    """W10: the contract or permit is not older than so many months, nor of the future."""
    day = given.day(condition.field)
    if day is None:
        return to_tell("填写日期后核对。")
    if day > given.today:
        return not_met(f"{day}", from_day=day, next_step="日期不能晚于今天，请核对。")
    last = months_after(day, condition.months)
    if given.today <= last:
        return met(f"{day}，{last} 前可以办理")
    return not_met(f"{day}，已于 {last} 过期", next_step="超过期限的不能再提取。")


def not_taken_since(given: Situation, condition: Condition) -> Verdict:
    """W11: so many months have passed since the last withdrawal for the same reason."""
    before = [one.on for one in given.facts.taken if one.reason == given.reason]
    if not before:
        return met("以前没有提取过")
    free_on = months_after(max(before), condition.months)
    if given.today >= free_on:
        return met(f"上一次 {max(before)}")
    return not_met(f"上一次 {max(before)}", from_day=free_on, next_step="到日期后即可申请。")


def home_not_used_before(given: Situation, condition: Condition) -> Verdict:
    """W12: this home, or this permit, was not the ground of an earlier withdrawal of his."""
    if not given.told.get(condition.field):
        return to_tell("填写编号后核对。")
    if given.home and any(one.home == given.home for one in given.facts.taken):
        return not_met("已凭这份合同或文件提取过", next_step="同一套住房不能重复提取。")
    return met("没有提取过")


def no_own_home(given: Situation, condition: Condition) -> Verdict:
    """W13: no home of one's own in the city; only the register of homes can prove it."""
    told = given.told.get(condition.field, "")
    if not told:
        return to_tell("请说明本人及配偶在本市有没有自有住房。")
    if told != "是":
        return not_met("有自有住房", next_step="有自有住房的不能办理租房提取。")
    if given.facts.papers.get("no_home_proof"):
        return unknown("声明没有，已提交无房证明", next_step="由中心核对无房证明。")
    return unknown("声明没有", next_step="由中心向不动产登记部门核查；有无房证明的请上传。")


def loan_on_record(given: Situation, _: Condition) -> Verdict:
    """W14: a loan of the wanted kind is on record with him as main borrower (N-09, N-20)."""
    loan = given.loan
    if loan is not None and given.rule.path == "loan_number" and not given.told.get("loan"):
        return met("已登记，填写材料号后反显")
    if loan is not None:
        return met(f"{loan.bank} 合同 {loan.contract_number}，材料号 {loan.number}")
    if given.told.get("loan"):
        return not_met("材料号不是您的", next_step="请核对材料号，或从查询结果中选择。")
    kinds = {one.field for one in given.rule.conditions if one.check == "loan_on_record"}
    if any(one.kind in kinds for one in given.facts.loans):
        return to_tell("有多笔贷款，请选择一笔。")
    return not_met(
        "没有登记", next_step="请带贷款合同和还款记录到柜台登记，得到材料号后再申请。"
    )


def loan_in_good_standing(given: Situation, _: Condition) -> Verdict:
    """W15: the loan is neither overdue nor settled before the last withdrawal."""
    loan = given.loan
    if loan is None:
        return to_tell("选择贷款后核对。")
    if loan.state == "overdue":
        return not_met("有逾期", next_step="请先还清逾期本息，银行更新记录后再申请。")
    return met("已结清" if loan.state == "settled" else "正常还款")


def no_unsettled_loan(given: Situation, _: Condition) -> Verdict:
    """W16: no provident-fund loan is unsettled; with one only repayment reasons are open."""
    running = [
        one for one in given.facts.loans if one.kind == "fund" and one.state != "settled"
    ]
    if running:
        return not_met(
            f"公积金贷款 {running[0].contract_number} 尚未结清",
            next_step="结清以前只能提取用于还贷。",
        )
    return met("没有未结清的公积金贷款")


def within_year_cap(given: Situation, _: Condition) -> Verdict:
    """W17: something is left of this calendar year's cap."""
    cap_fen = given.rule.amount.cap_fen
    used_fen = taken_this_year(given)
    if used_fen < cap_fen:
        return met(f"今年已提 {format_yuan(used_fen)} 元，限额 {format_yuan(cap_fen)} 元")
    return not_met(
        f"今年已提满 {format_yuan(cap_fen)} 元",
        from_day=date(given.today.year + 1, 1, 1),
        next_step="明年元旦起可以再提。",
    )


def declared(given: Situation, condition: Condition) -> Verdict:
    """W18: the member declares it; a person may look closer."""
    told = given.told.get(condition.field, "")
    if not told:
        return to_tell("请在申请时说明。")
    if told != "是":
        return not_met("否", next_step="不符合这一项的不能办理。")
    return unknown("声明符合", next_step="由中心核对。")


def by_paper(given: Situation, condition: Condition) -> Verdict:
    """W19: only a paper proves it, and a person reads it."""
    if given.facts.papers.get(condition.field):
        return unknown("已提交材料", next_step="由中心核对材料。")
    return to_tell("请在材料夹里准备好这份材料。")


EVERY: Final[tuple[tuple[str, str, Check], ...]] = (
    ("W01", "账户正常开立且有余额", account_open),
    ("W02", "账户和资金没有冻结", account_not_frozen),
    ("W03", "没有正在办理的提取", nothing_under_way),
    ("W04", "没有暂停支付", payouts_not_held),
    ("W05", "部分提取后账户仍有留存", leaves_something),
)
BY_NAME: Final[dict[str, tuple[str, Check]]] = {
    "paid_months_in_row": ("W06", paid_months_in_row),
    "account_sealed_for": ("W07", account_sealed_for),
    "not_paid_elsewhere": ("W08", not_paid_elsewhere),
    "of_retirement_age": ("W09", of_retirement_age),
    "contract_within": ("W10", contract_within),
    "not_taken_since": ("W11", not_taken_since),
    "home_not_used_before": ("W12", home_not_used_before),
    "no_own_home": ("W13", no_own_home),
    "loan_on_record": ("W14", loan_on_record),
    "loan_in_good_standing": ("W15", loan_in_good_standing),
    "no_unsettled_loan": ("W16", no_unsettled_loan),
    "within_year_cap": ("W17", within_year_cap),
    "declared": ("W18", declared),
    "by_paper": ("W19", by_paper),
}
