"""How much a reason lets a member take: one small function for each shape of formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from anju.ground.money import Rounding, format_yuan, round_fen
from anju.withdrawals.judging.days import months_between
from anju.withdrawals.judging.situation import Situation


@dataclass(frozen=True)
class Offer:
    """At most how much, in fen, and how that was worked out; the balance is looked at last.

    `lowered` says why it is less than what was told to have cost, and is empty where it is not.
    """

    fen: int
    basis: str
    lowered: str = ""


Formula = Callable[[Situation], Offer]


def offer_of(given: Situation, *, leave_fen: int) -> Offer:
    """What the reason offers of this account, in fen; never less than zero.

    A partial withdrawal leaves `leave_fen`. Shares are rounded down to whole fen. Raises
    BadAmount for a cost that is no amount.
    """
    wanted = FORMULAS[given.rule.amount.formula](given)
    if given.closing:
        return wanted
    free_fen = max(0, given.account.free_fen - leave_fen)
    if wanted.fen > free_fen:
        wanted = Offer(free_fen, f"{wanted.basis}；账户可用 {format_yuan(free_fen)} 元")
    return replace(wanted, lowered=_why_lower(given, wanted))


def _why_lower(given: Situation, offer: Offer) -> str:
    """In words, where less is offered than was told; a share of the cost says so by itself."""
    amount, cost_fen = given.rule.amount, given.cost_fen
    asked_at_once = given.rule.path == "at_once"
    if cost_fen is None or offer.fen >= cost_fen or asked_at_once or amount.share is not None:
        return ""
    why = offer.basis
    if amount.formula == "year_cap":
        taken_fen = taken_this_year(given)
        why = (
            f"每年最多 {format_yuan(amount.cap_fen)} 元，"
            f"今年已提 {format_yuan(taken_fen)} 元，{why}"
        )
    return (
        f"您填写的费用是 {format_yuan(cost_fen)} 元，"
        f"这次最多提取 {format_yuan(offer.fen)} 元：{why}。"
    )


def taken_this_year(given: Situation) -> int:
    """What was taken for the same reason in this calendar year, in fen."""
    return sum(
        one.fen
        for one in given.facts.taken
        if one.reason == given.reason and one.on.year == given.today.year
    )


def _whole_balance(given: Situation) -> Offer:
    return Offer(max(0, given.account.free_fen), "账户全部余额，另计利息")


def _up_to_cost(given: Situation) -> Offer:
    cost_fen = given.cost_fen
    if cost_fen is None:
        return Offer(given.account.free_fen, "不超过实际费用")
    before_fen = sum(
        one.fen for one in given.facts.taken if given.home and one.home == given.home
    )
    return Offer(
        max(0, cost_fen - before_fen),
        f"费用 {format_yuan(cost_fen)} 元，已提 {format_yuan(before_fen)} 元",
    )


def _share_of_cost(given: Situation) -> Offer:
    amount, cost_fen = given.rule.amount, given.cost_fen
    share = amount.share
    if share is None:
        raise LookupError(f"{given.reason} has no share")
    if cost_fen is None:
        return Offer(amount.cap_fen, f"不超过费用的 {share:.0%}")
    part = round_fen(Fraction(*share.as_integer_ratio()) * cost_fen, Rounding.TRUNCATE_FEN)
    fen = min(part, amount.cap_fen) if amount.cap_fen else part
    return Offer(
        fen,
        f"费用 {format_yuan(cost_fen)} 元的 {share:.0%}，最高 {format_yuan(amount.cap_fen)} 元",
    )


def _repaid_since_last(given: Situation) -> Offer:
    loan = given.loan
    if loan is None:
        return Offer(0, "选择贷款后计算")
    last = max((one.on for one in given.facts.taken if one.loan == loan.pk), default=None)
    # What is only planned is not repaid, whoever has written it down.
    past = [(day, fen) for day, fen in loan.repaid if day <= given.today]
    repaid = [(day, fen) for day, fen in past if last is None or day > last]
    fen = sum(fen for _, fen in repaid)
    since = f"{last} 以后" if last else "放款以来"
    return Offer(fen, f"{since}已还本息 {len(repaid)} 期，共 {format_yuan(fen)} 元")


def _monthly_cap(given: Situation) -> Offer:
    amount = given.rule.amount
    last = max((o.on for o in given.facts.taken if o.reason == given.reason), default=None)
    months = amount.most_months if last is None else months_between(last, given.today)
    months = min(months, amount.most_months, given.facts.paid_in_row)
    told = given.told.get("months", "")
    if told:
        months = min(months, int(told))
    return Offer(
        months * amount.per_month_fen,
        f"每月 {format_yuan(amount.per_month_fen)} 元 × {months} 个月",
    )


def _year_cap(given: Situation) -> Offer:
    left_fen = max(0, given.rule.amount.cap_fen - taken_this_year(given))
    cost_fen = given.cost_fen
    fen = left_fen if cost_fen is None else min(left_fen, cost_fen)
    return Offer(fen, f"今年还可提 {format_yuan(left_fen)} 元")


FORMULAS: Final[dict[str, Formula]] = {
    "whole_balance": _whole_balance,
    "up_to_cost": _up_to_cost,
    "share_of_cost": _share_of_cost,
    "repaid_since_last": _repaid_since_last,
    "monthly_cap": _monthly_cap,
    "year_cap": _year_cap,
}
