"""The columns a city's hall has for a member's ledger, on the screen and in the workbook."""

from collections.abc import Iterator
from typing import Any

from anju.contributions.account_card import Page
from anju.ground.money import plain_yuan
from anju.portals.shared.lists.sheet import Column
from anju.portals.shared.templatetags.hall import channel
from anju.withdrawals.lists import reasons_behind

FULL = (
    Column("编号", 14),
    Column("记账日期", 12),
    Column("业务明细类型", 16),
    Column("发生额", 14),
    Column("发生利息额", 14),
    Column("余额", 14),
    Column("摘要", 30),
    Column("机构", 16),
    Column("渠道", 14),
)
WITHDRAWAL = (
    Column("序号", 8),
    Column("记账日期", 12),
    Column("归集和提取业务类型", 18),
    Column("发生额", 14),
    Column("发生利息额", 14),
    Column("提取原因", 24),
    Column("提取方式", 12),
)
NOTHING = ("—", "—")


def with_reasons(found: Page) -> list[tuple[Any, str, str]]:
    """Every line with 提取原因 and 提取方式; a dash where nothing was taken (Z-29, Z-30)."""
    told = reasons_behind(acts=[line.act for line in found.lines])
    return [(line, *told.get(line.act, NOTHING)) for line in found.lines]


def workbook_of(found: Page, form: str) -> tuple[tuple[Column, ...], Iterator[tuple[str, ...]]]:
    """The columns of a form and the rows in them, amounts in yuan."""
    return (WITHDRAWAL, _split(found)) if form == "withdrawal" else (FULL, _full(found))


def _split(found: Page) -> Iterator[tuple[str, ...]]:
    for place, (line, reason, method) in enumerate(with_reasons(found), start=1):
        yield (
            str(place),
            line.booked_on.isoformat(),
            str(line.kind.label),
            plain_yuan(line.amount_fen),
            plain_yuan(line.interest_fen),
            reason,
            method,
        )


def _full(found: Page) -> Iterator[tuple[str, ...]]:
    for line in found.lines:
        yield (
            line.number,
            line.booked_on.isoformat(),
            str(line.kind.label),
            plain_yuan(line.amount_fen),
            plain_yuan(line.interest_fen),
            plain_yuan(line.balance_fen),
            line.summary,
            line.branch,
            channel(line.channel),
        )
