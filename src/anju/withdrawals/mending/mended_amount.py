"""The amount of a withdrawal that is handed in again: what was asked for stays asked for."""

from __future__ import annotations

from anju.ground.amounts import BadAmount, parse_yuan
from anju.ground.money import format_yuan
from anju.withdrawals.applying.apply import AmountTooHigh
from anju.withdrawals.dossier.request import NotTold
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.models import Withdrawal


def mended_amount(
    *, withdrawal: Withdrawal, typed: str | None, before: Outlook, after: Outlook
) -> int:
    """In fen, never more than is offered now.

    `typed` is given where the amount itself was marked, and counts. Whoever had asked for all
    there was asks for all there is now. Raises NotTold, AmountTooHigh.
    """
    offered, basis = _offer(after)
    if typed:
        return _typed(typed, offered, basis)
    if after.rule.path == "at_once" and withdrawal.told.get("cost"):
        return min(offered, parse_yuan(withdrawal.told["cost"]))
    if typed == "" or withdrawal.amount_fen >= _offer(before)[0]:
        return offered
    return min(offered, withdrawal.amount_fen)


def _offer(outlook: Outlook) -> tuple[int, str]:
    if outlook.judgement is None:
        return 0, ""
    return outlook.judgement.offer.fen, outlook.judgement.offer.basis


def _typed(typed: str, offered: int, basis: str) -> int:
    try:
        wanted = parse_yuan(typed)
    except BadAmount as refused:
        words = f"提取金额：{refused}"
        raise NotTold(words, fields={"amount": words}) from refused
    if not 0 < wanted <= offered:
        words = f"最多可以提取 {format_yuan(offered)} 元（{basis}），请修改金额。"
        raise AmountTooHigh(words)
    return wanted
