"""The workbook of a month for payroll and bookkeeping: sums are formulas, not copies."""

import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import xlsxwriter

from anju.contributions.enquiries.payroll import Payroll
from anju.ground.masks import mask_account, mask_identity
from anju.people.models import Employer
from anju.portals.shared.lists.sheet import AMOUNT

HEADS = (
    "序号",
    "姓名",
    "证件号码",
    "个人账号",
    "缴存基数",
    "个人部分（扣款）",
    "单位部分",
    "合计",
)
WIDTHS = (6, 12, 22, 16, 14, 18, 14, 14)
VOUCHER_HEADS = ("摘要", "会计科目", "借方金额", "贷方金额")
VOUCHER_WIDTHS = (46, 42, 16, 16)
FIRST_LINE = 5
Format = Callable[[dict[str, Any]], Any]


def payroll_book(people: Iterable[Any], *, employer: Employer, told: Payroll) -> bytes:
    """Two sheets, 工资扣款表 and 会计分录建议; the voucher's amounts point at the table's sums.

    Every formula carries its value, so that readers that do not reckon show it, too.
    """
    written = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        last = _table(book, employer, told, people)
        _voucher(book, told, last=last)
    return written.getvalue()


def _table(book: Any, employer: Employer, told: Payroll, people: Iterable[Any]) -> int:
    """Write everybody, and answer in which line the sums stand."""
    head, amount, total = _formats(book)
    page = book.add_worksheet("工资扣款表")
    page.freeze_panes(FIRST_LINE - 1, 2)
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.write_string(0, 0, f"{employer.name}　{told.month.chinese}住房公积金工资扣款表", head)
    page.write_string(1, 0, f"汇缴流水号 {told.number}　回单号 {told.receipt_number or '—'}")
    for place, label in enumerate(HEADS):
        page.write_string(FIRST_LINE - 2, place, label, head)
    line = FIRST_LINE - 1
    for order, share in enumerate(people, start=1):
        member = share.account.member
        page.write_number(line, 0, order)
        page.write_string(line, 1, member.name)
        page.write_string(line, 2, mask_identity(member.identity_number))
        page.write_string(line, 3, mask_account(share.account.number))
        for place, fen in enumerate(
            (share.base_fen, share.own_fen, share.employer_fen), start=4
        ):
            page.write_number(line, place, yuan(fen), amount)
        formula = f"=F{line + 1}+G{line + 1}"
        page.write_formula(line, 7, formula, amount, yuan(share.own_fen + share.employer_fen))
        line += 1
    page.write_string(line, 0, "合计", total)
    sums = (told.own_fen, told.employer_fen, told.total_fen)
    for place, (letter, fen) in enumerate(zip("FGH", sums, strict=True), start=5):
        formula = f"=SUM({letter}{FIRST_LINE}:{letter}{max(line, FIRST_LINE)})"
        page.write_formula(line, place, formula, total, yuan(fen))
    return line + 1


def _voucher(book: Any, told: Payroll, *, last: int) -> None:
    head, _, total = _formats(book)
    amount = book.add_format({"num_format": AMOUNT})
    page = book.add_worksheet("会计分录建议")
    for place, width in enumerate(VOUCHER_WIDTHS):
        page.set_column(place, place, width)
    for place, label in enumerate(VOUCHER_HEADS):
        page.write_string(0, place, label, head)
    cells = ("G", "F", "H")
    for line, (each, letter) in enumerate(zip(told.voucher, cells, strict=True), start=1):
        page.write_string(line, 0, each.summary)
        page.write_string(line, 1, each.subject)
        place, fen = (2, each.debit_fen) if each.credit_fen is None else (3, each.credit_fen)
        page.write_formula(line, place, f"=工资扣款表!{letter}{last}", amount, yuan(fen or 0))
    foot = len(told.voucher) + 1
    page.write_string(foot, 0, "合计", total)
    for place, letter in ((2, "C"), (3, "D")):
        formula = f"=SUM({letter}2:{letter}{foot})"
        page.write_formula(foot, place, formula, total, yuan(told.total_fen))
    page.write_string(
        foot + 2, 0, "本分录为建议，请按本单位适用的会计制度和科目设置核对后入账。"
    )


def _formats(book: Any) -> tuple[Any, Any, Any]:
    return (
        book.add_format({"bold": True, "bg_color": "#F7F5F0", "bottom": 1}),
        book.add_format({"num_format": AMOUNT}),
        book.add_format({"num_format": AMOUNT, "bold": True, "top": 1}),
    )


def yuan(fen: int) -> Decimal:
    """Fen as a number of yuan."""
    return Decimal(fen) / 100
