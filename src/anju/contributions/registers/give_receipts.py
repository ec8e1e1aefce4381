"""The receipts of a register: one for each kind of change that took effect (C-37 to C-41)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from anju.contributions.models import Line, Register
from anju.contributions.receipts import HALL
from anju.documents.facts import NO_TABLE, ChangeFacts, Pairs, Table
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import format_yuan

ROWS_MOST = 300


@dataclass(frozen=True)
class Style:
    """What the receipt of one kind of change is called, and what its table says of a line."""

    kind: Receipt.Kind
    counted: str
    heads: tuple[str, ...]
    cells: Callable[[Line], tuple[str, ...]]


def _joined(line: Line) -> tuple[str, ...]:
    return (format_yuan(line.base_fen or 0), format_yuan(line.after_fen))


def _sealed(line: Line) -> tuple[str, ...]:
    return (format_yuan(line.base_fen or 0), format_yuan(line.before_fen))


def _rebased(line: Line) -> tuple[str, ...]:
    return (
        format_yuan(line.base_fen or 0),
        format_yuan(line.before_fen),
        format_yuan(line.after_fen),
    )


_BASE, _MONTHLY = "缴存基数（元）", "月缴存额（元）"
STYLES = {
    Line.Kind.OPEN: Style(Receipt.Kind.OPENING, "开户人数", (_BASE, _MONTHLY), _joined),
    Line.Kind.SEAL: Style(
        Receipt.Kind.SEALING, "封存人数", (_BASE, "封存前月缴存额（元）"), _sealed
    ),
    Line.Kind.UNSEAL: Style(Receipt.Kind.UNSEALING, "启封人数", (_BASE, _MONTHLY), _joined),
    Line.Kind.BASE: Style(
        Receipt.Kind.BASE_CHANGE,
        "变更人数",
        ("变更后基数（元）", "变更前月缴存额（元）", "变更后月缴存额（元）"),
        _rebased,
    ),
    Line.Kind.TRANSFER: Style(Receipt.Kind.TRANSFER, "转入人数", (_BASE, _MONTHLY), _joined),
}


def give_receipts(*, register: Register, submitted_on: date) -> list[Receipt]:
    """Issue the receipts of a submitted register, once; amounts in fen.

    More than 300 people are not named: the receipt states counts and sums, and refers to the
    register's own list, which is printed under the register's number.
    """
    return [
        issue_receipt(
            facts=_facts(register, kind, lines),
            subject=f"{_subjects(register)}{STYLES[kind].kind}",
            owner=register.employer.number,
            issued_on=submitted_on,
        )
        for kind, lines in _by_kind(register)
    ]


def receipts_of(register: Register) -> QuerySet[Receipt]:
    """The receipts a register was given."""
    return Receipt.objects.filter(subject__startswith=_subjects(register)).order_by("id")


def _subjects(register: Register) -> str:
    return f"register/{register.number}/"


def _by_kind(register: Register) -> Iterator[tuple[Line.Kind, list[Line]]]:
    good = register.lines.filter(faults=[]).select_related("account").order_by("id")
    found: dict[str, list[Line]] = {}
    for line in good:
        found.setdefault(line.kind, []).append(line)
    for kind in STYLES:
        if kind in found:
            yield kind, found[kind]


def _facts(register: Register, kind: Line.Kind, lines: list[Line]) -> ChangeFacts:
    style = STYLES[kind]
    before, after = sum(one.before_fen for one in lines), sum(one.after_fen for one in lines)
    pairs: Pairs = (
        ("生效月份", register.month.chinese),
        (style.counted, f"{len(lines):,} 人"),
        ("变更前月缴存额合计", f"{format_yuan(before)} 元"),
        ("变更后月缴存额合计", f"{format_yuan(after)} 元"),
    )
    if len(lines) > ROWS_MOST:
        pairs = (*pairs, ("明细", f"见清册 {register.number} 的打印清单，共 {len(lines):,} 行"))
    return ChangeFacts(
        kind=style.kind,
        employer_name=register.employer.name,
        employer_account=register.employer.number,
        business_serial=register.number,
        channel=HALL,
        handler=register.edited_by,
        pairs=pairs,
        table=_table(style, lines),
    )


def _table(style: Style, lines: list[Line]) -> Table:
    if len(lines) > ROWS_MOST:
        return NO_TABLE
    heads = ("姓名", "个人账号", "证件号码", *style.heads)
    return Table("明细", heads, tuple(_row(style, line) for line in lines))


def _row(style: Style, line: Line) -> tuple[str, ...]:
    number = mask_account(line.account.number) if line.account else "—"
    return (line.name, number, mask_identity(line.identity_number), *style.cells(line))
